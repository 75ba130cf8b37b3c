/**
 * The one place that says yes or no to an event of a case's board.
 *
 * @module
 */
import { refused, type BoardDecision } from './board-decision.ts';
import type { BoardEventType, ProposedBoardEvent } from './board-event.ts';
import { isRestricted, mayKnowSubject, type BoardViewer } from './compartment.ts';
import { decideApproval } from './decide-approval.ts';
import { decideUse } from './decide-use.ts';
import { ORDER_INPUTS, mayBeDisclosed, type BoardState } from './fact.ts';

/** Only a supervisor says who belongs to whom, and what one subject may hear of another. */
const SUPERVISORS: ReadonlySet<BoardEventType> = new Set([
	...(['compartment-set', 'leads-set'] as const),
	...(['cross-disclosure-approved', 'cross-disclosure-refused'] as const)
]);
/** Speaks of the whole case: for those who see all of it. */
const WHOLE_CASE: ReadonlySet<BoardEventType> = new Set([
	...(['contact-recorded', 'order-planned', 'fact-use-set'] as const),
	...(['clarification-set', 'clarification-settled'] as const)
]);

/** Whether an event may be written after those in the state. */
export function decideBoard(
	state: BoardState,
	event: ProposedBoardEvent,
	actor: BoardViewer
): BoardDecision {
	const { type } = event;
	const isSupervisor = actor.role === 'supervisor';
	if (!isSupervisor && (actor.role !== 'interviewer' || SUPERVISORS.has(type)))
		return refused('board/role', `${type} is not for the ${actor.role}`);
	if (isRestricted(state, actor) && WHOLE_CASE.has(type))
		return refused('board/compartment', `expected a lead for ${type}, got a member of a team`);
	const hidden = subjectsOf(event, state).find((one) => !mayKnowSubject(state, actor, one));
	if (hidden !== undefined)
		return refused('board/compartment', 'expected a subject of your team, got another');
	return factKnown(state, event, actor) ?? decideByType(state, event, actor);
}

/** The subjects whose matter an event touches: an asker's own team has to be theirs. */
function subjectsOf(event: ProposedBoardEvent, state: BoardState): readonly string[] {
	switch (event.type) {
		case 'statement-coded':
		case 'defence-recorded':
		case 'next-step-set':
			return [event.data.subject];
		case 'defence-checked':
			return state.defences.flatMap(({ id, subject }) =>
				id === event.data.defenceId ? [subject] : []
			);
		case 'exposure-recorded':
			return event.data.kind === 'subject' ? [event.data.person] : [];
		case 'cross-disclosure-requested':
			return [event.data.toSubject];
		case 'fact-registered':
		case 'fact-revised':
			return event.data.sourceSubject === null ? [] : [event.data.sourceSubject];
		default:
			return [];
	}
}

/** A fact that is named has to be there, and its words known to whoever changes them. */
function factKnown(
	state: BoardState,
	event: ProposedBoardEvent,
	actor: BoardViewer
): BoardDecision | null {
	if (!('factId' in event.data) || event.type === 'fact-registered') return null;
	const { factId } = event.data;
	const fact = state.facts.find(({ id }) => id === factId);
	if (fact === undefined) return refused('board/fact', `expected a fact, got ${factId}`);
	if (event.type !== 'fact-revised' && event.type !== 'fact-verified') return null;
	const mayRead =
		!isRestricted(state, actor) ||
		(mayBeDisclosed(fact) &&
			(fact.sourceSubject === null || mayKnowSubject(state, actor, fact.sourceSubject)));
	return mayRead ? null : refused('board/compartment', 'expected a fact you may read, got a code');
}

function decideByType(
	state: BoardState,
	event: ProposedBoardEvent,
	actor: BoardViewer
): BoardDecision {
	switch (event.type) {
		case 'fact-registered':
			return state.facts.some(
				({ id, code }) => id === event.data.factId || code === event.data.code
			)
				? refused('board/fact-twice', `expected a new code, got ${event.data.code}`)
				: { ok: true };
		case 'fact-use-set':
			return decideUse(state, event.data);
		case 'contact-recorded':
			return event.data.subjects[0] === event.data.subjects[1]
				? refused('board/contact', 'expected two subjects, got one')
				: { ok: true };
		case 'cross-disclosure-requested':
		case 'cross-disclosure-approved':
		case 'cross-disclosure-refused':
			return decideApproval(state, event, actor);
		case 'statement-coded':
			return ['A', 'D', 'P'].includes(event.data.code) && event.data.ownWords === ''
				? refused('board/own-words', 'expected the words it rests on, got none')
				: { ok: true };
		case 'defence-recorded':
			return state.defences.some(({ id }) => id === event.data.defenceId)
				? refused('board/defence', 'expected a new defence, got one that is there')
				: { ok: true };
		case 'defence-checked':
			return state.defences.some(({ id }) => id === event.data.defenceId)
				? { ok: true }
				: refused('board/defence', 'expected a defence, got none');
		case 'clarification-settled':
			return state.clarifications.some(({ key }) => key === event.data.key)
				? { ok: true }
				: refused('board/clarification', 'expected a question and its owner first');
		case 'order-planned':
			return decideOrder(event.data);
		default:
			return { ok: true };
	}
}

/**
 * Only what may decide the order of interviews decides it.
 *
 * @source interview reference §4.3, MS-03: no vulnerability, age, illness, family situation, stage, "weak link", test
 */
function decideOrder({
	entries
}: Extract<ProposedBoardEvent, { readonly type: 'order-planned' }>['data']): BoardDecision {
	const permitted: readonly string[] = ORDER_INPUTS;
	const names = entries.flatMap(({ inputs }) => Object.keys(inputs));
	const forbidden = names.find((name) => !permitted.includes(name));
	if (forbidden !== undefined)
		return refused(
			'board/forbidden-input',
			`MS-03: expected ${permitted.join(', ')}, got ${forbidden}`
		);
	if (entries.some(({ inputs }) => Object.keys(inputs).length !== permitted.length))
		return refused('board/order', `expected ${permitted.join(', ')} for each subject`);
	const subjects = entries.map(({ subject }) => subject);
	return new Set(subjects).size === subjects.length
		? { ok: true }
		: refused('board/order', 'expected each subject once');
}
