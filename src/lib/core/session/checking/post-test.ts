/**
 * Whether what is said of details and leads after the test fits what is known.
 *
 * @module
 */
import type { Actor, EventData } from '../event.ts';
import type { postTestPayloads } from '../payloads-post-test.ts';
import type { SessionState } from '../state.ts';
import { firstRefusal, refuse, unknownIn, usedIn, type Checks, type Refusal } from './check.ts';

const detailIds = (state: SessionState): string[] => state.details.map(({ detailId }) => detailId);
const leadIds = (state: SessionState): string[] => state.leads.map(({ leadId }) => leadId);
const clarificationIds = (state: SessionState): string[] =>
	state.clarifications.flatMap(({ clarificationId }) => clarificationId ?? []);

/** An account of the person is named once. */
export function clarificationTwice(
	state: SessionState,
	{ clarificationId }: EventData<'clarification-recorded'>
): Refusal | null {
	if (clarificationId === undefined) return null;
	return usedIn('clarification', clarificationId, state, clarificationIds(state));
}

function checkableDetail({ checkable, howToCheck }: EventData<'detail-recorded'>): Refusal | null {
	if (!checkable || howToCheck.trim() !== '') return null;
	return refuse('session/how-to-check', 'expected how it can be checked, got nothing');
}

/** A lead from a searching item says which item drew attention: that is for testers until results are released. */
function leadSource(
	state: SessionState,
	{ from }: EventData<'lead-recorded'>,
	actor: Actor
): Refusal | null {
	if (from.kind === 'detail') return unknownIn('detail', [from.detailId], detailIds(state));
	if (from.kind === 'statement')
		return unknownIn('clarification', [from.clarificationId], clarificationIds(state));
	if (actor.role !== 'tester')
		return refuse('session/role', `a lead from a searching item is not for the ${actor.role}`);
	const question = state.questions.find(({ questionId }) => questionId === from.questionId);
	const isSearched = question?.items.some(
		({ itemId, role }) => itemId === from.itemId && role === 'item'
	);
	if (isSearched === true) return null;
	return refuse('session/unknown-item', `expected a searching item, got ${from.itemId}`);
}

export const postTestChecks: Checks<keyof typeof postTestPayloads> = {
	'detail-recorded': (state, detail) =>
		firstRefusal(
			() => usedIn('detail', detail.detailId, state, detailIds(state)),
			() =>
				unknownIn(
					'clarification',
					detail.clarificationId === null ? [] : [detail.clarificationId],
					clarificationIds(state)
				),
			() =>
				unknownIn(
					'fact',
					detail.factId === null ? [] : [detail.factId],
					state.facts.map(({ factId }) => factId)
				),
			() => checkableDetail(detail)
		),
	'detail-checked': (state, { detailId }) =>
		firstRefusal(
			() => unknownIn('detail', [detailId], detailIds(state)),
			() => {
				const detail = state.details.find((one) => one.detailId === detailId);
				if (detail?.checkable === true) return null;
				return refuse('session/not-checkable', 'expected a detail that can be checked');
			}
		),
	'lead-recorded': (state, lead, { actor }) =>
		firstRefusal(
			() => usedIn('lead', lead.leadId, state, leadIds(state)),
			() =>
				unknownIn('lead', lead.parentLeadId === null ? [] : [lead.parentLeadId], leadIds(state)),
			() => leadSource(state, lead, actor)
		),
	'lead-closed': (state, { leadId }) =>
		firstRefusal(
			() => unknownIn('lead', [leadId], leadIds(state)),
			() => {
				const closed = state.leads.find((one) => one.leadId === leadId)?.closed;
				if (closed === null || closed === undefined) return null;
				return refuse('session/lead-closed', 'expected an open lead, got a closed one');
			}
		)
};
