/**
 * How a result changes when a channel or a chart is left out, or what was excluded is put back.
 *
 * @module
 */
import { isLabError } from '../errors.ts';
import { restored, type Cell } from './cell.ts';
import type { ScoreTable, TableOf } from './tables.ts';

/** What was changed in a table. */
export interface Change {
	readonly kind: 'without-channel' | 'without-chart' | 'with-excluded';
	/** Channel or chart; empty for `with-excluded`. */
	readonly name: string;
}

/** What matters of a result here. */
interface Result {
	readonly statistic: number;
	readonly p: number | null;
	readonly outcome: string;
}

/** The result of one changed table; `refused` = the code of the refusal when nothing can be scored. */
export type SensitivityRow = Change & (Result | { readonly refused: string });

/**
 * Scores a table anew without each channel, without each chart, and with everything that was excluded.
 *
 * @param score any method; refusals become rows, other errors are thrown
 * @returns one row per change that leaves something over
 */
export function sensitivityOf<Table extends ScoreTable>(
	table: Table,
	score: (table: Table) => Result
): SensitivityRow[] {
	return changes(table).map(({ kind, name, table: changed }) => {
		try {
			// the form of a table never changes
			const { statistic, p, outcome } = score(changed as Table);
			return { kind, name, statistic, p, outcome };
		} catch (error) {
			if (!isLabError(error)) throw error;
			return { kind, name, refused: error.code };
		}
	});
}

/** The changed tables. */
function changes(table: ScoreTable): (Change & { readonly table: ScoreTable })[] {
	const channels = channelsOf(table);
	const charts = chartsOf(table);
	const put = withExcluded(table);
	return [
		...(channels.length > 1 ? channels : []).map((name) => ({
			kind: 'without-channel' as const,
			name,
			table: withoutChannel(table, name)
		})),
		...(charts.length > 1 ? charts : []).map((chart) => ({
			kind: 'without-chart' as const,
			name: String(chart),
			table: withoutChart(table, chart)
		})),
		...(JSON.stringify(put) === JSON.stringify(table)
			? []
			: [{ kind: 'with-excluded' as const, name: '', table: put }])
	];
}

function channelsOf(table: ScoreTable): string[] {
	if (table.form === 'artifacts') return [];
	if (table.form === 'standardised') return table.scores.map(({ channel }) => channel);
	const list = table.form === 'comparison' ? table.sensors : table.channels;
	return list.map(({ channel }) => channel);
}

function chartsOf(table: ScoreTable): number[] {
	const all = {
		details: (one: TableOf<'details'>) =>
			one.channels.flatMap(({ questions }) => questions.map(({ chart }) => chart)),
		search: (one: TableOf<'search'>) =>
			one.channels.flatMap(({ repetitions }) => repetitions.map(({ chart }) => chart)),
		comparison: (one: TableOf<'comparison'>) => one.charts.map(({ chart }) => chart)
	};
	if (table.form === 'artifacts' || table.form === 'standardised') return [];
	const charts =
		table.form === 'details'
			? all.details(table)
			: table.form === 'search'
				? all.search(table)
				: all.comparison(table);
	return [...new Set(charts)].sort((a, b) => a - b);
}

function withoutChannel(table: ScoreTable, name: string): ScoreTable {
	const others = <T extends { readonly channel: string }>(list: readonly T[]): T[] =>
		list.filter(({ channel }) => channel !== name);
	if (table.form === 'artifacts') return table;
	if (table.form === 'standardised') return { ...table, scores: others(table.scores) };
	if (table.form === 'comparison') return { ...table, sensors: others(table.sensors) };
	return table.form === 'details'
		? { ...table, channels: others(table.channels) }
		: { ...table, channels: others(table.channels) };
}

function withoutChart(table: ScoreTable, name: number): ScoreTable {
	const others = <T extends { readonly chart: number }>(list: readonly T[]): T[] =>
		list.filter(({ chart }) => chart !== name);
	if (table.form === 'comparison') return { ...table, charts: others(table.charts) };
	if (table.form === 'details')
		return {
			...table,
			channels: table.channels.map((one) => ({ ...one, questions: others(one.questions) }))
		};
	if (table.form !== 'search') return table;
	return {
		...table,
		channels: table.channels.map((one) => ({ ...one, repetitions: others(one.repetitions) }))
	};
}

/** Every excluded value counts again. */
function withExcluded(table: ScoreTable): ScoreTable {
	const row = <T extends { readonly values: readonly Cell[] }>(one: T) => ({
		...one,
		values: one.values.map(restored)
	});
	if (table.form === 'details')
		return {
			...table,
			channels: table.channels.map((one) => ({ ...one, questions: one.questions.map(row) }))
		};
	if (table.form === 'search')
		return {
			...table,
			channels: table.channels.map((one) => ({ ...one, repetitions: one.repetitions.map(row) }))
		};
	if (table.form !== 'comparison') return table;
	return {
		...table,
		charts: table.charts.map((one) => ({
			...one,
			presentations: one.presentations.map((presentation) => ({
				...presentation,
				values: Object.fromEntries(
					Object.entries(presentation.values).map(([key, cell]) => [key, restored(cell)])
				)
			}))
		}))
	};
}
