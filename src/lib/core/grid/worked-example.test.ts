/** The worked example of the interview reference §3.4, as its reference program prints it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { contributions } from './contributions.ts';
import { dimensionShares, leading } from './dimension-shares.ts';
import { filtered, totalVariation } from './filter.ts';
import {
	gridModel,
	type Dimension,
	type IndicatorChannel,
	type Rating,
	type Slice,
	type Stage
} from './model.ts';
import { named } from './naming.ts';
import { sensitivityOf } from './sensitivity.ts';
import { moved, powerOf } from './transition.ts';
import { parameterUncertainty } from './uncertainty.ts';

const model = gridModel.parse(parse(readFileSync('protocols/grid/model.yaml', 'utf8')) as unknown);

const CHANNELS: Record<string, IndicatorChannel> = {
	V: 'verbal',
	B: 'behaviour',
	P: 'paraverbal',
	N: 'nonverbal'
};
/** Two indicators per cell of the live form, with their channels. */
const FORM: Readonly<Record<string, string>> = {
	...{ S1C: 'VV', S1E: 'VN', S1V: 'VB', S2C: 'VV', S2E: 'BV', S2V: 'VV' },
	...{ S3C: 'VV', S3E: 'VV', S3V: 'VB' }
};
type Value = Rating['value'];

function slice(given: Readonly<Record<string, readonly [Value, Value]>>, breakMinutes = 0): Slice {
	return {
		breakMinutes,
		ratings: Object.entries(FORM).flatMap(([cell, channels]) =>
			[...channels].map((channel, i) => ({
				item: `${cell}-${i}`,
				stage: cell.slice(0, 2) as Stage,
				dimension: cell.slice(2) as Dimension,
				channel: CHANNELS[channel] ?? 'verbal',
				value: (given[cell] ?? [0, 0])[i] ?? null,
				reliability: null
			}))
		)
	};
}

const slices = [
	slice({ S1C: [3, 2], S1E: [1, 2], S1V: [2, 2], S2C: [0, 1], S3E: [0, 1] }),
	slice({
		S1C: [1, 1],
		S1E: [0, 1],
		S1V: [1, 0],
		S2C: [2, 3],
		S2E: [1, 1],
		S2V: [1, null],
		S3E: [0, 1]
	}),
	slice(
		{ S1C: [0, 1], S1E: [0, 1], S2C: [3, 2], S2E: [2, 1], S2V: [2, 2], S3C: [1, 0], S3E: [1, 1] },
		45
	),
	slice({ S1E: [0, 1], S2C: [3, 3], S2E: [2, 1], S2V: [2, 2], S3C: [1, 1], S3E: [0, 1] })
];
const found = filtered(slices, model);
const rounded = (values: readonly number[] | undefined, digits = 3): number[] =>
	(values ?? []).map((value) => Number(value.toFixed(digits)));

