import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../../tests/fixtures/law.ts';
import { lintFacts, lintText, patternFault, textLint } from './text-lint.ts';

const lint = law.lint!;
const seeds = lint.categories.flatMap(({ id, seeds: own }) =>
	own.map(({ pattern, example }) => [id, pattern, example] as const)
);

test.each(seeds)('%s: %s finds “%s”, alone and within a text', (category, _, example) => {
	expect(lintText(lint, example).map((hit) => hit.category)).toContain(category);
	const text = `先说说当天的经过。\n${example}\n还有什么要补充的吗`;
	const hit = lintText(lint, text).find((one) => one.category === category)!;
	expect(text.slice(hit.start, hit.end)).toBe(hit.found);
	expect(example).toContain(hit.found);
});

test.each([
	...['请您说说当天晚上的经过。', '您接着说。', '您当时看到了什么？', '需要休息或者喝水吗？'],
	...['Tell me what happened that evening.', 'What did you see next?', 'Do you need a break?']
])('an open question is left alone: %s', (text) => {
	expect(lintText(lint, text)).toEqual([]);
});

describe('it never fails', () => {
	test('on any text', () => {
		const pieces = fc.constantFrom(...seeds.map(([, , example]) => example));
		fc.assert(
			fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), (parts) => {
				const text = parts.join('');
				for (const { start, end, found } of lintText(lint, text))
					expect(text.slice(start, end)).toBe(found);
			})
		);
	}, 30_000);

	test('on a long sentence in which every seed begins again and again', () => {
		const openings = ['再不说', '是', '他已经', '判', '指纹', '测试', '保证', 'only get 1'];
		for (const opening of openings) {
			const long = opening.repeat(40_000);
			expect(() => lintText(lint, long)).not.toThrow();
		}
		const late = `${'啊'.repeat(5000)}牢底坐穿`;
		expect(lintText(lint, late)).toMatchObject([{ category: 'threat', start: 5000 }]);
	});
});

test.each(['(a+)+$', '(a|aa)*b', '.*x.*y', '(?<=a)b', '(ab){3}', 'a{2,}b+', '('])(
	'a pattern whose time could explode is refused: %s',
	(pattern) => {
		expect(patternFault(pattern)).not.toBeNull();
		const changed = structuredClone(lint);
		changed.categories[0]!.seeds[0]!.pattern = pattern;
		expect(textLint.safeParse(changed).success).toBe(false);
	}
);

test('counts what it found as facts for the rules about texts', () => {
	const facts = lintFacts(lint, '你这个罪犯，不说就牢底坐穿，还想缓刑？');
	expect(facts).toMatchObject({
		...{ 'lint.threat_hits': 2, 'lint.sentence_number_hits': 1, 'lint.inducement_hits': 0 },
		'text.labels': ['罪犯']
	});
});
