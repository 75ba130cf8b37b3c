/**
 * Respiration line excursion in a sliding window of about one breath.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { sampleIndex } from '../sample-index.ts';

/** Time looked at after the question's onset, length of the sliding window, and time left out around the answer. [s] */
export const EXCURSION = { evaluationS: 15, windowS: 3.75, answerS: 1.5 } as const;

/**
 * Mean, over all positions of a 3.75 s window within 15 s of the question, of the sum of |steps|. Smaller = stronger
 * response.
 *
 * Windows that touch the 1.5 s before and after the answer are left out; speech is no breathing.
 *
 * @param trace standardised trace, finite where it is looked at
 * @param event time of the question's onset and of the answer [s]; null = no answer
 * @returns null when no window is left
 * @throws {LabError} `signal/outside` when the time looked at is not inside the trace
 * @source Nelson, published R code (RLE): 3.75 s, 15 s, ±1.5 s
 */
export function slidingLineLength(
	trace: Float64Array,
	rateHz: number,
	event: { readonly time: number; readonly answer: number | null },
	settings: {
		readonly evaluationS: number;
		readonly windowS: number;
		readonly answerS: number;
	} = EXCURSION
): number | null {
	const first = sampleIndex(event.time, rateHz);
	const last = sampleIndex(event.time + settings.evaluationS, rateHz);
	if (first < 0 || last > trace.length - 1)
		throw new LabError(
			'signal/outside',
			`expected ${settings.evaluationS} s of trace after ${event.time} s, got ${trace.length / rateHz} s`
		);
	const size = Math.max(1, Math.round(settings.windowS * rateHz));
	const answer = event.answer ?? Number.NaN;
	const blockedFrom = sampleIndex(answer - settings.answerS, rateHz);
	const blockedTo = sampleIndex(answer + settings.answerS, rateHz);
	let [length, total, windows] = [0, 0, 0];
	for (let i = first; i < last; i++) {
		length += Math.abs((trace[i + 1] as number) - (trace[i] as number));
		const start = i + 1 - size;
		if (start > first) length -= Math.abs((trace[start] as number) - (trace[start - 1] as number));
		if (start < first || (start < blockedTo && i + 1 > blockedFrom)) continue;
		total += length;
		windows++;
	}
	return windows > 0 ? total / windows : null;
}
