import { expect, test } from 'vitest';
import { bridged, overGaps, stretches } from './over-gaps.ts';

const X = Number.NaN;
const signal = Float64Array.of(X, 1, 2, X, 4, X, X, X, 8, 9);

test('stretches are what lies between gaps', () => {
	expect(stretches(signal)).toEqual([
		{ begin: 1, end: 3 },
		{ begin: 4, end: 5 },
		{ begin: 8, end: 10 }
	]);
	expect(stretches(Float64Array.of(X))).toEqual([]);
});

test('short gaps are bridged, long ones and the ends are not', () => {
	expect([...bridged(signal, 1)]).toEqual([X, 1, 2, 3, 4, X, X, X, 8, 9]);
	expect([...bridged(signal, 3)]).toEqual([X, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(signal[3]).toBeNaN();
});

test('a filter runs on each stretch that is long enough', () => {
	const doubled = overGaps(signal, 2, (part) => part.map((v) => 2 * v));
	expect([...doubled]).toEqual([X, 2, 4, X, X, X, X, X, 16, 18]);
});
