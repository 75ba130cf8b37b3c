import { expect, test } from 'vitest';
import { ACCOUNT_RULE, FailureThrottle } from './throttle.ts';

test('the first five failures cost nothing', () => {
	const throttle = new FailureThrottle();
	for (let i = 0; i < 4; i++) throttle.failed('li', i);
	expect(throttle.waitMs('li', 4)).toBe(0);
});

test('each further failure doubles the wait, up to a quarter of an hour', () => {
	const throttle = new FailureThrottle();
	const waits = Array.from({ length: 14 }, () => {
		throttle.failed('li', 0);
		return throttle.waitMs('li', 0) / 1000;
	});
	expect(waits.slice(3, 8)).toEqual([0, 15, 30, 60, 120]);
	expect(waits.at(-1)).toBe(900);
});

test('a wait ends by itself and a success forgets the failures', () => {
	const throttle = new FailureThrottle();
	for (let i = 0; i < 5; i++) throttle.failed('li', 0);
	expect(throttle.waitMs('li', 14_999)).toBe(1);
	expect(throttle.waitMs('li', 15_000)).toBe(0);
	throttle.succeeded('li');
	throttle.failed('li', 15_000);
	expect(throttle.waitMs('li', 15_000)).toBe(0);
});

test('one account never waits for another, and old failures are forgotten', () => {
	const throttle = new FailureThrottle();
	for (let i = 0; i < 9; i++) throttle.failed('li', 0);
	expect(throttle.waitMs('wang', 0)).toBe(0);
	expect(throttle.waitMs('li', ACCOUNT_RULE.forgottenAfterMs + 1)).toBe(0);
});
