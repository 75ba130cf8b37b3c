/**
 * A trace as a path of millimetres: through the minimum and the maximum of every column of 0.1 mm, so that no sample is
 * lost. What leaves the strip is drawn on its edge and told; a hole is never crossed.
 *
 * @module
 */
import type { ChannelExtents, Run } from '../recording/tiles.ts';
import { railsOf } from '../signal/quality/flaw-rules.ts';
import { columnsFor, reduceColumns, type Columns } from './columns.ts';
import type { Span } from './scales.ts';
import { physical, type Transfer } from './strip.ts';
import { COLUMNS_PER_MM, type PaperPage, type PaperPlan } from './paper.ts';

/** Where a strip lies and which values its edges stand for. */
export interface PaperStripScale {
	/** [mm] */
	readonly left: number;
	readonly top: number;
	readonly bottom: number;
	/** In the channel's unit. */
	readonly span: Span;
	readonly transfer: Transfer;
}

/** A stretch of the drawing [mm]. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** One strip on one sheet. */
export interface PrintedTrace {
	/** Path data [mm]; empty = no sample. */
	readonly path: string;
	/** The signal left the strip; it is drawn on the edge. */
	readonly above: readonly Stretch[];
	readonly below: readonly Stretch[];
}

/** Stretches closer than this are told as one [columns]. */
const MERGED = COLUMNS_PER_MM;

/**
 * Draws one channel on one sheet.
 *
 * @param missing runs that were never recorded
 */
export function printedTrace(
	tiles: ChannelExtents,
	missing: readonly Run[],
	{ samplesPerColumn }: Pick<PaperPlan, 'samplesPerColumn'>,
	{ first, count }: Pick<PaperPage, 'first' | 'count'>,
	scale: PaperStripScale
): PrintedTrace {
	const columns = columnsFor(count);
	reduceColumns(tiles, missing, { first, count, samplesPerColumn }, columns);
	const { left, top, bottom, span, transfer } = scale;
	const perMm = (span.max - span.min) / (bottom - top);
	const y = (counts: number): number => bottom - (physical(transfer, counts) - span.min) / perMm;
	const stretches = (holds: (min: number, max: number) => boolean): Stretch[] =>
		runsOf(columns, holds).map(({ from, to }) => ({
			from: left + from / COLUMNS_PER_MM,
			to: left + to / COLUMNS_PER_MM
		}));
	const inside = (counts: number): number => Math.min(bottom, Math.max(top, y(counts)));
	return {
		path: pathOf(columns, left, inside, railsOf(transfer)),
		above: stretches((min, max) => Math.min(y(min), y(max)) < top),
		below: stretches((min, max) => Math.max(y(min), y(max)) > bottom)
	};
}

/** @param rails no line leads to the converter's limits or from them, and along them it is dashed, as on the screen */
function pathOf(
	columns: Columns,
	left: number,
	y: (counts: number) => number,
	rails: { readonly low: number; readonly high: number }
): string {
	const parts: string[] = [];
	let last: number | null = null;
	let wasAlong = false;
	for (let column = 0; column < columns.min.length; column++) {
		const isHole = columns.state[column] === -1;
		const low = columns.min[column] ?? Infinity;
		const high = columns.max[column] ?? -Infinity;
		const isAlone = isHole || low <= rails.low || high >= rails.high;
		if (isAlone) last = null;
		if (low > high) continue;
		const isAlong = high <= rails.low || low >= rails.high;
		const isGap = isAlong && wasAlong && column % 4 > 1;
		wasAlong = isAlong;
		if (isGap) continue;
		const [a, b] = [y(low), y(high)];
		const isLowFirst: boolean = last === null || Math.abs(last - a) <= Math.abs(last - b);
		const [near, far]: [number, number] = isLowFirst ? [a, b] : [b, a];
		const x = left + (column + 0.5) / COLUMNS_PER_MM;
		// a line of no length is a dot: the ends of the stroke are round
		parts.push(`${last === null ? 'M' : 'L'}${mm(x)} ${mm(near)}`);
		if (near !== far || last === null) parts.push(`V${mm(far)}`);
		last = isAlone ? null : far;
	}
	return parts.join('');
}

/** A hundredth of a millimetre is finer than any printer. */
function mm(value: number): string {
	return String(Math.round(value * 100) / 100);
}

/** Runs of columns whose samples fulfil a condition; near ones are joined. */
function runsOf(
	{ min, max }: Columns,
	holds: (min: number, max: number) => boolean
): { from: number; to: number }[] {
	const found: { from: number; to: number }[] = [];
	for (let column = 0; column < min.length; column++) {
		const [low, high] = [min[column] ?? Infinity, max[column] ?? -Infinity];
		if (low > high || !holds(low, high)) continue;
		const last = found.at(-1);
		if (last !== undefined && column - last.to < MERGED) last.to = column + 1;
		else found.push({ from: column, to: column + 1 });
	}
	return found;
}
