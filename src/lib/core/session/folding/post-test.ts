/**
 * How details and leads change the state. How a detail stands to what the person could know is computed here, from the
 * knowledge matrix of that moment: nobody types it.
 *
 * @module
 */
import { standingOf } from '../knowledge.ts';
import type { postTestPayloads } from '../payloads-post-test.ts';
import type { Folds } from './fold.ts';

export const postTestFolds: Folds<keyof typeof postTestPayloads> = {
	'detail-recorded': (state, detail, { at }) => ({
		...state,
		details: [
			...state.details,
			{ ...detail, at, standing: standingOf(state, detail.factId), checked: null }
		]
	}),
	'detail-checked': (state, { detailId, ...check }, { at }) => ({
		...state,
		details: state.details.map((detail) =>
			detail.detailId === detailId ? { ...detail, checked: { ...check, at } } : detail
		)
	}),
	'lead-recorded': (state, lead, { at }) => ({
		...state,
		leads: [...state.leads, { ...lead, at, closed: null }]
	}),
	'lead-closed': (state, { leadId, ...closing }, { at }) => ({
		...state,
		leads: state.leads.map((lead) =>
			lead.leadId === leadId ? { ...lead, closed: { ...closing, at } } : lead
		)
	})
};
