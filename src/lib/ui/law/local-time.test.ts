import { expect, test } from 'vitest';
import { localInput, moment } from './local-time.ts';

test('a moment comes back to the minute, and nothing stays nothing', () => {
	expect(moment(localInput('2026-11-29T01:02:00.000Z'))).toBe('2026-11-29T01:02:00.000Z');
	expect(localInput(null)).toBe('');
	expect(moment('')).toBeNull();
});
