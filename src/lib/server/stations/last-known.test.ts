import { expect, test } from 'vitest';
import type { SignedIn } from '../accounts/sign-in.ts';
import { LastKnown } from './last-known.ts';

const who = { user: { id: 'tester-1' } } as SignedIn;

test('who was signed in is known for three hours, whoever signed out is not', () => {
	let nowMs = 0;
	const known = new LastKnown(() => nowMs);
	expect(known.whoWas('a=1')).toBeNull();
	known.person('a=1', who);
	expect(known.whoWas('a=1')).toBe(who);
	expect(known.whoWas('a=2')).toBeNull();
	expect(known.whoWas(null)).toBeNull();
	nowMs = 3 * 60 * 60 * 1000;
	expect(known.whoWas('a=1')).toBeNull();
	known.person('a=1', who);
	known.person('a=1', null);
	expect(known.whoWas('a=1')).toBeNull();
});

test('only somebody who was in a session was in it', () => {
	const known = new LastKnown(() => 0);
	known.session('tester-1', 'session-1');
	expect(known.wasIn('tester-1', 'session-1')).toBe(true);
	expect(known.wasIn('tester-1', 'session-2')).toBe(false);
	expect(known.wasIn('tester-2', 'session-1')).toBe(false);
});
