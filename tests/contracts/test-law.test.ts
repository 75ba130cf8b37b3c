/** The rules of test sessions: each fires and is quiet where it should; those taken over are the interview's. */
import { describe, expect, test } from 'vitest';
import { conditionHolds } from '#lib/core/law/condition.ts';
import { evaluate } from '#lib/core/law/evaluate.ts';
import { factFits, type Facts, type FactValue } from '#lib/core/law/fact.ts';
import { lawMoments, type LawMoment } from '#lib/core/law/rule.ts';
import { law } from '../fixtures/law.ts';
import { cleanTestFacts, testLaw } from '../fixtures/test-law.ts';
import { testLawCases } from './test-law-cases.ts';

const said = (facts: Facts, status: 'fires' | 'unknown'): string[] =>
	lawMoments.flatMap((moment) =>
		evaluate(testLaw.rules, moment, facts).flatMap((finding) =>
			finding.status === status ? [finding.rule.id] : []
		)
	);
const CAUTIOUS: readonly LawMoment[] = ['accept', 'pre_test', 'chart_start', 'report_issue'];

test('a clean test fires none of the rules and leaves none undecided', () => {
	expect(testLaw.rules.length).toBeGreaterThanOrEqual(60);
	expect(said(cleanTestFacts, 'fires')).toEqual([]);
	expect(said(cleanTestFacts, 'unknown')).toEqual([]);
});

test('the dictionary has every input once, and the clean facts fit it', () => {
	const inputs = new Set(testLaw.rules.flatMap((rule) => rule.inputs));
	expect(testLaw.facts.map(({ id }) => id).sort()).toEqual([...inputs].sort());
	for (const fact of testLaw.facts)
		expect(factFits(fact, cleanTestFacts[fact.id] as FactValue), fact.id).toBe(true);
});

test('every rule has a case', () => {
	expect(Object.keys(testLawCases).sort()).toEqual(testLaw.rules.map(({ id }) => id));
});

describe.each(Object.entries(testLawCases))('%s', (id, [fires, quiet]) => {
	const rule = testLaw.rules.find((one) => one.id === id)!;

	test('fires, and just does not', () => {
		expect(said({ ...cleanTestFacts, ...fires }, 'fires')).toContain(id);
		expect(said({ ...cleanTestFacts, ...quiet }, 'fires')).not.toContain(id);
	});

	test('is undecided when nothing is known, which stands only in a block before something begins', () => {
		expect(conditionHolds(rule.condition, {})).toBeNull();
		const [finding] = evaluate([rule], rule.when, {});
		expect(finding!.stands).toBe(rule.severity === 'block' && CAUTIOUS.includes(rule.when));
	});

	test('says in both languages what, and by which source', () => {
		expect(rule.text.zh).toMatch(/\p{Script=Han}/u);
		expect(rule.text.en).not.toMatch(/\p{Script=Han}/u);
		expect(rule.source.length).toBeGreaterThan(3);
	});
});

test('a rule with the id of an interview rule is that rule: condition, force, text and source', () => {
	const taken = testLaw.rules.flatMap((rule) => {
		const theirs = law.rules.find(({ id }) => id === rule.id);
		return theirs === undefined ? [] : [{ rule, theirs }];
	});
	expect(taken.length).toBeGreaterThanOrEqual(25);
	for (const { rule, theirs } of taken) {
		const { when: _, inputs, ...ours } = rule;
		expect(ours, rule.id).toEqual({ ...theirs, when: undefined, inputs: undefined });
		expect([...inputs].sort()).toEqual([...theirs.inputs].sort());
	}
});

test('every plan rule of the interview about a test is taken over', () => {
	const ours = new Set(testLaw.rules.map(({ id }) => id));
	const missing = law.rules.filter(({ when, id }) => when === 'cit_plan' && !ours.has(id));
	expect(missing).toEqual([]);
});
