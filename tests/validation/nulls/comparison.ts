/** Comparison-question tests in which relevant and comparison questions do not differ at all, in random tables. */
import { createRandom, type Random } from '#lib/core/random.ts';
import type { Outcome } from '#lib/core/score-table/outcome.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { tableMethods } from '#lib/scoring/registry-tables.ts';
import type { TableMethod } from '#lib/scoring/types.ts';

type Table = TableOf<'comparison'>;

/** What a random test looks like. */
export interface ComparisonScenario {
	readonly questions: number;
	readonly charts: number;
	readonly issue: Table['issue'];
	/**
	 * `both-sides`: C R C R … C, each relevant question stands between two comparison questions and the stronger one
	 * counts; `one-side`: C R N C R N …, each relevant question has one comparison question.
	 */
	readonly order: 'both-sides' | 'one-side';
}

/** A run of random tests. */
export interface ComparisonNullJob {
	readonly scenario: ComparisonScenario;
	readonly tables: number;
	readonly seed: number;
}

/** How often a method came to each outcome. */
export interface OutcomeCounts {
	readonly method: string;
	readonly tables: number;
	readonly significant: number;
	readonly notSignificant: number;
	readonly inconclusive: number;
	/** p ≤ .05, of the tables with a p; null for methods without one. */
	readonly pAtMost05: number | null;
	readonly withP: number;
	readonly meanStatistic: number;
}

const SENSORS = [
	{ channel: 'EDA', sensor: 'eda' },
	{ channel: 'cardio', sensor: 'cardio' },
	{ channel: 'upper belt', sensor: 'respiration' },
	{ channel: 'lower belt', sensor: 'respiration' },
	{ channel: 'finger pulse', sensor: 'pulse' }
] as const;
/**
 * SD of the logarithm of one response: that of OSS-3's norms for a ratio to the mean of three others, so divided by
 * √(4/3); finger pulse: our choice.
 */
const LOG_SD: Readonly<Record<(typeof SENSORS)[number]['channel'], number>> = {
	EDA: 0.499 / Math.sqrt(4 / 3),
	cardio: 0.19 / Math.sqrt(4 / 3),
	'upper belt': 0.107 / Math.sqrt(4 / 3),
	'lower belt': 0.107 / Math.sqrt(4 / 3),
	'finger pulse': 0.3
};

const comparisonMethods = tableMethods.filter(
	(method): method is TableMethod<'comparison'> => method.form === 'comparison'
);

/** Scores random tables with every comparison method. */
export function comparisonNull({ scenario, tables, seed }: ComparisonNullJob): OutcomeCounts[] {
	const random = createRandom(seed);
	const drawn = Array.from({ length: tables }, () => randomTable(scenario, random));
	return comparisonMethods.map(({ id, score }) => {
		const results = drawn.map((table) => {
			const { outcome, p, statistic } = score(table);
			return { outcome, p, statistic };
		});
		const count = (outcome: Outcome): number =>
			results.filter((one) => one.outcome === outcome).length;
		const ps = results.flatMap(({ p }) => p ?? []);
		return {
			...{ method: id, tables },
			significant: count('significant-response'),
			notSignificant: count('no-significant-response'),
			inconclusive: count('inconclusive'),
			pAtMost05: ps.length === 0 ? null : ps.filter((p) => p <= 0.05).length,
			withP: ps.length,
			meanStatistic: results.reduce((sum, { statistic }) => sum + statistic, 0) / tables
		};
	});
}

type Role = Table['charts'][number]['presentations'][number]['role'];

function rolesOf({ questions, order }: ComparisonScenario): (readonly [string, Role])[] {
	const pairs = Array.from({ length: questions }, (_, q) => [
		[`C${q + 1}`, 'comparison'] as const,
		[`R${q + 1}`, 'relevant'] as const,
		...(order === 'one-side' ? [[`N${q + 1}`, 'neutral'] as const] : [])
	]).flat();
	return order === 'one-side' ? pairs : [...pairs, [`C${questions + 1}`, 'comparison']];
}

function randomTable(scenario: ComparisonScenario, random: Random): Table {
	const roles = rolesOf(scenario);
	return {
		form: 'comparison',
		issue: scenario.issue,
		prior: 0.5,
		alpha: 0.05,
		sensors: [...SENSORS],
		charts: Array.from({ length: scenario.charts }, (_, c) => ({
			chart: c + 1,
			presentations: roles.map(([questionId, role]) => ({
				...{ questionId, role },
				values: Object.fromEntries(
					SENSORS.map(({ channel }) => [channel, Math.exp(LOG_SD[channel] * random.normal())])
				)
			}))
		}))
	};
}
