/** Tests of many virtual subjects: every one measured and scored as a person would be. */
import { subjectKinds, type SubjectKind } from '#lib/core/virtual/hearing.ts';
import { virtualTest } from '../../contracts/virtual-test.ts';
import { searchesOf, type SearchOutcome } from '../nulls/searching.ts';
import { detailScores, detailTable, type DetailScore } from './detail-scores.ts';

/** A run of subjects of one kind. */
export interface SubjectJob {
	readonly kind: SubjectKind;
	readonly charts: number;
	/** Number of the first subject, from 0, and how many. */
	readonly from: number;
	readonly count: number;
}

/** One subject. */
export interface SubjectResult {
	/** In the order of `scoreNames`. */
	readonly scores: readonly (DetailScore | null)[];
	/** The same questions searched without knowing the key; empty with one chart. */
	readonly searches: readonly SearchOutcome[];
}

/** Every subject has a seed of its own: kinds and numbers of charts are independent groups. */
function seedOf({ kind, charts }: SubjectJob, index: number): number {
	return 1_000_000 * charts + 100_000 * subjectKinds.indexOf(kind) + index;
}

/** Tests the subjects one by one. */
export function testedSubjects(job: SubjectJob): SubjectResult[] {
	return Array.from({ length: job.count }, (_, k) => {
		const seed = seedOf(job, job.from + k);
		const table = detailTable(virtualTest(job.kind, seed, job.charts));
		return {
			scores: detailScores(table, seed),
			searches: job.charts > 1 ? searchesOf(table, seed) : []
		};
	});
}
