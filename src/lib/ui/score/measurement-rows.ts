/**
 * The rows of the measurement table: measured values with their place in the question list and what people said of them.
 *
 * @module
 */
import type { ItemRole } from '#lib/core/session/question.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { judgedValue, type MeasuredValue } from './measured-value.ts';

/** One row. */
export interface MeasurementRow extends MeasuredValue {
	/** Number of the question in the list, 1-based; 0 = not in the list. */
	readonly question: number;
	readonly stem: string;
	readonly item: string;
	readonly role: ItemRole | null;
}

/** How many values there are of each fate. */
export interface MeasurementSummary {
	readonly values: number;
	/** Neither measured nor given by a person. */
	readonly notScorable: number;
	readonly excluded: number;
	readonly overridden: number;
}

type Measured = Pick<SessionState, 'measured' | 'exclusions' | 'overrides' | 'questions'>;

/** Every row of a session, in the order of the measurements. */
export function measurementRows(state: Measured): MeasurementRow[] {
	return (state.measured?.measurements ?? []).map((row) => {
		const index = state.questions.findIndex(({ questionId }) => questionId === row.questionId);
		const question = state.questions[index];
		const item = question?.items.find(({ itemId }) => itemId === row.itemId);
		return {
			...judgedValue(row, state),
			...{ question: index + 1, stem: question?.stem ?? '' },
			...{ item: item?.text ?? '', role: item?.role ?? null }
		};
	});
}

/** What rows come to. */
export function measurementSummary(rows: readonly MeasuredValue[]): MeasurementSummary {
	const count = (is: (row: MeasuredValue) => boolean): number => rows.filter(is).length;
	return {
		values: count(({ counts }) => counts !== null),
		notScorable: count(({ counts, exclusion }) => counts === null && exclusion === null),
		excluded: count(({ exclusion }) => exclusion !== null),
		overridden: count(({ override }) => override !== null)
	};
}
