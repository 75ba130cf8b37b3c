import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skinResponses } from '../eda/scr.ts';
import { butterworth } from '../filter/butterworth.ts';
import { CausalFilter } from './causal-filter.ts';
import { LiveBeatFinder } from './live-beats.ts';
import { LiveResponseFinder } from './live-responses.ts';

const rateHz = 100;
const pulse = Float64Array.from(
	{ length: 3000 },
	(_, i) => 500 + 20 * Math.exp(-((((i % 80) - 40) / 10) ** 2))
);
const cuts = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 10 });

/** Pushes a signal in pieces of these sizes, the rest at the end. */
function inPieces<T>(
	signal: Float64Array,
	sizes: readonly number[],
	push: (piece: Float64Array) => readonly T[]
): T[] {
	const found: T[] = [];
	let from = 0;
	for (const size of [...sizes, signal.length]) {
		found.push(...push(signal.subarray(from, from + size)));
		from += size;
	}
	return found;
}

describe('live filter', () => {
	test('starts anew after a gap', () => {
		const sections = butterworth({ pass: 'low', order: 2, cutoffHz: 3, rateHz });
		const out = new CausalFilter(sections).push(Float64Array.of(5, 5, Number.NaN, 9, 9));
		expect([...out]).toEqual([
			expect.closeTo(5, 9),
			expect.closeTo(5, 9),
			Number.NaN,
			expect.closeTo(9, 9),
			expect.closeTo(9, 9)
		]);
	});
});

describe('live responses', () => {
	test('are those of the whole trace, however it is cut', () => {
		const values = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 80 });
		fc.assert(
			fc.property(values, cuts, (list, sizes) => {
				const trace = Float64Array.from(list);
				const finder = new LiveResponseFinder(2);
				const found = inPieces(trace, sizes, (piece) => finder.push(piece).ended);
				expect(found).toEqual(skinResponses(trace, 2));
			})
		);
	});

	test('a rise shows before its peak, and a gap ends it', () => {
		const finder = new LiveResponseFinder(0.5);
		expect(finder.push(Float64Array.of(3, 2, 3)).rising).toBe(1);
		expect(finder.push(Float64Array.of(Number.NaN, 2)).rising).toBe(0);
		expect(finder.push(Float64Array.of(1)).ended).toEqual([]);
	});
});

describe('live beats', () => {
	test('come at the rate of the pulse', () => {
		const beats = new LiveBeatFinder('ppg', rateHz).push(pulse);
		const steps = beats.slice(3).map((beat, k) => beat - beats[k + 2]!);
		expect(beats.length).toBeGreaterThan(33);
		expect(steps.every((step) => Math.abs(step - 80) <= 1)).toBe(true);
	});

	test('are the same however the signal is cut', () => {
		const whole = new LiveBeatFinder('ppg', rateHz).push(pulse);
		fc.assert(
			fc.property(cuts, (sizes) => {
				const finder = new LiveBeatFinder('ppg', rateHz);
				expect(inPieces(pulse, sizes, (piece) => finder.push(piece))).toEqual(whole);
			}),
			{ numRuns: 20 }
		);
	});

	test('of an electrocardiogram as well', () => {
		const ecg = Float64Array.from({ length: 5000 }, (_, i) =>
			Math.exp(-((((i % 200) - 100) / 3) ** 2))
		);
		const beats = new LiveBeatFinder('ecg', 250).push(ecg);
		expect(beats.slice(2).every((beat, k) => beat - beats[k + 1]! === 200)).toBe(true);
		expect(beats.length).toBeGreaterThan(22);
	});
});
