/**
 * Which samples are on the screen, and at which pixel each of them is, for the three ways a picture can move.
 *
 * @module
 */
import type { TraceMode } from './strip.ts';

/** The visible part of a recording. */
export interface TraceWindow {
	readonly mode: TraceMode;
	readonly samplesPerColumn: number;
	/** Width of the drawing [device px]. */
	readonly width: number;
	/** Absolute column after the newest one (sweep, scroll), or after the right edge (review). */
	readonly endColumn: number;
}

/** A run of columns that lies together on the screen. */
export interface Piece {
	/** First absolute column. */
	readonly column: number;
	readonly count: number;
	/** Left edge of the first [device px from the drawing's left]. */
	readonly x: number;
}

/** Width of the bar that runs ahead of a sweep and wipes what is old [device px]. */
export const ERASE_BAR = 16;

/** Columns that have a sample at this number of samples; the last one may still grow. */
export function startedColumns(samples: number, samplesPerColumn: number): number {
	return Math.ceil(samples / samplesPerColumn);
}

/** Absolute column after the right edge of a review that begins at a sample; a picture begins at a whole column. */
export function reviewEnd(fromSample: number, samplesPerColumn: number, width: number): number {
	return Math.round(fromSample / samplesPerColumn) + width;
}

/** First absolute column that is (still) on the screen. */
export function firstColumn({ mode, width, endColumn }: TraceWindow): number {
	const old = mode === 'sweep' && endColumn > width - ERASE_BAR ? ERASE_BAR : 0;
	return Math.max(0, endColumn - width + old);
}

/** Where absolute columns from…to−1 lie: one piece, or two where a sweep turns over. */
export function piecesOf(window: TraceWindow, from: number, to: number): Piece[] {
	const { mode, width, endColumn } = window;
	const first = Math.max(from, firstColumn(window));
	const last = Math.min(to, endColumn);
	if (last <= first) return [];
	if (mode !== 'sweep')
		return [{ column: first, count: last - first, x: first - endColumn + width }];
	const pieces: Piece[] = [];
	for (let column = first; column < last;) {
		const x = column % width;
		const count = Math.min(last - column, width - x);
		pieces.push({ column, count, x });
		column += count;
	}
	return pieces;
}

/**
 * What stands still, in columns so many pixels wide; those that are only partly in it are left out.
 *
 * @returns its left edge too [device px from the drawing's left]
 */
export function widened(window: TraceWindow, px: number): { window: TraceWindow; x: number } {
	const first = Math.ceil(firstColumn(window) / px);
	const endColumn = Math.max(first, Math.floor(window.endColumn / px));
	const samplesPerColumn = px * window.samplesPerColumn;
	return {
		window: { ...window, samplesPerColumn, width: endColumn - first, endColumn },
		x: px * first - window.endColumn + window.width
	};
}

/** Pixel of a sample [device px from the drawing's left]; null = not on the screen. */
export function xOfSample(window: TraceWindow, sample: number): number | null {
	const { mode, width, endColumn } = window;
	const column = Math.floor(sample / window.samplesPerColumn);
	if (column >= endColumn || column < firstColumn(window)) return null;
	return mode === 'sweep' ? column % width : column - endColumn + width;
}

/** Sample at a pixel of a picture that stands still. */
export function sampleAtX({ endColumn, width, samplesPerColumn }: TraceWindow, x: number): number {
	return (endColumn - width + x) * samplesPerColumn;
}
