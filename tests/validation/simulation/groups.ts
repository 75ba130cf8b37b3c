/** The groups of virtual subjects of the report. */
import { subjectKinds, type SubjectKind } from '#lib/core/virtual/hearing.ts';
import type { Pool } from '../pool.ts';
import { operating, outcomes, type Groups } from './operating.ts';
import type { SubjectResult } from './subjects.ts';

/** Subjects of a job: small enough to be shared out evenly. */
const JOB = 20;
/** The uninformed are more, because it is their errors that must be known best. */
const SIZES = [
	{ charts: 1, uninformed: 600, others: 200 },
	{ charts: 3, uninformed: 200, others: 100 }
] as const;

async function group(
	pool: Pool,
	kind: SubjectKind,
	charts: number,
	subjects: number
): Promise<SubjectResult[]> {
	const jobs = Array.from({ length: Math.ceil(subjects / JOB) }, (_, k) => ({
		...{ kind, charts, from: k * JOB },
		count: Math.min(JOB, subjects - k * JOB)
	}));
	return (await Promise.all(jobs.map((job) => pool.run('testedSubjects', job)))).flat();
}

/** Tests all groups and sums them up, with the searches of the same subjects. */
export async function simulation(pool: Pool) {
	return Promise.all(
		SIZES.map(async ({ charts, uninformed, others }) => {
			const tested = await Promise.all(
				subjectKinds.map(async (kind) => {
					const subjects = kind === 'uninformed' ? uninformed : others;
					return [kind, await group(pool, kind, charts, subjects)] as const;
				})
			);
			const groups = Object.fromEntries(tested) as unknown as Groups;
			return {
				charts,
				subjects: Object.fromEntries(tested.map(([kind, { length }]) => [kind, length])),
				operating: operating(groups),
				outcomes: outcomes(groups),
				searches: charts === 1 ? null : searchRows(groups)
			};
		})
	);
}

/** Share of searches in which the strongest item has p ≤ .05, and of those whose strongest is the key. */
function searchRows(groups: Groups) {
	return (['informed', 'uninformed'] as const).map((kind) => {
		const searches = groups[kind].flatMap((subject) => subject.searches);
		return {
			kind,
			searches: searches.length,
			atMost05: searches.filter(({ p }) => p <= 0.05).length,
			keyAtMost05: searches.filter(({ p, isKey }) => p <= 0.05 && isKey).length,
			keyStrongest: searches.filter(({ isKey }) => isKey).length
		};
	});
}
