/**
 * The moment an interview is looked at from.
 *
 * @module
 */
import type { InterviewState } from './interview-state.ts';

/**
 * Now while it goes on, and the moment of its end afterwards: a review shows how it stood then, and says so.
 *
 * @param nowMs ms since 1970
 */
export function reviewTimeMs(
	{ closed, slices }: Pick<InterviewState, 'closed' | 'slices'>,
	nowMs: number
): number {
	if (closed === null) return nowMs;
	// forms handed in later, of the recording, belong to the interview all the same
	return Math.max(Date.parse(closed.at), ...slices.map(({ at }) => Date.parse(at)));
}
