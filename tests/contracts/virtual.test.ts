/** The virtual subject against the studies it imitates, and the demonstration case against the rules of the lab. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationContent, parseDemonstration } from '#lib/core/casework/demonstration.ts';
import { itemRules } from '#lib/core/technique/item-rule-schema.ts';
import { checkQuestionList } from '#lib/core/technique/item-rules.ts';
import { subjectKinds, type SubjectKind } from '#lib/core/virtual/hearing.ts';
import { effectSize, keyScores, modelParameters } from './virtual-groups.ts';

/** Groups that are compared by their effect are larger than those compared person by person. */
const LARGE = 14;
const SMALL = 6;
type Scores = ReturnType<typeof keyScores>;
const groups = new Map<SubjectKind, Scores[]>();

beforeAll(() => {
	for (const kind of subjectKinds) {
		const length = kind === 'informed' || kind === 'uninformed' ? LARGE : SMALL;
		groups.set(
			kind,
			Array.from({ length }, (_, i) => keyScores(kind, 700 + i))
		);
	}
}, 180_000);

const group = (kind: SubjectKind, channel: keyof Scores): number[] =>
	(groups.get(kind) ?? []).map((scores) => scores[channel]);
const mean = (scores: readonly number[]): number =>
	scores.reduce((sum, z) => sum + z, 0) / scores.length;

describe('groups of virtual subjects', () => {
	// SE of d is about 0.4 with fourteen in each group
	test.each([
		['eda', 1.55],
		['rsp', 1.11],
		['ppg', 0.89]
	] as const)('informed and uninformed differ on %s about as published, d %d', (channel, d) => {
		const found = effectSize(group('informed', channel), group('uninformed', channel));
		expect(found).toBeGreaterThan(d - 0.7);
		expect(found).toBeLessThan(d + 0.7);
	});

	test('uninformed subjects score around zero on every channel', () => {
		for (const channel of ['eda', 'rsp', 'ppg'] as const) {
			// SE 0.41/√14
			expect(Math.abs(mean(group('uninformed', channel)))).toBeLessThan(0.3);
		}
	});

	test('an informed person who hides nothing responds on the skin only', () => {
		const informed = group('informed', 'eda').slice(0, SMALL);
		expect(group('informed-innocent', 'eda')).toEqual(informed);
		for (const channel of ['rsp', 'ppg'] as const) {
			const uninformed = group('uninformed', channel).slice(0, SMALL);
			const difference = mean(group('informed-innocent', channel)) - mean(uninformed);
			expect(Math.abs(difference)).toBeLessThan(0.1);
		}
	});

	test('a non-responder responds everywhere but on the skin', () => {
		expect(mean(group('non-responder', 'eda'))).toBeLessThan(0.4);
		expect(group('non-responder', 'rsp')).toEqual(group('informed', 'rsp').slice(0, SMALL));
	});

	test('countermeasures make the skin tell less', () => {
		const informed = mean(group('informed', 'eda').slice(0, SMALL));
		expect(mean(group('countermeasure', 'eda'))).toBeLessThan(informed - 0.2);
	});
});

test('every number of the model has a unit and a source', () => {
	const parameters = modelParameters();
	expect(parameters.length).toBeGreaterThan(40);
	expect(parameters.filter(({ source, unit }) => !source || !unit)).toEqual([]);
});

describe('demonstration cases', () => {
	const folder = 'protocols/demonstration';
	const rules = itemRules.parse(parse(readFileSync('protocols/rules/cit-items.yaml', 'utf8')));
	const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
	const cases = files.map(
		(file) => [file, parseDemonstration(readFileSync(`${folder}/${file}`, 'utf8'))] as const
	);

	test.each(cases)('%s breaks no rule for question lists in either language', (_, story) => {
		for (const locale of ['zh-CN', 'en'] as const) {
			const { questions, facts, priorKnowledge } = demonstrationContent(story, locale);
			const list = { questions, facts, priorKnowledge: priorKnowledge.entries };
			expect(checkQuestionList(list, rules)).toEqual([]);
		}
	});

	test.each(cases)('%s hides the place of the key in its list', (_, { questions }) => {
		const places = questions.map(({ items }) => items.findIndex(({ role }) => role === 'key'));
		expect(new Set(places).size).toBeGreaterThan(2);
		expect(places).not.toContain(0);
	});

	test.each(cases)('%s uses every element of case facts at least once', (_, { facts }) => {
		const used = new Set(facts.flatMap(({ elements }) => elements));
		expect([...used].toSorted()).toEqual(
			['address', 'card', 'object', 'person', 'phone', 'vehicle', 'video'].toSorted()
		);
	});
});
