/**
 * Raters are blind to each other: what others rated and marked in a slice is kept from whoever has not handed in a form
 * of it, unless they chose to look and so gave up rating it. Signs of harm are told to everyone at once.
 *
 * @module
 * @source interview reference §3.1: ratings are submitted before the model output of that slice is seen
 */
import { hasHandedIn, isWithheld } from './coding.ts';
import type { VisibleInterviewEvent, WithheldInterviewEvent } from './coding.ts';
import { sliceAt } from './coding-slices.ts';
import type { InterviewEvent } from './interview-event.ts';
import { interviewOf, type InterviewState } from './interview-state.ts';

/** Whether others' ratings of a slice are kept from somebody. */
export function isSliceHidden(
	{ coding, record }: Pick<InterviewState, 'coding' | 'record'>,
	who: string,
	slice: number
): boolean {
	// a sealed interview takes no more ratings
	return (
		record.sealed === null &&
		!hasHandedIn(coding, who, slice) &&
		!coding.seen.some((one) => one.who === who && one.slice === slice)
	);
}

/** The events as somebody may read them now: none is left out, some say nothing. */
export function visibleInterviewEvents(
	events: readonly InterviewEvent[],
	who: string
): VisibleInterviewEvent[] {
	const state = interviewOf(events, events[0]?.interviewId ?? '');
	const sliceOfMark = new Map(state.coding.marks.map((one) => [one.id, sliceAt(state, one.atS)]));
	return events.map((event) => {
		if (event.actor.id === who) return event;
		const slice = sliceOf(event, sliceOfMark);
		return slice !== null && isSliceHidden(state, who, slice) ? withheld(event) : event;
	});
}

/**
 * What somebody who knows the events up to a number does not know yet: later ones, and earlier ones that were withheld
 * then and are told now.
 */
export function interviewNews(
	events: readonly InterviewEvent[],
	who: string,
	after: number
): VisibleInterviewEvent[] {
	const known = visibleInterviewEvents(
		events.filter(({ seq }) => seq <= after),
		who
	);
	return visibleInterviewEvents(events, who).filter((event, index) => {
		if (event.seq > after) return true;
		const before = known[index];
		return before !== undefined && isWithheld(before) && !isWithheld(event);
	});
}

function sliceOf(event: InterviewEvent, marks: ReadonlyMap<string, number>): number | null {
	if (event.type === 'slice-rated') return event.data.slice;
	if (event.type === 'behaviour-marked') return marks.get(event.id) ?? null;
	if (event.type === 'behaviour-mark-withdrawn') return marks.get(event.data.mark) ?? null;
	return null;
}

/** Named field by field: what an event gets later cannot come along. */
function withheld(event: InterviewEvent): WithheldInterviewEvent {
	const { id, seq, type, interviewId, hash, previousHash } = event;
	const place = { withheld: true, id, seq, type, interviewId, hash, previousHash } as const;
	if (event.type !== 'slice-rated') return place;
	const { slice, breakMinutes, safeguards } = event.data;
	return { ...place, form: { rater: event.actor.id, slice, breakMinutes, safeguards } };
}
