/** A part of every long study that is soon computed again, so that a test can see whether the kept report is stale. */
import { comparisonNull } from './nulls/comparison.ts';
import { randomDetails } from './nulls/details.ts';
import { randomSearches } from './nulls/searching.ts';
import { testedSubjects } from './simulation/subjects.ts';

const SUBJECTS = 9;
const SEED = 5;

/** Strength and p of every score of some tests. */
function subjects(kind: 'informed' | 'uninformed', charts: number, count: number) {
	return testedSubjects({ kind, charts, from: 0, count }).map(({ scores, searches }) => ({
		scores: scores.map((score) => score && [score.strength, score.p]),
		searches: searches.map(({ p }) => p)
	}));
}

/** Twenty subjects and some random tables: a few seconds. */
export function samples() {
	const scenario = { charts: 3, lasting: 1, lossPerPlace: 0.1 };
	const tests = randomDetails({ scenario, tables: 60, seed: SEED });
	return {
		informed: subjects('informed', 1, SUBJECTS),
		uninformed: subjects('uninformed', 1, SUBJECTS),
		threeCharts: subjects('uninformed', 3, 2),
		details: tests[0]!.map((_, place) =>
			tests.reduce((sum, test) => sum + (test[place]?.p ?? 1), 0)
		),
		searches: randomSearches({ items: 5, repetitions: 3, tables: 20, seed: SEED }),
		comparison: (['both-sides', 'one-side'] as const).flatMap((order) =>
			comparisonNull({
				scenario: { questions: 3, charts: 3, issue: 'single', order },
				tables: 10,
				seed: SEED
			})
		)
	};
}