describe('the worked example', () => {
	test.each([
		[0, [-2.36, -4.24, -4.77, -3.18], [0.3, 0.2, 0.05, 0.45], [0.563, 0.057, 0.008, 0.371], 4.09],
		[
			1,
			[-3.29, -2.86, -4.2, -3.22],
			[0.498, 0.114, 0.023, 0.365],
			[0.464, 0.163, 0.009, 0.364],
			4.05
		],
		[
			2,
			[-4.11, -2.74, -3.82, -3.79],
			[0.371, 0.222, 0.053, 0.354],
			[0.205, 0.486, 0.039, 0.27],
			4.09
		],
		[3, [-4.4, -2.78, -3.82, -3.85], [0.22, 0.435, 0.065, 0.279], [0.073, 0.729, 0.038, 0.16], 4.09]
	])('slice %i', (index, log, predicted, posterior, effective) => {
		const one = found[index]!;
		expect(rounded(one.likelihood.log, 2)).toEqual(log);
		expect(rounded(one.predicted)).toEqual(predicted);
		expect(rounded(one.posterior)).toEqual(posterior);
		expect(one.likelihood.effectiveItems).toBeCloseTo(effective, 2);
	});

	test('the dimensions of the second stage after slice 4', () => {
		const { alpha, shares, intervals } = dimensionShares(slices, 'S2', model);
		expect(rounded(alpha, 2)).toEqual([8.15, 4.65, 5.89]);
		expect(rounded(shares)).toEqual([0.436, 0.249, 0.315]);
		expect(rounded(intervals[0], 2)).toEqual([0.29, 0.58]);
		expect(leading(alpha)[0]).toBeCloseTo(0.66, 1);
		const cells = shares.map((share) => share * (found[3]?.posterior[1] ?? 0));
		expect(rounded(cells)).toEqual([0.318, 0.181, 0.23]);
	});

	test('what is named: guarded, nothing, nothing, testing', () => {
		const names = found.map((one) => named(one, { distance: null, ageMinutes: 1 }, model));
		expect(names.map(({ state }) => state)).toEqual(['S1', null, null, 'S2']);
		expect(names[1]).toMatchObject({ obstacles: ['probability', 'lead'] });
	});

	test('the 80 % interval from parameters', () => {
		const { low, high } = parameterUncertainty(slices, model);
		// other draws than the reference program's: .385–.950, .008–.284, .006–.342
		expect(low[1]).toBeCloseTo(0.385, 1);
		expect(high[1]).toBeCloseTo(0.95, 1);
		expect(high[0]).toBeCloseTo(0.284, 1);
		expect(high[3]).toBeCloseTo(0.342, 1);
	});

	test('a second rater who differs by a point withdraws the call', () => {
		const other = slices.map((one, i) => ({
			...one,
			ratings: one.ratings.map((rating): Rating => {
				if (i < 2 || rating.value === null || rating.stage === 'S3') return rating;
				const value = rating.stage === 'S2' ? rating.value - 1 : rating.value + 1;
				return { ...rating, value: Math.min(3, Math.max(0, value)) as Value };
			})
		}));
		const second = filtered(other, model).at(-1)!;
		expect(rounded(second.posterior)).toEqual([0.516, 0.261, 0.02, 0.203]);
		const distance = totalVariation(second.posterior, found[3]!.posterior);
		expect(distance).toBeCloseTo(0.486, 3);
		expect(named(found[3], { distance, ageMinutes: 1 }, model)).toEqual({
			state: null,
			obstacles: ['raters-differ']
		});
	});

	test.each([
		[0.1, 0.914],
		[0.3, 0.594],
		[0.5, 0.457]
	])('with a correlation of %f the probability of testing is %f', (itemCorrelation, expected) => {
		const posterior = filtered(slices, { ...model, itemCorrelation }).at(-1)?.posterior;
		expect(posterior?.[1]).toBeCloseTo(expected, 3);
	});

	test('the strip of correlations is .91, .73, .59, .46', () => {
		const strip = sensitivityOf([slices], 'S2', model);
		expect(
			strip.map(({ correlation, probability }) => [correlation, rounded([probability], 2)[0]])
		).toEqual([
			...[
				[0.1, 0.91],
				[0.2, 0.73],
				[0.3, 0.59],
				[0.5, 0.46]
			]
		]);
		// two raters who say the same are one
		expect(sensitivityOf([slices, slices], 'S2', model)).toEqual(strip);
	});

	test('controls: nothing seen leaves the grid, nothing rated says nothing, a nonverbal sign says little', () => {
		const zero = slice({});
		const one = filtered([zero], model).at(-1)?.posterior;
		expect(rounded(one)).toEqual([0.076, 0.029, 0.01, 0.885]);
		const three = filtered([zero, zero, zero], model).at(-1)?.posterior;
		expect(rounded(three)).toEqual([0.008, 0.004, 0.003, 0.986]);
		const missing = {
			...zero,
			ratings: zero.ratings.map((rating) => ({ ...rating, value: null }))
		};
		expect(filtered([missing], model).at(-1)?.posterior).toEqual([...model.start]);
		const sign: Rating = {
			...{ item: 'x', stage: 'S3', dimension: 'E', channel: 'nonverbal' },
			...{ value: 3, reliability: null }
		};
		const alone = filtered([{ ratings: [sign], breakMinutes: 0 }], model).at(-1)?.posterior;
		expect(rounded(alone)).toEqual([0.289, 0.237, 0.075, 0.399]);
	});

	test('a slice of a rater who was not blind counts half, and all others as before', () => {
		expect(model.unblindedWeight).toBe(0.5);
		const [first, ...rest] = slices;
		const half = filtered([{ ...first!, weight: model.unblindedWeight }, ...rest], model);
		half[0]!.likelihood.log.forEach((log, i) =>
			expect(log).toBeCloseTo((found[0]!.likelihood.log[i] ?? 0) / 2, 12)
		);
		expect(half[1]!.likelihood.log).toEqual(found[1]!.likelihood.log);
		// nearer to what was thought before it
		const moved = (ends: typeof found) => totalVariation(ends[0]!.posterior, model.start);
		expect(moved(half)).toBeLessThan(moved(found));
		expect(
			filtered(
				slices.map((one) => ({ ...one, weight: 1 })),
				model
			)
		).toEqual(found);
	});

	test('a pause flattens what was known', () => {
		const last = found[3]!.posterior;
		const after = (n: number): number[] => rounded(moved(last, powerOf(model.transition, n)));
		expect(after(1)).toEqual([0.12, 0.621, 0.073, 0.186]);
		expect(after(3)).toEqual([0.179, 0.476, 0.118, 0.227]);
		expect(after(6)).toEqual([0.219, 0.365, 0.148, 0.268]);
		// an overnight gap counts as 8 slices, as in the reference
		const overnight = filtered([...slices, { ratings: [], breakMinutes: 720 }], model).at(-1);
		expect(rounded(overnight?.predicted)).toEqual([0.23, 0.327, 0.157, 0.286]);
	});

	test('the contributions add up to the difference of two states', () => {
		const why = contributions(found[3]!, model);
		expect([why.state, why.other]).toEqual(['S2', 'O']);
		const sum = why.contributions.reduce((total, { amount }) => total + amount, 0);
		const { log } = found[3]!.likelihood;
		expect(sum).toBeCloseTo((log[1] ?? 0) - (log[3] ?? 0), 12);
		expect(why.contributions[0]?.rating.stage).toBe('S2');
	});
});
