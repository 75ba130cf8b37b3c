/**
 * What is known of the coding of an interview's recording: the file, the marks in it, and who saw what before rating.
 *
 * @module
 */
import type { InterviewData, InterviewEvent } from './interview-event.ts';

/** The recording that is coded, and who named it. */
export interface NamedRecording extends InterviewData<'recording-named'> {
	readonly by: string;
	readonly seq: number;
}

/** One mark. */
export interface Mark extends InterviewData<'behaviour-marked'> {
	/** Id of its event. */
	readonly id: string;
	readonly coder: string;
	readonly seq: number;
	/** Why it no longer counts; null = it counts. */
	readonly withdrawn: string | null;
}

/** A form of somebody else that a rater may not read yet: what safety and the clock need of it. */
export interface WithheldForm extends Pick<
	InterviewData<'slice-rated'>,
	'slice' | 'breakMinutes' | 'safeguards'
> {
	readonly rater: string;
	readonly seq: number;
}

/** An event that somebody may not read yet: its place in the chain, and of a form what safety needs. */
export type WithheldInterviewEvent = Pick<
	InterviewEvent,
	'id' | 'seq' | 'type' | 'interviewId' | 'hash' | 'previousHash'
> & {
	readonly withheld: true;
	readonly form?: Omit<WithheldForm, 'seq'>;
};

/** An event as it is sent to somebody. */
export type VisibleInterviewEvent = InterviewEvent | WithheldInterviewEvent;

/** Whether an event is one that was withheld. */
export function isWithheld(event: VisibleInterviewEvent): event is WithheldInterviewEvent {
	return 'withheld' in event;
}

/** The coding part of an interview's state. */
export interface CodingState {
	/** The latest named; an earlier one had no mark. */
	readonly recording: NamedRecording | null;
	/** In the order in which they were made, withdrawn ones too. */
	readonly marks: readonly Mark[];
	readonly withheld: readonly WithheldForm[];
	/** Slices somebody saw others' ratings of without an own form. */
	readonly seen: readonly { readonly who: string; readonly slice: number }[];
	/** Those who look without rating, at this moment. */
	readonly lookers: readonly string[];
	/** Who has handed in a form of which slice, in the order of the first. */
	readonly handedIn: readonly { readonly who: string; readonly slice: number }[];
	/** When it was opened, ISO 8601; the first baseline, seconds after that. */
	readonly openedAt: string | null;
	readonly baselineS: number | null;
}

/** Nothing coded. */
export const emptyCoding: CodingState = {
	...{ recording: null, marks: [], withheld: [], seen: [], lookers: [], handedIn: [] },
	...{ openedAt: null, baselineS: null }
};

/** Folds one event into the part; those of other parts change nothing but what is told here. */
export function foldCoding(coding: CodingState, event: InterviewEvent): CodingState {
	const { id, actor, seq } = event;
	switch (event.type) {
		case 'interview-opened':
			return { ...coding, openedAt: event.at };
		case 'baseline-recorded': {
			const ms = Date.parse(event.at) - Date.parse(coding.openedAt ?? event.at);
			return { ...coding, baselineS: coding.baselineS ?? Math.max(0, Math.round(ms / 1000)) };
		}
		case 'recording-named':
			return { ...coding, recording: { ...event.data, by: actor.id, seq } };
		case 'behaviour-marked': {
			const mark = { ...event.data, id, coder: actor.id, seq, withdrawn: null };
			return { ...coding, marks: [...coding.marks, mark] };
		}
		case 'behaviour-mark-withdrawn': {
			const { mark, reason } = event.data;
			const marks = coding.marks.map((one) =>
				one.id === mark ? { ...one, withdrawn: reason } : one
			);
			return { ...coding, marks };
		}
		case 'results-opened':
			return lookedAt({ ...coding, lookers: [...coding.lookers, actor.id] });
		case 'slice-rated':
			return handedIn(coding, actor.id, event.data.slice);
		default:
			return coding;
	}
}

/** A form of somebody else whose ratings are not told. */
export function foldWithheld(coding: CodingState, event: WithheldInterviewEvent): CodingState {
	if (event.form === undefined) return coding;
	const { rater, slice } = event.form;
	const others = coding.withheld.filter((one) => one.rater !== rater || one.slice !== slice);
	return { ...coding, withheld: [...others, { ...event.form, seq: event.seq }] };
}

/** Whoever hands in a form rates again; everyone who looks has now seen that slice. */
function handedIn(coding: CodingState, who: string, slice: number): CodingState {
	const isNew = !coding.handedIn.some((one) => one.who === who && one.slice === slice);
	return lookedAt({
		...coding,
		lookers: coding.lookers.filter((one) => one !== who),
		handedIn: isNew ? [...coding.handedIn, { who, slice }] : coding.handedIn
	});
}

function lookedAt(coding: CodingState): CodingState {
	const seen = [...coding.seen];
	for (const who of coding.lookers)
		for (const { slice } of coding.handedIn)
			if (!seen.some((one) => one.who === who && one.slice === slice)) seen.push({ who, slice });
	return { ...coding, seen };
}

/** Whether somebody has handed in a form of a slice. */
export function hasHandedIn({ handedIn: all }: CodingState, who: string, slice: number): boolean {
	return all.some((one) => one.who === who && one.slice === slice);
}

/** Whether somebody saw others' ratings of a slice before rating it themselves. */
export function hasSeenFirst(coding: CodingState, who: string, slice: number): boolean {
	return (
		!hasHandedIn(coding, who, slice) &&
		coding.seen.some((one) => one.who === who && one.slice === slice)
	);
}
