import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProtocol } from '../protocols/parse.ts';
import { unsuitedWords } from './question-words.ts';

function read(name: string) {
	const parsed = parseProtocol(name, readFileSync(`protocols/${name}`, 'utf8'));
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed;
}
const guideFile = read('rules/post-test.yaml');
const wordingFile = read('rules/wording.yaml');
if (guideFile.kind !== 'post-test' || wordingFile.kind !== 'wording') throw new Error('kinds');
const guide = guideFile.value;
const { forbidden } = wordingFile.value;

test.each([
	'仪器显示你知道那个地方，怎么解释？',
	'您的 反 应 很大，为什么？',
	'说出来就能从轻处理，东西在哪？',
	'再不说，家人会知道的',
	'我们都知道是你拿走的，放哪了？',
	'The machine shows you know it. Where is it?',
	'You reacted to the tin. Why?',
	'If you talk they will let you go. Where is it?',
	'你没有说谎吧'
])('is not asked: %s', (text) => {
	expect(unsuitedWords(text, guide, forbidden).some(({ severity }) => severity === 'refuse')).toBe(
		true
	);
});

test.each(['东西是不是放在那里了', "It was in the tin, wasn't it, right? It must have been."])(
	'is warned of and may stay: %s',
	(text) => {
		const found = unsuitedWords(text, guide, forbidden);
		expect(found.length).toBeGreaterThan(0);
		expect(found.every(({ severity }) => severity === 'warn')).toBe(true);
	}
);

test('every open stem is free of what questions may not contain, in both languages', () => {
	for (const { text } of guide.stems)
		for (const words of [text.zh, text.en]) {
			expect(unsuitedWords(words, guide, forbidden), words).toEqual([]);
			// open: not to be answered with yes or no
			expect(words).not.toMatch(/是不是|对吗[？?]|^(Did|Is|Was|Do|Are) you/);
		}
});
