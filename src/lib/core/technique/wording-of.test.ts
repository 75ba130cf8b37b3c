import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { wording } from '../protocols/rules.ts';
import { technique } from '../protocols/technique.ts';
import { wordingOf } from './wording-of.ts';

const read = (name: string): unknown => parse(readFileSync(`protocols/${name}.yaml`, 'utf8'));
const words = wording.parse(read('rules/wording'));

test('a comparison test says its outcomes in its own words, a test of details in those of the laboratory', () => {
	const federal = technique.parse(read('techniques/federal-zct'));
	const own = wordingOf(words, federal);
	expect(own.outcomes).toEqual(federal.wording);
	expect(own.outcomes.map(({ id }) => id).toSorted()).toEqual(
		words.outcomes.map(({ id }) => id).toSorted()
	);
	expect(own.forbidden).toBe(words.forbidden);
	expect(wordingOf(words, technique.parse(read('techniques/cit')))).toBe(words);
});
