/**
 * The smallest thing left out that gives a session another outcome.
 *
 * @module
 */
import {
	withoutQuestions,
	type Basis,
	type SensitivityRow,
	type SessionSensitivity
} from './session-sensitivity.ts';
import type { MeasuredSession } from './session-channels.ts';
import type { TestOutcome } from '#lib/core/technique/outcome-rule.ts';

/** What has to be left out, the smallest first. */
export type SmallestChange =
	| { readonly size: 'value' | 'question' | 'chart'; readonly row: SensitivityRow }
	| {
			readonly size: 'two-questions';
			readonly questionIds: readonly [string, string];
			readonly outcome: TestOutcome;
	  };

/**
 * Looks for it among single values, then single questions, pairs of questions, single charts.
 *
 * @param found of the same session and basis
 * @returns null when none of them gives another outcome
 */
export function smallestChange(
	session: MeasuredSession,
	basis: Basis,
	{ whole, rows, values }: SessionSensitivity
): SmallestChange | null {
	const among = (list: readonly SensitivityRow[], size: 'value' | 'question' | 'chart') => {
		const row = list.find(({ isOther }) => isOther);
		return row === undefined ? null : { size, row };
	};
	const of = (kind: string): SensitivityRow[] => rows.filter(({ change }) => change.kind === kind);
	return (
		among(values, 'value') ??
		among(of('without-question'), 'question') ??
		pair(session, basis, whole?.outcome ?? null) ??
		among(of('without-chart'), 'chart')
	);
}

function pair(
	session: MeasuredSession,
	basis: Basis,
	whole: TestOutcome | null
): SmallestChange | null {
	const ids = session.questions.map(({ questionId }) => questionId);
	for (const [i, first] of ids.entries())
		for (const second of ids.slice(i + 1)) {
			const outcome = withoutQuestions(session, [first, second], basis);
			if (outcome !== null && outcome !== whole)
				return { size: 'two-questions', questionIds: [first, second], outcome };
		}
	return null;
}
