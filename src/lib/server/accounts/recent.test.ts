import { expect, test } from 'vitest';
import { RECENT_MS, RecentConfirmations } from './recent.ts';

test('a confirmation counts for five minutes and for the session that gave it', () => {
	const recent = new RecentConfirmations();
	expect(recent.has('a', 0)).toBe(false);
	recent.note('a', 1000);
	expect([recent.has('a', 1000), recent.has('a', 1000 + RECENT_MS)]).toEqual([true, true]);
	expect(recent.has('a', 1001 + RECENT_MS)).toBe(false);
	expect(recent.has('b', 1000)).toBe(false);
});

test('a lock ends it, and so does a clock that was set back', () => {
	const recent = new RecentConfirmations();
	recent.note('a', 1000);
	expect(recent.has('a', 999)).toBe(false);
	recent.forget('a');
	expect(recent.has('a', 1001)).toBe(false);
});
