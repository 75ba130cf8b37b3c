import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProtocol } from '../protocols/parse.ts';
import { forbiddenHits } from './forbidden-words.ts';

const name = 'rules/wording.yaml';
const parsed = parseProtocol(name, readFileSync(`protocols/${name}`, 'utf8'));
if ('problems' in parsed || parsed.kind !== 'wording') throw new Error(JSON.stringify(parsed));
const { forbidden } = parsed.value;
const found = (text: string): string[] => forbiddenHits(forbidden, text).map((hit) => hit.found);

const words = forbidden.flatMap(({ id, words: { zh, en } }) =>
	[...zh, ...en].map((word) => [id, word] as const)
);

test.each(words)(
	'%s: “%s” is found in a text of either language, with its place',
	(group, word) => {
		for (const text of [`其反应表明${word}，记录如上。`, `We think ${word}, as said.`, word]) {
			const hit = forbiddenHits(forbidden, text).find((one) => one.group === group)!;
			expect(text.slice(hit.start, hit.end)).toBe(hit.found);
			expect(hit.found).toBe(word);
		}
	}
);

test.each([
	['其 有，罪', '有，罪'],
	['准确率１００％', '１００％'],
	['He LIES: a Liar', 'Liar'],
	['passed  the\ntest', 'passed  the\ntest']
])('signs, widths, cases and spaces do not hide a word: %s', (text, word) => {
	expect(found(text)).toEqual([word]);
});

test.each([
	...['采样率 1000 Hz，共 100 段', 'p = 0.100', '测试不能判断是否有罪，也不能判断是否说谎。'],
	...['不得强迫任何人证实自己有罪', 'The denying was underlying.', 'not 100% of the items', '']
])('what says something else is let pass: %s', (text) => {
	expect(found(text)).toEqual([]);
});

test('a word within a longer one counts once', () => {
	expect(found('他不诚实')).toEqual(['不诚实']);
	expect(found('没有通过测试')).toHaveLength(2);
});
