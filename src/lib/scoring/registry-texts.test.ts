import { expect, test } from 'vitest';
import { methodTexts } from './registry-texts.ts';
import { tableMethods } from './registry-tables.ts';
import { methods } from './registry.ts';

test('every method has a name and sources; those that score every session name their null hypothesis', () => {
	const texts = methodTexts();
	for (const { id } of tableMethods) {
		expect(texts[id]?.title.zh).not.toBe('');
		expect(texts[id]?.sources.length).toBeGreaterThan(0);
	}
	for (const { id } of methods) expect(texts[id]?.nullModel?.zh.length).toBeGreaterThan(5);
	expect(texts['no-such-method']).toBeUndefined();
});
