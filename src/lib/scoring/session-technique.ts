/**
 * Scores of a session by its technique: `scores` of the event `score-recorded`, whatever the kind.
 *
 * Concealed-information tests: every one-channel method on every channel. All others: the methods that the technique
 * names, each over all channels together, each list or series alone. The first of them is the basis of the conclusion,
 * fixed before the test.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import type { TechniqueOf } from '#lib/core/protocols/technique.ts';
import type { ScoreTable } from '#lib/core/score-table/tables.ts';
import type { RecordedScore } from '#lib/core/session/basis.ts';
import { tableMethods } from './registry-tables.ts';
import { scoreSession } from './registry.ts';
import type { ListedQuestion, MeasuredSession } from './session-channels.ts';
import { seriesTable } from './session-comparison.ts';
import { irrelevantTable, searchTable } from './session-lists.ts';
import { comparisonScore, describingScore, searchScore, toldOrder } from './session-recorded.ts';
import type { TableMethod, TableResult } from './types.ts';

/** What scoring needs to know of a technique. */
export type TechniquePlan =
	| Pick<TechniqueOf<'recognition'>, 'kind' | 'scoring'>
	| Pick<TechniqueOf<'known-peak'>, 'kind' | 'scoring'>
	| Pick<TechniqueOf<'search'>, 'kind' | 'scoring'>
	| Pick<TechniqueOf<'comparison'>, 'kind' | 'scoring' | 'issue'>
	| Pick<TechniqueOf<'relevant-irrelevant'>, 'kind' | 'scoring'>;

/**
 * Scores a session.
 *
 * @param seed for methods that draw permutations, 0…2³²−1
 * @returns empty when nothing can be scored
 */
export function scoreTechnique(
	session: MeasuredSession,
	plan: TechniquePlan,
	seed: number
): RecordedScore[] {
	switch (plan.kind) {
		case 'recognition':
			return scoreSession({ ...session, seed });
		case 'known-peak':
			return scoreSession({ ...session, seed }).map(toldOrder);
		case 'search':
		case 'comparison':
		case 'relevant-irrelevant':
			return session.questions.flatMap((question) => scoresOf(session, question, plan, seed));
	}
}

/** The table of a list or series; null where there is none. */
export function techniqueTable(
	session: MeasuredSession,
	question: ListedQuestion,
	plan: TechniquePlan
): ScoreTable | null {
	if (plan.kind === 'search') return searchTable(session, question);
	if (plan.kind === 'relevant-irrelevant') return irrelevantTable(session, question);
	if (plan.kind !== 'comparison') return null;
	return seriesTable(session, question, { issue: plan.issue });
}

function scoresOf(
	session: MeasuredSession,
	question: ListedQuestion,
	plan: TechniquePlan,
	seed: number
): RecordedScore[] {
	const table = techniqueTable(session, question, plan);
	if (table === null) return [];
	const lists = session.questions.length;
	return plan.scoring.methods.flatMap(
		(id) => scoreOfTable(table, { id, question, plan, lists, seed }) ?? []
	);
}

/** What a table is scored with. */
export interface TableScoring {
	/** Id of the method. */
	readonly id: string;
	readonly question: ListedQuestion;
	readonly plan: TechniquePlan;
	/** Lists of the session: they share the limit of a search. */
	readonly lists: number;
	readonly seed: number;
}

/** The score of one list or series with one method; null where nothing can be scored. */
export function scoreOfTable(
	table: ScoreTable,
	{ id, question, plan, lists, seed }: TableScoring
): RecordedScore | null {
	const result = scored(id, withRule(table, id, plan), seed);
	if (result === null) return null;
	if (plan.kind === 'comparison') return comparisonScore(result, question);
	if (plan.kind !== 'search') return describingScore(result, question);
	return searchScore(result, question, { limits: plan.scoring, lists });
}

/** The rule of the technique is for its first method; others decide by their own. */
function withRule(table: ScoreTable, id: string, plan: TechniquePlan): ScoreTable {
	if (table.form !== 'comparison' || plan.kind !== 'comparison') return table;
	return id === plan.scoring.methods[0] ? { ...table, rule: plan.scoring.rule } : table;
}

/** null where nothing can be scored, or the method is for another form of table; anything else thrown is a bug. */
export function scored(id: string, table: ScoreTable, seed: number): TableResult | null {
	const method = tableMethods.find((one) => one.id === id);
	if (method?.form !== table.form) return null;
	try {
		// the forms were compared above
		return (method as TableMethod<typeof table.form>).score(table, { seed });
	} catch (error) {
		if (isLabError(error) && error.code === 'scoring/too-few-items') return null;
		throw error;
	}
}
