import { expect, test } from 'vitest';
import { mayConfirmUrgently, mayOpenUrgently, reviewDueMs } from './urgent.ts';
import { roles } from '../roles.ts';

const china = (text: string): number => Date.parse(`${text}+08:00`);
const due = (text: string): string =>
	new Date(reviewDueMs(china(text)) + 8 * 3_600_000).toISOString().slice(0, 16);

test('a review is due a working day later: Friday evening is due on Monday evening', () => {
	expect(due('2026-11-24T15:00')).toBe('2026-11-25T15:00');
	expect(due('2026-11-27T18:30')).toBe('2026-11-30T18:30');
	// just before and after midnight in China, which is another day in UTC
	expect(due('2026-11-27T00:30')).toBe('2026-11-30T00:30');
	expect(due('2026-11-26T23:30')).toBe('2026-11-27T23:30');
});

test('what began on a weekend is due at the end of Monday', () => {
	expect(due('2026-11-28T03:00')).toBe('2026-12-01T00:00');
	expect(due('2026-11-29T23:00')).toBe('2026-12-01T00:00');
});

test('interviewers and administrators have no part in it', () => {
	expect(roles.filter((role) => mayOpenUrgently(role))).toEqual(['tester', 'reviewer']);
	expect(roles.filter((role) => mayConfirmUrgently(role))).toEqual([
		...['tester', 'reviewer', 'supervisor']
	]);
});
