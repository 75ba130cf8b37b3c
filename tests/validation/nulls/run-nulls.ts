/** All studies in which there is nothing to find. */
import { shareOf } from '../records/matching.ts';
import type { Pool } from '../pool.ts';
import { scoreNames } from '../simulation/detail-scores.ts';
import type { ComparisonScenario, OutcomeCounts } from './comparison.ts';
import type { NullScenario } from './details.ts';
import { essTable } from './ess-m.ts';
import { artifactNull, textbookRows } from './exact-rules.ts';

const TABLES = 2000;
/** Random concealed-information tests of a scenario. */
const DETAIL_TABLES = 6000;
/** Tables of a job; every job has a seed of its own. */
const JOB = 250;

const DETAIL_SCENARIOS: readonly (NullScenario & { readonly name: string })[] = [
	...([
		{ name: 'exchangeable', charts: 1, lasting: 0, lossPerPlace: 0 },
		{ name: 'exchangeable', charts: 3, lasting: 0, lossPerPlace: 0 },
		{ name: 'items keep a meaning of their own', charts: 3, lasting: 1, lossPerPlace: 0 },
		{ name: 'items keep a strong meaning', charts: 3, lasting: 3, lossPerPlace: 0 }
	] as const),
	...([
		{ name: 'loses 0.1 SD per place', charts: 1, lasting: 0, lossPerPlace: 0.1 },
		{ name: 'loses 0.1 SD per place', charts: 3, lasting: 0, lossPerPlace: 0.1 },
		{ name: 'loses 0.3 SD per place', charts: 1, lasting: 0, lossPerPlace: 0.3 },
		{ name: 'loses 0.3 SD per place', charts: 3, lasting: 0, lossPerPlace: 0.3 }
	] as const)
];

const COMPARISON_SCENARIOS: readonly ComparisonScenario[] = (
	['both-sides', 'one-side'] as const
).flatMap((order) => [
	{ order, questions: 3, charts: 3, issue: 'single' as const },
	{ order, questions: 3, charts: 5, issue: 'single' as const },
	{ order, questions: 4, charts: 3, issue: 'multiple' as const }
]);

const SEARCHES = [
	{ items: 5, repetitions: 3 },
	{ items: 4, repetitions: 4 }
];

const jobs = (
	first: number,
	tables = TABLES
): { readonly tables: number; readonly seed: number }[] =>
	Array.from({ length: tables / JOB }, (_, k) => ({
		tables: JOB,
		seed: 100_000 * first + 1000 * k
	}));

async function details(pool: Pool, index: number) {
	const { name, ...scenario } = DETAIL_SCENARIOS[index]!;
	const tests = (
		await Promise.all(
			jobs(100 + index, DETAIL_TABLES).map((job) => pool.run('randomDetails', { scenario, ...job }))
		)
	).flat();
	return {
		...{ name, ...scenario, tests: tests.length },
		scores: scoreNames(['eda']).map(({ method, channel }, place) => {
			const scores = tests.flatMap((test) => test[place] ?? []);
			const textbook = scores.filter(({ isTextbookHit }) => isTextbookHit).length;
			return {
				...{ method, channel },
				falsePositives: shareOf(scores.filter(({ p }) => p <= 0.05).length, scores.length),
				textbook: method === 'lykken' ? shareOf(textbook, scores.length) : null
			};
		})
	};
}

async function comparison(pool: Pool, index: number) {
	const scenario = COMPARISON_SCENARIOS[index]!;
	const parts = await Promise.all(
		jobs(200 + index).map((job) => pool.run('comparisonNull', { scenario, ...job }))
	);
	return {
		...scenario,
		methods: (parts[0] ?? []).map((_, m) => together(parts.map((p) => p[m]!)))
	};
}

/** One method over all its jobs. */
function together(parts: readonly OutcomeCounts[]) {
	const sum = (of: (part: OutcomeCounts) => number): number =>
		parts.reduce((total, part) => total + of(part), 0);
	const tables = sum((part) => part.tables);
	const withP = sum((part) => part.withP);
	return {
		method: parts[0]!.method,
		meanStatistic: sum((part) => part.meanStatistic * part.tables) / tables,
		significant: shareOf(
			sum((part) => part.significant),
			tables
		),
		notSignificant: shareOf(
			sum((part) => part.notSignificant),
			tables
		),
		inconclusive: shareOf(
			sum((part) => part.inconclusive),
			tables
		),
		pAtMost05:
			withP === 0
				? null
				: shareOf(
						sum((part) => part.pAtMost05 ?? 0),
						tables
					)
	};
}

async function searches(pool: Pool, index: number) {
	const scenario = SEARCHES[index]!;
	const all = (
		await Promise.all(
			jobs(300 + index).map((job) => pool.run('randomSearches', { ...scenario, ...job }))
		)
	).flat();
	return { ...scenario, falseAlarms: shareOf(all.filter(({ p }) => p <= 0.05).length, all.length) };
}

const each = <T>(list: readonly unknown[], study: (index: number) => Promise<T>): Promise<T[]> =>
	Promise.all(list.map((_, index) => study(index)));

/** Runs them all. */
export async function nullStudies(pool: Pool) {
	const [detailRows, comparisonRows, searchRows] = await Promise.all([
		each(DETAIL_SCENARIOS, (index) => details(pool, index)),
		each(COMPARISON_SCENARIOS, (index) => comparison(pool, index)),
		each(SEARCHES, (index) => searches(pool, index))
	]);
	return {
		textbook: textbookRows(),
		details: detailRows,
		searching: searchRows,
		essM: essTable(),
		comparison: comparisonRows,
		artifacts: artifactNull()
	};
}
