/**
 * Words of the interview after the test. None of them says anything of a result.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';
import type { DetailStanding } from '#lib/core/session/payloads-post-test.ts';
import type { RecordedLead } from '#lib/core/session/casework-state.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { m } from '#lib/paraglide/messages.js';

const standings: Record<DetailStanding, { readonly name: () => string; readonly good: boolean }> = {
	told: { name: m.casework_standing_told, good: false },
	'said-before': { name: m.casework_standing_said_before, good: false },
	'heard-in-test': { name: m.casework_standing_heard, good: false },
	'others-know': { name: m.casework_standing_others, good: false },
	undisclosed: { name: m.casework_standing_undisclosed, good: true },
	new: { name: m.casework_standing_new, good: true }
};
/** How a detail stands to what the person could know. */
export const standingName = (standing: DetailStanding): string => standings[standing].name();
/** Whether nobody is on record who could have told it. */
export const isUndisclosed = (standing: DetailStanding): boolean => standings[standing].good;

type Checked = EventData<'detail-checked'>['outcome'];
const checks: Record<Checked, () => string> = {
	found: m.casework_check_found,
	contradicted: m.casework_check_contradicted,
	'not-found': m.casework_check_not_found
};
/** What came of checking a detail. */
export const checkName = (outcome: Checked): string => checks[outcome]();
/** All of it, as choices. */
export const checkOptions = () =>
	(['found', 'contradicted', 'not-found'] as const).map((value) => ({
		...{ value, label: checkName(value) }
	}));

type Closed = EventData<'lead-closed'>['outcome'];
const closings: Record<Closed, () => string> = {
	found: m.casework_lead_found,
	'nothing-found': m.casework_lead_nothing,
	'given-up': m.casework_lead_given_up
};
/** How a lead ended. */
export const closingName = (outcome: Closed): string => closings[outcome]();
/** All ends, as choices. */
export const closingOptions = () =>
	(['found', 'nothing-found', 'given-up'] as const).map((value) => ({
		...{ value, label: closingName(value) }
	}));

/** What a lead comes from, in words. */
export function sourceText(state: SessionState, from: RecordedLead['from']): string {
	if (from.kind === 'detail')
		return state.details.find(({ detailId }) => detailId === from.detailId)?.text ?? '';
	if (from.kind === 'statement')
		return (
			state.clarifications.find(({ clarificationId }) => clarificationId === from.clarificationId)
				?.topic ?? ''
		);
	const question = state.questions.find(({ questionId }) => questionId === from.questionId);
	const item = question?.items.find(({ itemId }) => itemId === from.itemId);
	return `${question?.stem ?? ''} ${item?.text ?? ''}`.trim();
}

/** Everything a lead can come from, as choices; the value is the source as JSON. */
export function sourceOptions(
	state: SessionState,
	maySearch: boolean
): { readonly value: string; readonly label: string }[] {
	const option = (from: RecordedLead['from'], name: string) => ({
		value: JSON.stringify(from),
		label: `${name} ${sourceText(state, from)}`
	});
	const items = state.questions.flatMap(({ questionId, items }) =>
		items
			.filter(({ role }) => role === 'item')
			.map(({ itemId }) =>
				option({ kind: 'search-item', questionId, itemId }, m.casework_from_item())
			)
	);
	return [
		...state.details.map(({ detailId }) =>
			option({ kind: 'detail', detailId }, m.casework_from_detail())
		),
		...state.clarifications.flatMap(({ clarificationId }) =>
			clarificationId === undefined
				? []
				: [option({ kind: 'statement', clarificationId }, m.casework_from_statement())]
		),
		...(maySearch ? items : [])
	];
}
