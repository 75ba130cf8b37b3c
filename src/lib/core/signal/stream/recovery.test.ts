import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recoveryOf, type RecoveryState } from './recovery.ts';

const settings = {
	...{ baselineS: 3, latencyMostS: 5, leastRiseUs: 0.05, leftShare: 0.25 },
	...{ flatUsPerS: 0.01, flatS: 3, averageS: 0.5 }
};
const RATE = 50;
const BEFORE_S = 5;

/** Skin conductance of one response (Bateman function): latency 2 s, rise 0.7 s, recovery `tauS`. */
function response(seconds: number, { size = 1, tauS = 3, levelUs = 5, driftUsPerS = 0 } = {}) {
	return Float64Array.from({ length: Math.round((BEFORE_S + seconds) * RATE) }, (_, i) => {
		const t = i / RATE - BEFORE_S - 2;
		const shape = t < 0 ? 0 : 1.9 * (Math.exp(-t / tauS) - Math.exp(-t / 0.7));
		return levelUs + driftUsPerS * (i / RATE) + size * shape;
	});
}
const stateAt = (seconds: number, given = {}): RecoveryState =>
	recoveryOf(response(seconds, given), RATE, BEFORE_S * RATE, settings).state;

test('a response is waited for, runs, and comes back', () => {
	expect([1, 4, 8, 16].map((at) => stateAt(at))).toEqual([
		'waiting',
		'responding',
		'responding',
		'returned'
	]);
});

test('without a response it says so only after one could have come', () => {
	expect(stateAt(4, { size: 0 })).toBe('waiting');
	expect(stateAt(6, { size: 0 })).toBe('none');
	// slow fall of the level is no response
	expect(stateAt(20, { size: 0, driftUsPerS: -0.02 })).toBe('none');
});

test('a level that stays up is flat, never returned', () => {
	const state = recoveryOf(response(25, { tauS: 1e6 }), RATE, BEFORE_S * RATE, settings);
	expect(state.state).toBe('flat');
	expect(state.left).toBeGreaterThan(0.9);
});

test('missing samples are not judged', () => {
	const values = response(10);
	values.fill(Number.NaN, values.length - 5);
	expect(recoveryOf(values, RATE, BEFORE_S * RATE, settings).state).toBe('unknown');
	const early = response(10);
	early.fill(Number.NaN, 3 * RATE, 4 * RATE);
	expect(recoveryOf(early, RATE, BEFORE_S * RATE, settings).state).toBe('unknown');
	expect(recoveryOf(response(5), RATE, 10, settings).state).toBe('unknown');
});

test('it looks back only: what comes later changes no earlier answer', () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0.1, max: 6, noNaN: true }),
			fc.integer({ min: 1, max: 20 }),
			fc.integer({ min: 1, max: 20 }),
			(size, seconds, more) => {
				const long = response(seconds + more, { size });
				const cut = long.slice(0, Math.round((BEFORE_S + seconds) * RATE));
				const before = Float64Array.from(cut);
				const found = recoveryOf(cut, RATE, BEFORE_S * RATE, settings);
				expect(found).toEqual(
					recoveryOf(response(seconds, { size }), RATE, BEFORE_S * RATE, settings)
				);
				expect(cut).toEqual(before);
			}
		)
	);
});

test('the state does not depend on the level, nor on the size of a clear response', () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0.5, max: 30, noNaN: true }),
			fc.double({ min: 0.6, max: 8, noNaN: true }),
			fc.integer({ min: 0, max: 30 }),
			(levelUs, size, seconds) => {
				fc.pre(seconds > 3);
				const plain = stateAt(seconds, { size });
				expect(stateAt(seconds, { size, levelUs })).toBe(plain);
			}
		)
	);
});
