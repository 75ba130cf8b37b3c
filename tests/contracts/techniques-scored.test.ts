/**
 * Every technique with virtual subjects: what its rule makes of people who know and people who do not.
 *
 * The shares say something about this model and these rules and nothing about any person.
 */
import { describe, expect, test } from 'vitest';
import { listQuestions } from '#lib/core/casework/demonstration-list.ts';
import { analysisPayloads } from '#lib/core/session/payloads-analysis.ts';
import { outcomeOfScore } from '#lib/core/technique/outcome-rule.ts';
import type { SubjectKind } from '#lib/core/virtual/hearing.ts';
import { limitsOfPlan, proposedScore } from '#lib/scoring/session-basis.ts';
import { scoreTechnique } from '#lib/scoring/session-technique.ts';
import { techniqueRows, techniqueTests } from './virtual-technique.ts';

const SUBJECTS = 12;
const columns = ['eda', 'ppg', 'rsp'].map((name) => ({ name, kind: name }));
type Test = (typeof techniqueTests)[number];

/** Each subject sits once. */
const done = new Map<string, ReturnType<typeof sat>>();

function tested(one: Test, kind: SubjectKind, seed: number): ReturnType<typeof sat> {
	const key = `${one.technique.id}/${kind}/${seed}`;
	const found = done.get(key) ?? sat(one, kind, seed);
	done.set(key, found);
	return found;
}

function sat(one: Test, kind: SubjectKind, seed: number) {
	const questions = listQuestions(one.list, 'zh-CN');
	const rows = techniqueRows(one, kind, seed);
	const scores = scoreTechnique({ questions, rows }, one.technique, seed);
	const basis = proposedScore(scores, one.technique, columns)!;
	return { questions, rows, scores, basis };
}

/** How many of the subjects come to each outcome. */
function outcomes(one: Test, kind: SubjectKind): Record<string, number> {
	const found: Record<string, number> = { responds: 0, inconclusive: 0, 'does-not-respond': 0 };
	for (let seed = 1; seed <= SUBJECTS; seed++) {
		const { basis } = tested(one, kind, seed);
		found[outcomeOfScore(basis, limitsOfPlan(one.technique))]! += 1;
	}
	return found;
}

test('there is a list for every technique but the one whose questions are those of the case', () => {
	expect(techniqueTests.map(({ technique }) => technique.id).toSorted()).toEqual([
		...['afmgqt', 'directed-lie', 'federal-zct', 'pot-known', 'pot-searching'],
		...['relevant-irrelevant', 'utah-zct', 'you-phase']
	]);
});

const named = techniqueTests.map((one) => [one.technique.id, one] as const);
describe.each(named)('%s', { timeout: 60_000 }, (_, one) => {
	const { technique } = one;

	test('scores are what the log takes, the basis is the first method of the technique', () => {
		const { scores, basis, questions } = tested(one, 'informed', 1);
		const data = { software: 'test', scores };
		expect(analysisPayloads['score-recorded'].parse(data)).toEqual(data);
		expect(basis.method).toBe(technique.scoring.methods[0]);
		const relevant = questions.flatMap(({ items }) => items.filter((i) => i.role === 'relevant'));
		if (technique.kind === 'comparison') {
			expect(basis.rule).toBe(technique.scoring.rule);
			expect(basis.perItem!.map(({ itemId }) => itemId).toSorted()).toEqual(
				relevant.map(({ itemId }) => itemId).toSorted()
			);
			const sum = basis.perItem!.reduce((total, { value }) => total + value!, 0);
			expect(sum).toBe(basis.statistic);
		}
	});

	test('the same rows and seed give the same scores', () => {
		const { questions, rows, scores } = tested(one, 'uninformed', 2);
		expect(scoreTechnique({ questions, rows }, technique, 2)).toEqual(scores);
	});

	test(
		'people who know respond more often; of those who do not, few do',
		{ timeout: 120_000 },
		() => {
			const [informed, uninformed] = [outcomes(one, 'informed'), outcomes(one, 'uninformed')];
			if (technique.kind === 'relevant-irrelevant') {
				expect([informed['inconclusive'], uninformed['inconclusive']]).toEqual([
					SUBJECTS,
					SUBJECTS
				]);
				return;
			}
			expect(informed['responds']!).toBeGreaterThan(uninformed['responds']!);
			// measured on forty of each: 0 to 3 of those who do not know, 7 to 27 of those who do
			expect(uninformed['responds']!).toBeLessThanOrEqual(2);
			if (technique.kind === 'search') expect(uninformed['does-not-respond']).toBe(0);
		}
	);
});

test('a search names the item that the subject means', { timeout: 120_000 }, () => {
	const search = techniqueTests.find(({ technique }) => technique.kind === 'search')!;
	const meant = new Set(search.list.questions.map((one) => one.meant));
	let [named, called] = [0, 0];
	for (let seed = 1; seed <= SUBJECTS; seed++)
		for (const { perItem, outcome, sentence } of tested(search, 'informed', seed).scores) {
			const strongest = perItem![0]!;
			const text = search.list.questions
				.flatMap(({ items }) => items)
				.find(({ itemId }) => itemId === strongest.itemId)!.text;
			expect(sentence.zh).toContain(`“${text.zh}”`);
			if (meant.has(strongest.itemId)) named += 1;
			if (outcome === 'responds' && !meant.has(strongest.itemId)) called += 1;
		}
	// by chance one list in six
	expect(named).toBeGreaterThan(SUBJECTS);
	expect(called).toBeLessThanOrEqual(1);
});
