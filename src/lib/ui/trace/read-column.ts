/**
 * What is drawn in one pixel column of a strip, in counts: the same samples that the picture shows there.
 *
 * @module
 */
import { grainOf } from '#lib/core/recording/tile-levels.ts';
import { MISSING, type ChannelExtents, type Run } from '#lib/core/recording/tiles.ts';
import { columnsFor, reduceColumns } from './columns.ts';

/** One column of one channel. */
export interface ColumnReading {
	/** Smallest and largest count; the same where one sample is drawn. */
	readonly min: number;
	readonly max: number;
	/** `partly`: samples are missing beside those that are here; `missing`: none came; `none`: not recorded, or not read yet. */
	readonly is: 'whole' | 'partly' | 'missing' | 'none';
}

const NOTHING = { min: NaN, max: NaN };

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

/** Reads a column; one that is narrower than a sample and holds none reads the sample before it. */
export function readColumn(
	tiles: ChannelExtents,
	missing: readonly Run[],
	column: number,
	samplesPerColumn: number
): ColumnReading {
	const { from, to } = columnEdges(column, samplesPerColumn);
	const read = columnsFor(1);
	reduceColumns(tiles, missing, { first: column, count: 1, samplesPerColumn }, read);
	const [min = NaN, max = NaN, state = 0] = [read.min[0], read.max[0], read.state[0]];
	if (state !== 0) {
		const is = state === 1 ? 'whole' : min > max ? 'missing' : 'partly';
		return is === 'missing' ? { ...NOTHING, is } : { min, max, is };
	}
	if (from < to || from < 1 || from > tiles.end) return { ...NOTHING, is: 'none' };
	const count = tiles.at(from - 1);
	return count === MISSING
		? { ...NOTHING, is: 'missing' }
		: { min: count, max: count, is: 'whole' };
}
