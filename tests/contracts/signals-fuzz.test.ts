/**
 * Any length, any rate, any holes: every pipeline gives numbers that are numbers, or says no with a refusal of its own.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { analysedKinds } from '#lib/core/signal/analysis/recording-channel.ts';
import { recordingReport } from '#lib/core/signal/analysis/recording-report.ts';
import { cleanEda } from '#lib/core/signal/eda/clean.ts';
import { decomposed, decompositions } from '#lib/core/signal/eda/decomposition.ts';
import { gradientPeaks } from '#lib/core/signal/heart/gradient-peaks.ts';
import { rPeaks } from '#lib/core/signal/heart/ecg.ts';
import { cleanPpg, ppgBeats } from '#lib/core/signal/heart/ppg.ts';
import { hrvFrequency } from '#lib/core/signal/hrv/frequency-domain.ts';
import { hrvTime } from '#lib/core/signal/hrv/time-domain.ts';
import { onsetPeakRise } from '#lib/core/signal/response/onset-peak-rise.ts';
import { breaths } from '#lib/core/signal/respiration/cycles.ts';
import { cleanRespiration } from '#lib/core/signal/respiration/clean.ts';
import { hilbertVolumePerTime } from '#lib/core/signal/respiration/hilbert-volume.ts';
import { slidingLineLength } from '#lib/core/signal/respiration/sliding-line-length.ts';

// machines may be busy
vi.setConfig({ testTimeout: 60_000 });

const shapes = ['noise', 'steps', 'constant', 'ramp', 'clipped', 'spikes', 'beats'] as const;
/** A made-up signal. */
interface Recipe {
	readonly shape: (typeof shapes)[number];
	readonly seed: number;
	readonly length: number;
	readonly rateHz: number;
	readonly scale: number;
	readonly offset: number;
	/** Runs of missing samples: where they begin and end, as shares of the length. */
	readonly gaps: readonly (readonly [number, number])[];
}
const recipes: fc.Arbitrary<Recipe> = fc.record({
	shape: fc.constantFrom(...shapes),
	seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
	length: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2000 })),
	rateHz: fc.oneof(
		fc.constantFrom(1, 4, 10, 32, 62.4725, 100, 249.89, 1000),
		fc.double({ min: 1, max: 2000, noNaN: true })
	),
	scale: fc.constantFrom(1e-9, 1, 1e6),
	offset: fc.constantFrom(0, 5, -1e5),
	gaps: fc.array(
		fc.tuple(
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.double({ min: 0, max: 1, noNaN: true })
		),
		{
			maxLength: 4
		}
	)
});

function made({ shape, seed, length, rateHz, scale, offset, gaps }: Recipe): Float64Array {
	let state = seed;
	const noise = (): number => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return state / 0x7fffffff - 0.5;
	};
	const values = Float64Array.from({ length }, (_, i) => {
		const wave = noise();
		const of: Record<(typeof shapes)[number], number> = {
			noise: wave,
			steps: Math.floor(i / 97) % 3,
			constant: 1,
			ramp: i / 100,
			clipped: Math.max(-0.1, Math.min(0.1, Math.sin(i / 20))),
			spikes: wave > 0.49 ? 50 : 0,
			beats: Math.exp(-(((((i / rateHz) * 1.2) % 1) * 20 - 10) ** 2))
		};
		return offset + scale * of[shape];
	});
	for (const [a, b] of gaps)
		values.fill(
			Number.NaN,
			Math.floor(Math.min(a, b) * length),
			Math.floor(Math.max(a, b) * length)
		);
	return values;
}

/** The value, or null for a refusal; anything else thrown is a bug. */
function attempted<T>(make: () => T): T | null {
	try {
		return make();
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('signal/')) return null;
		throw error;
	}
}

function expectNumbers(value: unknown, where = ''): void {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) expect.unreachable(`${where} is ${value}`);
	} else if (value instanceof Float64Array) {
		if (value.some((one) => !Number.isFinite(one))) expect.unreachable(`${where} holds no number`);
	} else if (value !== null && typeof value === 'object')
		for (const [key, part] of Object.entries(value)) expectNumbers(part, `${where}.${key}`);
}

