/** What must not change when a signal is shifted, scaled, cut in pieces or turned round. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skinResponses } from '#lib/core/signal/eda/scr.ts';
import { tonicPhasic } from '#lib/core/signal/eda/tonic-phasic.ts';
import { butterworth, type Design } from '#lib/core/signal/filter/butterworth.ts';
import { causal, zeroPhase } from '#lib/core/signal/filter/zero-phase.ts';
import { rPeaks } from '#lib/core/signal/heart/ecg.ts';
import { cleanPpg, ppgBeats } from '#lib/core/signal/heart/ppg.ts';
import { localMaxima, prominence, prominences } from '#lib/core/signal/peaks.ts';
import { onsetPeakRise } from '#lib/core/signal/response/onset-peak-rise.ts';
import { lineLength } from '#lib/core/signal/respiration/line-length.ts';
import { runningMedian } from '#lib/core/signal/sampling/running-median.ts';
import { CausalFilter } from '#lib/core/signal/stream/causal-filter.ts';

const rateHz = 100;
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
/** Smoothed noise: the same seed gives the same trace. */
function wander(seed: number, length: number): Float64Array {
	let state = seed;
	let level = 0;
	return Float64Array.from({ length }, () => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		level = 0.95 * level + (state / 0x7fffffff - 0.5);
		return level;
	});
}
const designs: fc.Arbitrary<Design> = fc.oneof(
	fc.record({
		pass: fc.constantFrom('low' as const, 'high' as const),
		order: fc.integer({ min: 1, max: 5 }),
		cutoffHz: fc.double({ min: 0.5, max: 20, noNaN: true }),
		rateHz: fc.constant(rateHz)
	}),
	fc.record({
		pass: fc.constant('band' as const),
		order: fc.integer({ min: 1, max: 3 }),
		fromHz: fc.double({ min: 0.5, max: 5, noNaN: true }),
		toHz: fc.double({ min: 6, max: 30, noNaN: true }),
		rateHz: fc.constant(rateHz)
	})
);
/** What happens before the filter has forgotten its start, and after it sees its end, is left out. */
const inner = (values: Float64Array): Float64Array => values.subarray(300, values.length - 300);
function expectClose(a: Float64Array, b: Float64Array, most: number): void {
	expect(a).toHaveLength(b.length);
	expect(a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0)).toBeLessThan(
		most
	);
}

