/**
 * What is drawn in one pixel column of a strip, in counts: the same samples that the picture shows there.
 *
 * @module
 */
import { grainOf } from '#lib/core/recording/tile-levels.ts';
import type { Run } from '#lib/core/recording/tiles.ts';
import { knownEnd, type TraceSource } from './strip.ts';

/** One column of one channel. */
export interface ColumnReading {
	/** Smallest and largest count; the same where one sample is drawn. */
	readonly min: number;
	readonly max: number;
	/** `partly`: samples are missing beside those that are here; `missing`: none came; `none`: not recorded, or not read yet. */
	readonly is: 'whole' | 'partly' | 'missing' | 'none';
	/** Samples may not be here yet: a tile stands for them, so there is nothing beyond these two, and perhaps less. */
	readonly isCoarse: boolean;
}

const NOTHING = { min: NaN, max: NaN, isCoarse: false };

/** Samples from…to−1 of an absolute column as it is drawn. */
export function columnEdges(column: number, samplesPerColumn: number): Run {
	const grain = grainOf(samplesPerColumn);
	const perColumn = samplesPerColumn / grain;
	return {
		from: Math.ceil(column * perColumn) * grain,
		to: Math.ceil((column + 1) * perColumn) * grain
	};
}

/** Column in which a sample is drawn. */
export function columnOfSample(sample: number, samplesPerColumn: number): number {
	const grain = grainOf(samplesPerColumn);
	return Math.floor(Math.floor(sample / grain) / (samplesPerColumn / grain));
}

/**
 * Reads a column; one that is narrower than a sample and holds none reads the sample before it.
 *
 * @param channel index of the channel in the source
 */
export function readColumn(
	source: TraceSource,
	channel: number,
	column: number,
	samplesPerColumn: number
): ColumnReading {
	const tiles = source.tiles[channel];
	const missing = source.holes?.[channel] ?? source.missing;
	const edges = columnEdges(column, samplesPerColumn);
	// a column that holds no sample is on the line from the one before
	const { from, to } = edges.from < edges.to ? edges : { from: edges.from - 1, to: edges.from };
	if (tiles === undefined || to <= 0 || from >= tiles.end) return { ...NOTHING, is: 'none' };
	const { min, max } = tiles.extent(from, to);
	const isHoled = missing.some((hole) => hole.from < to && hole.to > from);
	if (min > max) return { ...NOTHING, is: isHoled ? 'missing' : 'none' };
	// the last column ends behind the recording: there is nothing more to come
	const isCoarse = Math.min(to, source.end) > knownEnd(source);
	return { min, max, is: isHoled ? 'partly' : 'whole', isCoarse };
}
