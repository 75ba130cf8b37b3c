/**
 * How the events of facts' uses, disclosures and hypotheses change the state.
 *
 * @module
 */
import type { casePayloads } from '../payloads-case.ts';
import { corrected, recorded, type Folds } from './fold.ts';

export const caseFolds: Folds<keyof typeof casePayloads> = {
	'fact-use-set': (state, use) => ({
		...state,
		factUses: [...state.factUses.filter(({ factId }) => factId !== use.factId), use]
	}),
	'disclosure-recorded': (state, disclosure, event) => ({
		...state,
		disclosures: recorded(state.disclosures, disclosure, event)
	}),
	'disclosure-corrected': (state, { reason: _, ...disclosure }, event) => ({
		...state,
		disclosures: corrected(
			state.disclosures,
			({ disclosureId }) => disclosureId === disclosure.disclosureId,
			disclosure,
			event
		)
	}),
	'disclosure-withdrawn': (state, { disclosureId }) => ({
		...state,
		disclosures: state.disclosures.filter((one) => one.disclosureId !== disclosureId),
		withdrawn: [...state.withdrawn, disclosureId]
	}),
	'hypothesis-state-set': (state, now) => ({
		...state,
		hypothesisStates: [
			...state.hypothesisStates.filter(({ hypothesisId }) => hypothesisId !== now.hypothesisId),
			now
		]
	})
};