const filled = (recipe: Recipe): Float64Array => made({ ...recipe, gaps: [] });
const runs = { numRuns: 120, seed: 31 };

describe('parts of the pipelines on whole traces', () => {
	const parts: Readonly<Record<string, (values: Float64Array, rateHz: number) => unknown>> = {
		'cleaned skin conductance': cleanEda,
		'R waves': (values, rateHz) => rPeaks(values, rateHz),
		'R waves by steepness': (values, rateHz) => gradientPeaks(values, rateHz),
		'pulse beats': (values, rateHz) => ppgBeats(cleanPpg(values, rateHz), rateHz),
		breaths: (values, rateHz) => breaths(cleanRespiration(values, rateHz)),
		'volume by phase': (values, rateHz) => hilbertVolumePerTime(values, rateHz),
		'rise by onset and peak': (values, rateHz) =>
			onsetPeakRise(values, rateHz, { time: 0.3, answer: null }, { withInflection: true }),
		'line length': (values, rateHz) => slidingLineLength(values, rateHz, { time: 0, answer: 2 })
	};
	test.each(Object.entries(parts))('%s', (_, part) => {
		fc.assert(
			fc.property(recipes, (recipe) => {
				expectNumbers(attempted(() => part(filled(recipe), recipe.rateHz)));
			}),
			runs
		);
	});

	test.each(decompositions)('decomposition by %s', (method) => {
		fc.assert(
			fc.property(recipes, (recipe) => {
				expectNumbers(
					attempted(() => decomposed(filled(recipe), Math.min(50, recipe.rateHz), method))
				);
			}),
			{ ...runs, numRuns: 60 }
		);
	});

	test('variability of any intervals', () => {
		const lengths = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { maxLength: 300 });
		fc.assert(
			fc.property(lengths, fc.boolean(), (list, isStrict) => {
				let to = 0;
				const intervals = list.map((length) => ({ from: to, to: (to += length) }));
				expectNumbers(hrvTime(list, { isStrict }));
				expectNumbers(hrvFrequency(intervals, { isStrict }));
			}),
			{ numRuns: 60, seed: 32 }
		);
	});
});

describe('reports of whatever was recorded', () => {
	test.each(analysedKinds)(
		'%s',
		(kind) => {
			const events = fc.array(
				fc.record({
					time: fc.double({ min: -10, max: 500, noNaN: true }),
					answer: fc.option(fc.double({ min: -10, max: 500, noNaN: true }))
				}),
				{ maxLength: 3 }
			);
			const methods = fc.record({
				eda: fc.constantFrom(...decompositions),
				ecg: fc.constantFrom('pan-tompkins' as const, 'gradient' as const)
			});
			fc.assert(
				fc.property(recipes, events, methods, fc.boolean(), (recipe, asked, chosen, hasLimits) => {
					const { rateHz, offset, scale } = recipe;
					const limits = hasLimits ? ([offset - scale, offset + scale] as const) : null;
					const channel = {
						name: 'X',
						kind,
						unit: kind === 'eda' ? 'uS' : '',
						rateHz,
						values: made(recipe),
						limits
					};
					const report = recordingReport([channel], asked, chosen);
					expectNumbers(report);
					expect(JSON.parse(JSON.stringify(report))).toEqual(report);
					expect(report.events).toHaveLength(asked.length);
				}),
				runs
			);
		},
		60_000
	);

	test('several channels of different rates at once', () => {
		fc.assert(
			fc.property(recipes, recipes, (one, two) => {
				const channels = [one, two].map((recipe, i) => ({
					name: `c${i}`,
					kind: i === 0 ? ('eda' as const) : ('rsp' as const),
					unit: '',
					rateHz: recipe.rateHz,
					values: made(recipe),
					limits: null
				}));
				expectNumbers(recordingReport(channels, [{ time: 1, answer: null }]));
			}),
			{ ...runs, numRuns: 60 }
		);
	});
});
