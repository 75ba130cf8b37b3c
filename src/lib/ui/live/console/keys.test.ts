import { expect, test } from 'vitest';
import { artifactKeys, artifactOfKey, FILTER_KEY } from './keys.ts';

test('every artifact has a letter of its own, and none takes the key of the filter', () => {
	const letters = Object.values(artifactKeys);
	expect(new Set(letters).size).toBe(letters.length);
	for (const [code, letter] of Object.entries(artifactKeys)) {
		expect(artifactOfKey(letter)).toBe(code);
		expect(artifactOfKey(letter.toUpperCase())).toBe(code);
	}
	expect(artifactOfKey(FILTER_KEY)).toBeNull();
});