describe('filters', () => {
	test('live: the same bits for every way of cutting the signal', () => {
		const cuts = fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 12 });
		fc.assert(
			fc.property(designs, seeds, cuts, (design, seed, sizes) => {
				const sections = butterworth(design);
				const signal = wander(seed, 700);
				const filter = new CausalFilter(sections);
				const pieces: number[] = [];
				let from = 0;
				for (const size of [...sizes, 700]) {
					pieces.push(...filter.push(signal.subarray(from, from + size)));
					from += size;
				}
				expect(Float64Array.from(pieces)).toEqual(causal(signal, sections, signal[0]!));
			}),
			{ numRuns: 60 }
		);
	});

	test('without delay: a signal turned round comes out turned round', () => {
		fc.assert(
			fc.property(designs, seeds, (design, seed) => {
				const sections = butterworth(design);
				const signal = wander(seed, 1500);
				const there = zeroPhase(signal, sections, { pad: 600 });
				const back = zeroPhase(signal.toReversed(), sections, { pad: 600 }).toReversed();
				expectClose(inner(there), inner(back), 1e-3);
			}),
			{ numRuns: 60 }
		);
	});

	test('gain and offset pass through', () => {
		const factor = fc.double({ min: -50, max: 50, noNaN: true });
		fc.assert(
			fc.property(designs, seeds, factor, factor, (design, seed, gain, offset) => {
				const sections = butterworth(design);
				const signal = wander(seed, 900);
				const changed = zeroPhase(
					signal.map((value) => offset + gain * value),
					sections
				);
				const passes = design.pass === 'low' ? offset : 0;
				const expected = zeroPhase(signal, sections).map((value) => passes + gain * value);
				expectClose(changed, expected, 1e-6);
			}),
			{ numRuns: 60 }
		);
	});

	test('the exact parts of skin conductance always add up', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const eda = wander(seed, 800);
				const { tonic, phasic } = tonicPhasic(eda, rateHz);
				expectClose(
					tonic.map((value, i) => value + phasic[i]!),
					eda,
					1e-12
				);
			}),
			{ numRuns: 30 }
		);
	});

	test('the median follows gain, offset and direction exactly', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: -4, max: 4 }), (seed, gain) => {
				const signal = wander(seed, 200);
				const plain = runningMedian(signal, 9);
				expectClose(
					runningMedian(
						signal.map((v) => 3 + gain * v),
						9
					),
					plain.map((v) => 3 + gain * v),
					1e-12
				);
				expect(runningMedian(signal.toReversed(), 9).toReversed()).toEqual(plain);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('detectors', () => {
	test('prominence in one pass is that of each peak', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 }), (list) => {
				const signal = Float64Array.from(list);
				const peaks = localMaxima(signal);
				const each = peaks.map((peak) => prominence(signal, peak));
				expect([...prominences(signal, peaks)]).toEqual(each);
			})
		);
	});

	test('responses do not move with the level and grow with the gain', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 0, max: 8 }), (seed, power) => {
				const eda = wander(seed, 600).map((value) => Math.round(value * 1024) / 1024);
				const gain = 2 ** power;
				const plain = skinResponses(eda, 0.05);
				const other = skinResponses(
					eda.map((value) => 8 + gain * value),
					0.05 * gain
				);
				expect(other).toEqual(plain.map((one) => ({ ...one, amplitude: one.amplitude * gain })));
			}),
			{ numRuns: 40 }
		);
	});

	const train = (width: number, start: number): Float64Array =>
		Float64Array.from({ length: 3000 }, (_, i) => {
			const near = Math.round((i - start) / 83);
			return Math.exp(-(((i - start - 83 * near) / width) ** 2));
		});

	test('beats shift with the signal and do not depend on gain, offset or polarity', () => {
		const gains = fc.double({ min: 0.01, max: 1000, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 40 }), gains, (shift, gain) => {
				const late = (beats: readonly number[]): number[] =>
					beats.filter((at) => at > 300 + shift && at < 2800);
				const moved = (width: number): Float64Array =>
					train(width, 40 + shift).map((value) => 7 + gain * value);
				const expected = Array.from({ length: 40 }, (_, k) => 40 + shift + 83 * k);
				expect(late(ppgBeats(cleanPpg(moved(14), rateHz), rateHz))).toEqual(late(expected));
				expect(late(rPeaks(moved(1.5), rateHz))).toEqual(late(expected));
				expect(
					late(
						rPeaks(
							moved(1.5).map((value) => -value),
							rateHz
						)
					)
				).toEqual(late(expected));
			}),
			{ numRuns: 15 }
		);
	});

	test('line length is additive, and the same backwards', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 1, max: 4 }), (seed, middle) => {
				const trace = wander(seed, 501);
				const of = (time: number, duration: number, values = trace): number =>
					lineLength(values, rateHz, { time, duration })!;
				expect(of(0, middle) + of(middle, 5 - middle)).toBeCloseTo(of(0, 5), 9);
				expect(of(0, 5, trace.toReversed())).toBeCloseTo(of(0, 5), 9);
			})
		);
	});

	test('the rise by onset and peak ignores the level and follows the gain', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const trace = wander(seed, 3000).map((value) => Math.round(value * 1024) / 1024);
				const of = (values: Float64Array) =>
					onsetPeakRise(values, rateHz, { time: 3, answer: 5 }, { withInflection: false });
				const plain = of(trace);
				expect(of(trace.map((value) => 16 + 4 * value))).toEqual({
					...plain,
					amplitude: 4 * plain.amplitude
				});
				expect(plain.amplitude).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 40 }
		);
	});
});
