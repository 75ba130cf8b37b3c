/**
 * Where the slices of an interview lie in its time.
 *
 * @module
 */
import type { InterviewState } from './interview-state.ts';

/** Length of a slice [s]. @source interview reference §2: a rating is of ten minutes */
export const SLICE_S = 600;

/** A slice in the time of the interview: seconds since it was opened, the end not included. */
export interface SliceSpan {
	readonly slice: number;
	readonly fromS: number;
	readonly toS: number;
}

/** What the places of slices follow from. */
export type SliceSource = Pick<InterviewState, 'slices' | 'coding'>;

/**
 * The slices that begin before a moment, from the first on: ten minutes each, breaks between them as the forms say.
 * A recording says when the first begins; without one it is the moment at which the baseline was recorded.
 */
export function sliceSpans({ slices, coding }: SliceSource, untilS: number): SliceSpan[] {
	const breaks = new Map<number, number>();
	for (const { slice, breakMinutes } of [...coding.withheld, ...slices])
		breaks.set(slice, Math.max(breaks.get(slice) ?? 0, breakMinutes));
	const spans: SliceSpan[] = [];
	let fromS = coding.recording?.firstSliceS ?? coding.baselineS ?? 0;
	for (let slice = 1; slice <= 200; slice++) {
		if (slice > 1) fromS += 60 * (breaks.get(slice) ?? 0);
		if (fromS >= untilS && slice > 1) break;
		spans.push({ slice, fromS, toS: fromS + SLICE_S });
		fromS += SLICE_S;
	}
	return spans;
}

/** The slice a moment belongs to; what came before the first counts to it, a break to the slice before. */
export function sliceAt(source: SliceSource, atS: number): number {
	return sliceSpans(source, atS + 1).findLast(({ fromS }) => fromS <= atS)?.slice ?? 1;
}
