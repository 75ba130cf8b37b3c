/**
 * What is known of a case's board: its events folded.
 *
 * @module
 */
import { FIRST_HASH } from '../audit/link.ts';
import type { BoardData, BoardEvent } from './board-event.ts';
import {
	ORDER_INPUTS,
	type BoardFact,
	type BoardState,
	type FactExposure,
	type OrderEntry
} from './fact.ts';

/** A board of which nothing is known yet. */
export function emptyBoard(caseId: string): BoardState {
	return {
		...{ caseId, seq: 0, lastHash: FIRST_HASH, facts: [], exposures: [], contacts: [] },
		...{ compartments: [], leads: [], approvals: [], coded: [], defences: [] },
		...{ clarifications: [], order: [], nextSteps: {} }
	};
}

/** Folds one event of the log into the state. */
export function applyBoard(state: BoardState, event: BoardEvent): BoardState {
	return { ...folded(state, event), seq: event.seq, lastHash: event.hash };
}

function folded(state: BoardState, event: BoardEvent): BoardState {
	const { at, seq, actor } = event;
	switch (event.type) {
		case 'fact-registered':
		case 'fact-revised':
		case 'fact-verified':
			return { ...state, facts: factsAfter(state.facts, event) };
		case 'fact-use-set':
			return usedAfter(state, event.data, { at, seq });
		case 'exposure-recorded':
			return { ...state, exposures: [...state.exposures, { ...event.data, seq }] };
		case 'contact-recorded':
			return { ...state, contacts: [...state.contacts, { ...event.data, seq }] };
		case 'compartment-set': {
			const { subject, interviewers } = event.data;
			const others = state.compartments.filter((one) => one.subject !== subject);
			return { ...state, compartments: [...others, { subject, interviewers }] };
		}
		case 'leads-set':
			return { ...state, leads: event.data.interviewers };
		case 'statement-coded': {
			const { interviewId, statementSeq, factId } = event.data;
			const isOther = (one: BoardState['coded'][number]): boolean =>
				one.interviewId !== interviewId ||
				one.statementSeq !== statementSeq ||
				one.factId !== factId;
			return { ...state, coded: [...state.coded.filter(isOther), { ...event.data, seq }] };
		}
		case 'next-step-set': {
			const { subject, text } = event.data;
			return { ...state, nextSteps: { ...state.nextSteps, [subject]: text } };
		}
		case 'order-planned':
			return { ...state, order: event.data.entries.map(orderEntry) };
		case 'cross-disclosure-requested':
		case 'cross-disclosure-approved':
		case 'cross-disclosure-refused':
			return { ...state, approvals: approvalsAfter(state.approvals, { ...event, by: actor.id }) };
		default:
			return workAfter(state, event);
	}
}

/** Only permitted inputs are kept, whatever came; `decide-board.ts` refuses the others. */
function orderEntry(entry: BoardData<'order-planned'>['entries'][number]): OrderEntry {
	const inputs = ORDER_INPUTS.map((name) => [name, entry.inputs[name] ?? 0] as const);
	return { ...entry, inputs: Object.fromEntries(inputs) as OrderEntry['inputs'] };
}

type FactEvent = Extract<
	BoardEvent,
	{ readonly type: 'fact-registered' | 'fact-revised' | 'fact-verified' }
>;

function factsAfter(facts: readonly BoardFact[], event: FactEvent): readonly BoardFact[] {
	const { at, seq, actor } = event;
	if (event.type === 'fact-registered') {
		const { factId, ...words } = event.data;
		const begun = { verified: null, use: 'open', stage: 'none' } as const;
		return [...facts, { id: factId, ...words, ...begun, at, seq }];
	}
	const { data } = event;
	return facts.map((fact) => {
		if (fact.id !== data.factId) return fact;
		if (event.type === 'fact-verified')
			return { ...fact, verified: { by: actor.id, at, how: event.data.how } };
		const { factId: _id, reason: _reason, ...words } = event.data;
		// other words are another fact: what was checked of the old ones says nothing of them
		return { ...fact, ...words, verified: null, seq };
	});
}

/** Whoever is shown a fact knows it from then on, by whatever use it was shown. */
function usedAfter(
	state: BoardState,
	{ factId, use, stage, persons, reason }: BoardData<'fact-use-set'>,
	{ at, seq }: { readonly at: string; readonly seq: number }
): BoardState {
	const channel = use === 'test' && stage === 'shown' ? 'test-item' : 'exhibit';
	const shown = persons.map((person): FactExposure => {
		return { factId, person, kind: 'subject', channel, strength: 1, at, basis: reason, seq };
	});
	return {
		...state,
		facts: state.facts.map((fact) => (fact.id === factId ? { ...fact, use, stage } : fact)),
		exposures: [...state.exposures, ...shown]
	};
}

type ApprovalEvent = Extract<
	BoardEvent,
	{
		readonly type:
			'cross-disclosure-requested' | 'cross-disclosure-approved' | 'cross-disclosure-refused';
	}
> & { readonly by: string };

function approvalsAfter(
	approvals: BoardState['approvals'],
	event: ApprovalEvent
): BoardState['approvals'] {
	const { at, by } = event;
	if (event.type === 'cross-disclosure-requested') {
		const { requestId: id, ...words } = event.data;
		return [...approvals, { id, ...words, requestedBy: by, requestedAt: at, decision: null }];
	}
	const { requestId, reason } = event.data;
	const approved = event.type === 'cross-disclosure-approved';
	return approvals.map((one) =>
		one.id === requestId ? { ...one, decision: { approved, by, at, reason } } : one
	);
}

type WorkEvent = Extract<
	BoardEvent,
	{
		readonly type:
			'defence-recorded' | 'defence-checked' | 'clarification-set' | 'clarification-settled';
	}
>;

function workAfter(state: BoardState, event: WorkEvent): BoardState {
	switch (event.type) {
		case 'defence-recorded': {
			const { defenceId: id, ...words } = event.data;
			return { ...state, defences: [...state.defences, { id, ...words, outcome: null }] };
		}
		case 'defence-checked': {
			const { defenceId, outcome } = event.data;
			const defences = state.defences.map((one) =>
				one.id === defenceId ? { ...one, outcome } : one
			);
			return { ...state, defences };
		}
		case 'clarification-set': {
			const others = state.clarifications.filter(({ key }) => key !== event.data.key);
			return { ...state, clarifications: [...others, { ...event.data, settled: null }] };
		}
		case 'clarification-settled': {
			const { key, how } = event.data;
			const clarifications = state.clarifications.map((one) =>
				one.key === key ? { ...one, settled: how } : one
			);
			return { ...state, clarifications };
		}
	}
}
