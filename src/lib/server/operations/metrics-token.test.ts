import { expect, test } from 'vitest';
import { hasMetricsToken } from './metrics-token.ts';

const token = 'a-token-of-30-characters-12345';

test('the token and nothing else opens', () => {
	expect(hasMetricsToken(`Bearer ${token}`, token)).toBe(true);
	for (const wrong of [null, '', 'Bearer ', token, `Bearer ${token}x`, `Bearer ${token.slice(1)}`])
		expect(hasMetricsToken(wrong, token)).toBe(false);
});

test('without a token, or with one that can be guessed, nobody is let in', () => {
	expect(hasMetricsToken('Bearer ', undefined)).toBe(false);
	expect(hasMetricsToken('Bearer ', '')).toBe(false);
	expect(hasMetricsToken('Bearer short', 'short')).toBe(false);
});
