/**
 * Whether the layer of marks of a sweep looks different than before: only where columns came or were wiped can it.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import type { Marked } from './paint-marks.ts';
import { firstColumn, type TraceWindow } from './window.ts';

/**
 * Whether something marked lies in the columns that came or went between two windows.
 *
 * @param before window of the layer as it was drawn; null = never drawn
 * @param missing holes of the recording
 */
export function isMarkNews(
	before: TraceWindow | null,
	now: TraceWindow,
	{ bands, marks, flaws }: Marked,
	missing: readonly Run[]
): boolean {
	if (before === null || now.endColumn < before.endColumn || !isAlike(before, now)) return true;
	const { samplesPerColumn } = now;
	const [wiped, left] = [firstColumn(before), firstColumn(now)];
	const [old, end] = [before.endColumn, now.endColumn];
	const isIn = (from: number, to: number | null): boolean => {
		const first = Math.floor(from / samplesPerColumn);
		const after = to === null ? Infinity : Math.max(first, Math.floor(to / samplesPerColumn)) + 1;
		return (first < end && after > old) || (first < left && after > wiped);
	};
	const isRun = ({ from, to }: { readonly from: number; readonly to: number | null }): boolean =>
		isIn(from, to);
	return (
		bands.some(isRun) ||
		marks.some(({ sample }) => isIn(sample, sample)) ||
		missing.some(isRun) ||
		flaws?.of.some((one) => one.some(isRun)) === true
	);
}

function isAlike(a: TraceWindow, b: TraceWindow): boolean {
	return a.mode === b.mode && a.width === b.width && a.samplesPerColumn === b.samplesPerColumn;
}
