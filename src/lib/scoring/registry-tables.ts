/**
 * All methods over tables, and the one function that scores a table with any method.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { sensitivityOf, type SensitivityRow } from '#lib/core/score-table/sensitivity.ts';
import type { FormId, ScoreTable, TableOf } from '#lib/core/score-table/tables.ts';
import type { BilingualText } from '#lib/core/text.ts';
import artifactProportions from './artifact-proportions.ts';
import essM from './ess-m.ts';
import federalSevenAlternative from './federal-seven-position-alternative.ts';
import federalSevenPosition from './federal-seven-position.ts';
import federalThreePosition from './federal-three-position.ts';
import leaveOneOutZ from './leave-one-out-z.ts';
import likelihoodRatio from './likelihood-ratio.ts';
import miritelloRank from './miritello-rank.ts';
import oss1 from './oss-1.ts';
import oss2 from './oss-2.ts';
import oss3 from './oss-3.ts';
import probabilityAnalysis from './probability-analysis.ts';
import { oneChannel } from './registry-one-channel.ts';
import { methods } from './registry.ts';
import relativeRange from './relative-range.ts';
import searching from './searching.ts';
import type { TableMethod, TableResult } from './types.ts';
import utah from './utah.ts';

/** A method over tables of any form. */
export type AnyTableMethod = { readonly [Form in FormId]: TableMethod<Form> }[FormId];

/** Every method; those of one channel first. A new file is added here. */
export const tableMethods: readonly AnyTableMethod[] = [
	...methods.map(oneChannel),
	...[leaveOneOutZ, relativeRange, miritelloRank, searching, likelihoodRatio],
	...[essM, federalThreePosition, federalSevenPosition, federalSevenAlternative, utah],
	...[oss1, oss2, oss3, probabilityAnalysis, artifactProportions]
];

/** A result with everything that belongs beside it in a report. */
export interface ScoredTable extends TableResult {
	readonly title: BilingualText;
	readonly sources: readonly string[];
	readonly critique: readonly BilingualText[];
	readonly sensitivity: readonly SensitivityRow[];
}

/**
 * Scores a table with a method, with the sensitivity of the result to each channel, chart and exclusion.
 *
 * @param id of a method in `tableMethods`
 * @returns one result; for methods of one channel one result per channel that can be scored, never combined
 * @throws {LabError} `scoring/unknown-method`, `scoring/form`, and what the method throws
 */
export function scoreTable(id: string, table: ScoreTable, seed = 0): ScoredTable[] {
	const method = tableMethods.find((one) => one.id === id);
	if (method === undefined)
		throw new LabError(
			'scoring/unknown-method',
			`expected one of ${tableMethods.map((one) => one.id).join(', ')}, got ${id}`
		);
	if (method.form !== table.form)
		throw new LabError(
			'scoring/form',
			`expected a table of the form ${method.form} for ${id}, got ${table.form}`
		);
	const isOfOneChannel = methods.some((one) => one.id === id);
	if (!isOfOneChannel || table.form !== 'details') return [scored(method, table, seed)];
	return table.channels.map((channel) => scored(method, { ...table, channels: [channel] }, seed));
}

function scored(method: AnyTableMethod, table: ScoreTable, seed: number): ScoredTable {
	// the form was compared above, and a changed table keeps it
	const typed = method as TableMethod<FormId>;
	const score = (one: TableOf<FormId>): TableResult => typed.score(one, { seed });
	const { title, sources, critique } = method;
	return { ...score(table), title, sources, critique, sensitivity: sensitivityOf(table, score) };
}
