/**
 * Whether what is said of facts, their uses, disclosures and hypotheses fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import { useClash } from '../fact-use.ts';
import type { casePayloads } from '../payloads-case.ts';
import type { SessionState } from '../state.ts';
import { firstRefusal, refuse, unknownIn, usedIn, type Checks, type Refusal } from './check.ts';

const factIds = (state: SessionState): string[] => state.facts.map(({ factId }) => factId);
const disclosureIds = (state: SessionState): string[] =>
	state.disclosures.map(({ disclosureId }) => disclosureId);

/** A fact of the case's register is taken once, and stays the one it was taken from. */
export function boardLink(
	state: SessionState,
	{ factId, boardFactId }: Pick<EventData<'fact-recorded'>, 'factId' | 'boardFactId'>
): Refusal | null {
	const before = state.facts.find((one) => one.factId === factId);
	if (before !== undefined && before.boardFactId !== boardFactId)
		return refuse('session/board-fact', 'expected the fact of the register it was taken from');
	const twin = state.facts.find(
		(one) => boardFactId !== undefined && one.boardFactId === boardFactId && one.factId !== factId
	);
	if (twin === undefined) return null;
	return refuse('session/fact-exists', `expected a fact not taken yet, got ${boardFactId ?? ''}`);
}

/** A fact speaks for a hypothesis, against it, or not at all. */
export function oneSide({
	supportedBy,
	contradictedBy
}: Pick<EventData<'hypothesis-recorded'>, 'supportedBy' | 'contradictedBy'>): Refusal | null {
	const both = supportedBy.find((id) => contradictedBy.includes(id));
	if (both === undefined) return null;
	return refuse('session/hypothesis-both', `expected ${both} on one side, got it on both`);
}

/** What a hypothesis was refuted by is not taken away under it. */
export function refutes(state: SessionState, factId: string): Refusal | null {
	const refuted = state.hypothesisStates.find((one) => one.factId === factId);
	if (refuted === undefined) return null;
	return refuse('session/fact-in-use', `hypothesis ${refuted.hypothesisId} rests on ${factId}`);
}

function stateOfHypothesis(
	state: SessionState,
	{ hypothesisId, factId, state: now }: EventData<'hypothesis-state-set'>
): Refusal | null {
	if (now === 'refuted' && factId === null)
		return refuse('session/refuted-by', 'expected the fact that refutes it, got none');
	const supports = state.hypotheses.find(
		(one) => one.hypothesisId === hypothesisId && one.supportedBy.includes(factId ?? '')
	);
	if (supports === undefined || now === 'open') return null;
	return refuse('session/hypothesis-both', `expected a fact against it, got one for it`);
}

export const caseChecks: Checks<keyof typeof casePayloads> = {
	'fact-use-set': (state, { factId, use }) =>
		firstRefusal(
			() => unknownIn('fact', [factId], factIds(state)),
			() => useClash(state, factId, use)
		),
	'disclosure-recorded': (state, { disclosureId, factId }) =>
		firstRefusal(
			() => usedIn('disclosure', disclosureId, state, disclosureIds(state)),
			() => unknownIn('fact', [factId], factIds(state))
		),
	'disclosure-corrected': (state, { disclosureId, factId }) =>
		firstRefusal(
			() => unknownIn('disclosure', [disclosureId], disclosureIds(state)),
			() => unknownIn('fact', [factId], factIds(state))
		),
	'disclosure-withdrawn': (state, { disclosureId }) =>
		unknownIn('disclosure', [disclosureId], disclosureIds(state)),
	'hypothesis-state-set': (state, data) =>
		firstRefusal(
			() =>
				unknownIn(
					'hypothesis',
					[data.hypothesisId],
					state.hypotheses.map(({ hypothesisId }) => hypothesisId)
				),
			() => unknownIn('fact', data.factId === null ? [] : [data.factId], factIds(state)),
			() => stateOfHypothesis(state, data)
		)
};
