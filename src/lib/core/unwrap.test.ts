import { expect, test } from 'vitest';
import { Unwrapper } from './unwrap.ts';

test('a counter that starts anew runs on', () => {
	const counter = new Unwrapper(256);
	expect([250, 255, 3, 250, 1].map((value) => counter.next(value))).toEqual([
		250, 255, 259, 506, 513
	]);
});

test('a small step back is no turn', () => {
	const counter = new Unwrapper(256);
	expect([100, 90].map((value) => counter.next(value))).toEqual([100, 90]);
});
