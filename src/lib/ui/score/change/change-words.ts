/**
 * What was changed of a session, in words.
 *
 * @module
 */
import type { ProtocolValue } from '#lib/core/protocols/kinds.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ChangedResult, SessionChange } from '#lib/scoring/session-sensitivity.ts';
import type { SmallestChange } from '#lib/scoring/session-smallest-change.ts';
import { roleInLine } from '../role-in-line.ts';
import { outcomeLabel } from '../second/outcome-label.ts';

/** Number of a question in the list, 1-based. */
export function questionNumber({ questions }: SessionState, questionId: string): number {
	return questions.findIndex((one) => one.questionId === questionId) + 1;
}

/** A change in words. */
export function changeText(state: SessionState, change: SessionChange): string {
	switch (change.kind) {
		case 'without-question':
			return m.analysis_change_without_question({
				number: questionNumber(state, change.questionId)
			});
		case 'without-chart':
			return m.analysis_change_without_chart({ chart: change.chart });
		case 'without-value':
			return valueText(state, change.chart, change.presentation);
		case 'put-back':
			return m.analysis_change_put_back({ values: change.values });
		case 'automatic-values':
			return m.analysis_change_automatic({ values: change.values });
		case 'without-weakest':
			return m.analysis_change_weakest({ values: change.values });
	}
}

function valueText(state: SessionState, chart: number, presentation: number): string {
	const place = state.charts
		.find((one) => one.chart === chart)
		?.presentations.find((one) => one.presentation === presentation);
	const item = state.questions
		.find((one) => one.questionId === place?.questionId)
		?.items.find(({ itemId }) => itemId === place?.itemId);
	const number = questionNumber(state, place?.questionId ?? '');
	const role = item === undefined ? '' : roleInLine(item.role);
	return m.analysis_change_without_value({ chart, presentation, number, role });
}

/** Whether the outcome is another one, in words. */
export function outcomeText(
	{ outcome, isOther }: ChangedResult,
	wording: ProtocolValue<'wording'>
): string {
	if (outcome === null) return m.analysis_change_none();
	if (!isOther) return m.analysis_change_same();
	return m.analysis_change_would({ outcome: outcomeLabel(wording, outcome) });
}

/** The smallest change that gives another outcome, in one sentence. */
export function smallestText(
	smallest: SmallestChange | null,
	state: SessionState,
	wording: ProtocolValue<'wording'>
): string {
	if (smallest === null)
		return state.charts.length > 1
			? m.analysis_change_smallest_none_charts()
			: m.analysis_change_smallest_none();
	if (smallest.size === 'two-questions') {
		const [first, second] = smallest.questionIds.map((id) => questionNumber(state, id));
		const outcome = outcomeLabel(wording, smallest.outcome);
		return m.analysis_change_smallest_two({ first: first ?? 0, second: second ?? 0, outcome });
	}
	const { change, outcome } = smallest.row;
	const words = {
		what: changeText(state, change),
		outcome: outcomeLabel(wording, outcome ?? '')
	};
	const sentences = {
		value: m.analysis_change_smallest_value,
		question: m.analysis_change_smallest_question,
		chart: m.analysis_change_smallest_chart
	};
	return sentences[smallest.size](words);
}
