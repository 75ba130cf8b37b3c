/**
 * How much the result of a list or series hangs on one channel, one chart, or on what people took out.
 *
 * @module
 */
import { sensitivityOf } from '#lib/core/score-table/sensitivity.ts';
import { LabError } from '#lib/core/errors.ts';
import type { TestOutcome } from '#lib/core/technique/outcome-rule.ts';
import type { MeasuredSession } from './session-channels.ts';
import { scoreOfTable, techniqueTable, type TechniquePlan } from './session-technique.ts';

/** One change and what comes of it. */
export interface TableChange {
	readonly kind: 'without-channel' | 'without-chart' | 'with-excluded';
	/** Channel or chart. */
	readonly name: string;
	/** null = nothing could be scored. */
	readonly result: {
		readonly statistic: number;
		readonly p: number | null;
		readonly outcome: TestOutcome;
	} | null;
	/** Whether it is another outcome than that of all the data. */
	readonly isOther: boolean;
}

/** The changes of one list or series. */
export interface TableChanges {
	readonly questionId: string;
	readonly method: string;
	readonly rows: readonly TableChange[];
}

/**
 * Every list or series with the first method of the technique.
 *
 * @returns empty for techniques that score channel by channel, see `sessionSensitivity`
 */
export function tableChanges(
	session: MeasuredSession,
	plan: TechniquePlan,
	seed: number
): TableChanges[] {
	const [method] = plan.scoring.methods;
	return session.questions.flatMap((question): TableChanges[] => {
		const table = techniqueTable(session, question, plan);
		if (table === null || method === undefined) return [];
		const score = (one: typeof table) => {
			const found = scoreOfTable(one, {
				id: method,
				question,
				plan,
				lists: session.questions.length,
				seed
			});
			if (found === null) throw new LabError('scoring/too-few-items', 'expected a value, got none');
			return { ...found, outcome: found.outcome ?? 'inconclusive' };
		};
		const whole = scoreOfTable(table, {
			id: method,
			question,
			plan,
			lists: session.questions.length,
			seed
		});
		if (whole === null) return [];
		const rows = sensitivityOf(table, score).map((row): TableChange => {
			const { kind, name } = row;
			if ('refused' in row) return { kind, name, result: null, isOther: false };
			const outcome = row.outcome as TestOutcome;
			const result = { statistic: row.statistic, p: row.p, outcome };
			return { kind, name, result, isOther: outcome !== whole.outcome };
		});
		return [{ questionId: question.questionId, method, rows }];
	});
}
