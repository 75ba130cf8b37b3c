/** Groups of virtual subjects, tested in memory: no process, no port, the same measurement and scoring. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SubjectKind } from '#lib/core/virtual/hearing.ts';
import { scoreSession } from '#lib/scoring/registry.ts';
import {
	VIRTUAL_TEST_FILES,
	virtualQuestions,
	virtualTest,
	type VirtualChannel
} from './virtual-test.ts';

/** Mean z of the key by channel, of one subject asked six questions. */
export function keyScores(kind: SubjectKind, seed: number): Record<VirtualChannel, number> {
	const rows = virtualTest(kind, seed);
	const scores = scoreSession({ questions: virtualQuestions, rows, seed });
	const of = (name: string): number =>
		scores.find(({ channel, method }) => channel === name && method === 'within-question-z')
			?.statistic ?? 0;
	return { eda: of('eda'), ppg: of('ppg'), rsp: of('rsp') };
}

const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const variance = (xs: readonly number[]): number =>
	xs.reduce((sum, x) => sum + (x - mean(xs)) ** 2, 0) / (xs.length - 1);

/** Standardised difference of two groups of equal size (Cohen's d). */
export function effectSize(a: readonly number[], b: readonly number[]): number {
	return (mean(a) - mean(b)) / Math.sqrt((variance(a) + variance(b)) / 2);
}

/** Every number of the model file with its unit, titles and source, unparsed. */
export function modelParameters(): { name: string; source: unknown; unit: unknown }[] {
	const file = parse(readFileSync(VIRTUAL_TEST_FILES.model, 'utf8')) as Record<
		string,
		Record<string, object>
	>;
	return ['eda', 'pulse', 'breathing', 'movement'].flatMap((group) =>
		Object.entries(file[group] ?? {}).map(([name, given]) => {
			const { source, unit } = given as { source?: unknown; unit?: unknown };
			return { name: `${group}.${name}`, source, unit };
		})
	);
}
