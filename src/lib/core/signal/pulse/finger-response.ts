/**
 * Constriction of the finger's vessels after a question.
 *
 * @module
 */
import { sampleIndex } from '../sample-index.ts';
import type { PulseLines } from './lines.ts';

/** Mean height before the question and when the response is at its height, from the onset. [s] */
export const CONSTRICTION_WINDOWS = { beforeS: 3, fromS: 5, toS: 10 } as const;

/**
 * ln of the mean pulse height before the question over that 5–10 s after it; positive = constriction.
 *
 * @param lines of `pulseLines`
 * @param time of the question's onset [s]
 * @returns null when a window is not inside the trace or holds no pulse
 * @source Nelson, published R code (PLE): −3…0 s against 5…10 s
 */
export function constriction(
	lines: PulseLines,
	rateHz: number,
	time: number,
	windows: {
		readonly beforeS: number;
		readonly fromS: number;
		readonly toS: number;
	} = CONSTRICTION_WINDOWS
): number | null {
	const before = meanHeight(lines, rateHz, time - windows.beforeS, time);
	const after = meanHeight(lines, rateHz, time + windows.fromS, time + windows.toS);
	if (before === null || after === null || !(before > 0 && after > 0)) return null;
	return Math.log(before / after);
}

/** Mean distance of the two lines over [from, to). [unit of the trace] */
export function meanHeight(
	{ systolic, diastolic }: PulseLines,
	rateHz: number,
	from: number,
	to: number
): number | null {
	const [first, end] = [sampleIndex(from, rateHz), sampleIndex(to, rateHz)];
	if (first < 0 || end > systolic.length || end <= first) return null;
	let sum = 0;
	for (let i = first; i < end; i++) sum += (systolic[i] as number) - (diastolic[i] as number);
	return sum / (end - first);
}
