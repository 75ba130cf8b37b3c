/**
 * Presentations of a question laid over each other: time 0 is the onset of each.
 *
 * @module
 */
import { sampleIndex } from '#lib/core/signal/sample-index.ts';

/** From how long before the onset to how long after it [s]. */
export const BEFORE_S = 5;
export const AFTER_S = 20;
/** Columns a line is reduced to: 62.5 ms each. */
export const COLUMNS = 400;
const COLUMN_S = (BEFORE_S + AFTER_S) / COLUMNS;

/** Time of the middle of a column, from the onset [s]. */
export function columnTime(column: number): number {
	return (column + 0.5) * COLUMN_S - BEFORE_S;
}

/** The column that holds a time from the onset [s]. */
export function columnAt(seconds: number): number {
	return Math.min(COLUMNS - 1, Math.max(0, Math.floor((seconds + BEFORE_S) / COLUMN_S)));
}

/** One presentation; NaN in a column = nothing was recorded in it, or a sample of it is missing. */
export interface AlignedLine {
	/** Shape [columns]. */
	readonly min: Float64Array;
	readonly max: Float64Array;
	readonly mean: Float64Array;
}

/**
 * Minimum, maximum and mean of each column of one presentation.
 *
 * @param values of the whole chart, NaN where nothing was recorded, shape [samples]
 * @param onset sample of the question
 * @param isZeroed the value at the onset is taken off
 * @returns null when zeroed and the sample at the onset is missing
 */
export function alignedLine(
	values: Float64Array,
	rateHz: number,
	onset: number,
	isZeroed: boolean
): AlignedLine | null {
	const zero = isZeroed ? (values[onset] ?? Number.NaN) : 0;
	if (Number.isNaN(zero)) return null;
	const line = {
		min: new Float64Array(COLUMNS).fill(Number.NaN),
		max: new Float64Array(COLUMNS).fill(Number.NaN),
		mean: new Float64Array(COLUMNS).fill(Number.NaN)
	};
	for (let column = 0; column < COLUMNS; column++) {
		const from = onset + sampleIndex(column * COLUMN_S - BEFORE_S, rateHz);
		const next = onset + sampleIndex((column + 1) * COLUMN_S - BEFORE_S, rateHz);
		// slower than the columns: a sample stands for all columns until the next one
		const to = Math.max(next, from + 1);
		if (from < 0 || to > values.length) continue;
		let [low, high, sum] = [Infinity, -Infinity, 0];
		for (let i = from; i < to; i++) {
			const value = (values[i] ?? Number.NaN) - zero;
			// a missing sample makes the sum NaN, and with it the column
			sum += value;
			if (value < low) low = value;
			if (value > high) high = value;
		}
		if (Number.isNaN(sum)) continue;
		line.min[column] = low;
		line.max[column] = high;
		line.mean[column] = sum / (to - from);
	}
	return line;
}

/** Mean of several lines and their spread. */
export interface AlignedBand {
	/** Lines it is made of. */
	readonly count: number;
	/** Shape [columns]; NaN where fewer than two lines have a value. */
	readonly mean: Float64Array;
	/** Standard deviation over the lines (n − 1). */
	readonly sd: Float64Array;
}

/** Mean and standard deviation of the lines in each column; null below two lines. */
export function bandOf(lines: readonly AlignedLine[]): AlignedBand | null {
	if (lines.length < 2) return null;
	const mean = new Float64Array(COLUMNS).fill(Number.NaN);
	const sd = new Float64Array(COLUMNS).fill(Number.NaN);
	for (let column = 0; column < COLUMNS; column++) {
		const found = lines.flatMap((line) => {
			const value = line.mean[column] ?? Number.NaN;
			return Number.isNaN(value) ? [] : [value];
		});
		if (found.length < 2) continue;
		const average = found.reduce((sum, value) => sum + value, 0) / found.length;
		const squares = found.reduce((sum, value) => sum + (value - average) ** 2, 0);
		mean[column] = average;
		sd[column] = Math.sqrt(squares / (found.length - 1));
	}
	return { count: lines.length, mean, sd };
}

/** Least and greatest value of lines and bands; null = there is none. */
export function extentOf(
	lines: readonly AlignedLine[],
	band: AlignedBand | null
): { readonly min: number; readonly max: number } | null {
	let [min, max] = [Infinity, -Infinity];
	const take = (low: number, high: number): void => {
		if (low < min) min = low;
		if (high > max) max = high;
	};
	for (const line of lines)
		line.min.forEach((low, column) => take(low, line.max[column] ?? Number.NaN));
	band?.mean.forEach((value, column) => {
		const half = band.sd[column] ?? Number.NaN;
		take(value - half, value + half);
	});
	return min <= max ? { min, max } : null;
}
