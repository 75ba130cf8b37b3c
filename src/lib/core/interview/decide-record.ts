/**
 * Yes or no to the events of an interview's record.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import { no, type GridContent, type InterviewDecision } from './decision.ts';
import type {
	InterviewData,
	InterviewEventType,
	ProposedInterviewEvent
} from './interview-event.ts';
import type { InterviewState } from './interview-state.ts';
import { openSteps, sealObstacles, type RecordEvent } from './record.ts';

/** An event of the record as somebody proposes it. */
type ProposedRecordEvent = Extract<ProposedInterviewEvent, { type: RecordEvent['type'] }>;

/** Who may write what of the record beside the interviewers. */
export const recordRoles: Partial<Record<InterviewEventType, readonly Role[]>> = {
	'retraction-step-done': ['supervisor'],
	'detail-checked': ['supervisor', 'reviewer'],
	'admission-checked': ['supervisor', 'reviewer'],
	'interview-evaluated': ['supervisor'],
	'interview-sealed': ['supervisor']
};

/** What of the record is written when the interview itself is over. */
export const recordAfterClosing: ReadonlySet<InterviewEventType> = new Set([
	...(['statement-retracted', 'retraction-step-done', 'detail-recorded'] as const),
	...(['detail-checked', 'admission-checked', 'record-read-back'] as const),
	...(['interview-evaluated', 'interview-sealed'] as const)
]);

/** Whether an event of the record may be written. */
export function decideRecord(
	state: InterviewState,
	event: ProposedRecordEvent,
	grid: GridContent
): InterviewDecision {
	return objection(state, event, grid) ?? { ok: true };
}

function objection(
	state: InterviewState,
	event: ProposedRecordEvent,
	grid: GridContent
): InterviewDecision | null {
	switch (event.type) {
		case 'statement-corrected':
		case 'detail-recorded':
			return statementKnown(state, event.data.statement);
		case 'statement-retracted':
			return retractionRight(state, event.data);
		case 'retraction-step-done':
			return stepRight(state, event.data);
		case 'detail-checked':
			return state.record.details.some(({ seq }) => seq === event.data.detail)
				? null
				: no('interview/detail', `expected a detail of this interview, got ${event.data.detail}`);
		case 'admission-checked':
			return statementKnown(state, event.data.statement) ?? admissionRight(event.data, grid);
		case 'record-read-back':
			return readBackRight(event.data);
		case 'interview-evaluated':
			return evaluationRight(state, event.data);
		case 'interview-sealed':
			return sealRight(state, event.data);
	}
}

function statementKnown({ statements }: InterviewState, seq: number): InterviewDecision | null {
	if (statements.some((one) => one.seq === seq)) return null;
	return no('interview/statement', `expected a statement of this interview, got ${seq}`);
}

function retractionRight(
	state: InterviewState,
	{ interview, statement }: InterviewData<'statement-retracted'>
): InterviewDecision | null {
	const isOwn = interview === '' || interview === state.interviewId;
	const before = state.record.retractions.some(
		(one) => one.interview === interview && one.statement === statement
	);
	if (before)
		return no('interview/retracted', `expected a statement that stands, got ${statement}`);
	// whether an earlier interview has it is asked where the interviews are
	return isOwn ? statementKnown(state, statement) : null;
}

function stepRight(
	{ record }: InterviewState,
	{ retraction, step }: InterviewData<'retraction-step-done'>
): InterviewDecision | null {
	const found = record.retractions.find(({ seq }) => seq === retraction);
	if (found !== undefined && openSteps(found).includes(step)) return null;
	return no(
		'interview/step',
		`expected an open step of a retraction, got ${step} of ${retraction}`
	);
}

function admissionRight(
	{ scores }: InterviewData<'admission-checked'>,
	{ record }: GridContent
): InterviewDecision | null {
	const wanted = record?.admission.criteria.map(({ id }) => id) ?? [];
	const got = scores.map(({ criterion }) => criterion);
	if (wanted.length > 0 && [...wanted].sort().join() === [...got].sort().join()) return null;
	return no('interview/criteria', `expected each of ${wanted.join()} once, got ${got.join()}`);
}

function readBackRight({
	pages,
	pagesSigned,
	unsignedReason
}: InterviewData<'record-read-back'>): InterviewDecision | null {
	if (pagesSigned > pages)
		return no('interview/pages', `expected at most ${pages} signed pages, got ${pagesSigned}`);
	if (pagesSigned < pages && unsignedReason === '')
		return no('interview/unsigned', `expected why ${pages - pagesSigned} pages are not signed`);
	return null;
}

function evaluationRight(
	{ closed }: InterviewState,
	{ rights, rightsNote, questions, talk, defences }: InterviewData<'interview-evaluated'>
): InterviewDecision | null {
	if (closed === null)
		return no('interview/not-closed', 'expected a closed interview, got one that runs');
	if (rights === 'deviations' && rightsNote === '')
		return no('interview/deviation', 'expected what deviated from the rules on rights');
	const parts = [
		[questions?.open ?? 0, questions?.all ?? 0],
		[talk?.interviewee ?? 0, talk?.all ?? 0],
		[defences.followedUp, defences.raised]
	];
	if (parts.some(([part = 0, all = 0]) => part > all))
		return no('interview/figures', 'expected no part larger than the whole');
	return null;
}

function sealRight(
	state: InterviewState,
	{ upTo }: InterviewData<'interview-sealed'>
): InterviewDecision | null {
	const missing = sealObstacles(state);
	if (missing.length > 0)
		return no(
			'interview/unfinished',
			`expected a finished record, got ${missing.join(', ')}`,
			missing
		);
	if (upTo !== state.seq)
		return no('interview/moved', `expected a record up to event ${state.seq}, got ${upTo}`);
	return null;
}
