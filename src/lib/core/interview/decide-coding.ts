/**
 * Yes or no to what is coded from a recording, and to the time stamps and the blindness of a form.
 *
 * @module
 */
import { hasSeenFirst, type CodingState } from './coding.ts';
import { no, type GridContent, type InterviewDecision } from './decision.ts';
import type { InterviewData } from './interview-event.ts';
import type { InterviewState } from './interview-state.ts';
import type { Role } from '../roles.ts';

const yes: InterviewDecision = { ok: true };

/** Event types of coding. */
export type CodingEventType =
	'recording-named' | 'behaviour-marked' | 'behaviour-mark-withdrawn' | 'results-opened';
/** The type and data of such an event. */
export type CodingStep = {
	[T in CodingEventType]: { readonly type: T; readonly data: InterviewData<T> };
}[CodingEventType];

const CODERS = ['reviewer', 'supervisor'] as const;

/** Who may write it beside the interviewers: whoever looks at the recording. */
export const codingRoles: Readonly<Record<CodingEventType, readonly Role[]>> = {
	...{ 'recording-named': CODERS, 'behaviour-marked': CODERS },
	...{ 'behaviour-mark-withdrawn': CODERS, 'results-opened': CODERS }
};

/** Recordings are coded when the interview is over as well. */
export const codingAfterClosing = Object.keys(codingRoles) as CodingEventType[];

/** Whether an event of coding may be written. @param by account of whoever proposes it */
export function decideCoding(
	state: InterviewState,
	event: CodingStep,
	grid: GridContent,
	by: string
): InterviewDecision {
	switch (event.type) {
		case 'recording-named':
			return rightRecording(state, event.data) ?? yes;
		case 'behaviour-marked':
			return rightMark(state.coding, event.data, grid) ?? yes;
		case 'behaviour-mark-withdrawn':
			return ownMark(state.coding, event.data, by) ?? yes;
		case 'results-opened':
			return yes;
	}
}

function rightRecording(
	{ gate, coding }: InterviewState,
	{ reference, sha256, offsetS, durationS, firstSliceS }: InterviewData<'recording-named'>
): InterviewDecision | null {
	const expected = gate?.recordingReference ?? '';
	if (expected === '' || reference !== expected)
		return no(
			'interview/recording-reference',
			`expected the recording ${expected}, got ${reference}`
		);
	const isMarked = coding.marks.some(({ withdrawn }) => withdrawn === null);
	if (coding.recording !== null && isMarked)
		return no(
			'interview/recording-marked',
			`expected no mark on ${coding.recording.sha256}, got ${sha256} beside its marks`
		);
	if (firstSliceS < offsetS || firstSliceS >= offsetS + durationS)
		return no(
			'interview/first-slice',
			`expected the first slice within the recording, got ${firstSliceS}`
		);
	return null;
}

/** Where the length is what is rated, an end is needed. */
const LENGTHS = 'duration';

function rightMark(
	{ recording }: CodingState,
	{ sha256, item, value, atS, untilS, alternative }: InterviewData<'behaviour-marked'>,
	{ frame, cells }: GridContent
): InterviewDecision | null {
	if (recording === null)
		return no('interview/no-recording', 'expected a named recording, got none');
	if (recording.sha256 !== sha256)
		return no('interview/other-recording', `expected ${recording.sha256}, got ${sha256}`);
	const indicator = cells.flatMap(({ indicators }) => indicators).find(({ id }) => id === item);
	const others = [...frame.safeguards.items, ...frame.interviewer];
	if (indicator === undefined && !others.some(({ id }) => id === item))
		return no('interview/item', `expected an item of the grid, got ${item}`);
	const [fromS, toS] = [recording.offsetS, recording.offsetS + recording.durationS];
	const isWithin = (at: number): boolean => at >= fromS && at <= toS;
	if (!isWithin(atS) || (untilS !== null && (!isWithin(untilS) || untilS <= atS)))
		return no('interview/mark-time', `expected a time within ${fromS}…${toS}, got ${atS}`);
	const hasLength = value !== null && value > 0 && indicator?.scale === LENGTHS;
	if (hasLength && untilS === null)
		return no('interview/mark-end', `expected an end beside a mark of ${item}`);
	if (value === 3 && alternative === '' && indicator !== undefined)
		return no('interview/alternative', `expected another explanation beside the 3 of ${item}`);
	return null;
}

function ownMark(
	{ marks }: CodingState,
	{ mark }: InterviewData<'behaviour-mark-withdrawn'>,
	by: string
): InterviewDecision | null {
	const found = marks.find(({ id }) => id === mark);
	if (found === undefined || found.withdrawn !== null)
		return no('interview/no-mark', `expected a mark that counts, got ${mark}`);
	if (found.coder !== by)
		return no('interview/mark-of-another', `expected an own mark, got one of ${found.coder}`);
	return null;
}

/**
 * What stands against a form: a 2 or 3 without a time, and results that were seen first; null = nothing. Forms of
 * earlier logs have no times and stay as they are.
 *
 * @source interview reference §3.1: every 2 or 3 carries a time stamp; ratings before results
 */
export function formRefusal(
	{ coding }: Pick<InterviewState, 'coding'>,
	{ slice, ratings }: InterviewData<'slice-rated'>,
	by: string
): InterviewDecision | null {
	if (hasSeenFirst(coding, by, slice))
		return no(
			'interview/seen-first',
			`expected ratings of slice ${slice} before its results were seen`
		);
	const bare = ratings.find(({ value, at }) => (value ?? 0) >= 2 && at === undefined);
	if (bare !== undefined)
		return no('interview/time-stamp', `expected a time beside the ${bare.value} of ${bare.item}`);
	return null;
}

/** A baseline speaks of indicators of the grid, each once; null = nothing against it. */
export function levelsRefusal(
	{ levels = [] }: InterviewData<'baseline-recorded'>,
	{ cells }: GridContent
): InterviewDecision | null {
	const known = new Set(cells.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
	const names = levels.map(({ item }) => item);
	if (names.every((name) => known.has(name)) && new Set(names).size === names.length) return null;
	return no('interview/item', 'expected indicators of the grid, each once');
}
