import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { filtered, totalVariation } from './filter.ts';
import { sliceLikelihood } from './likelihood.ts';
import {
	dimensions,
	gridModel,
	gridStates,
	indicatorChannels,
	stages,
	type Rating,
	type Slice
} from './model.ts';
import { named } from './naming.ts';
import { powerOf, slicesApart } from './transition.ts';

const model = gridModel.parse(parse(readFileSync('protocols/grid/model.yaml', 'utf8')) as unknown);
const rating: fc.Arbitrary<Rating> = fc.record({
	item: fc.string({ minLength: 1, maxLength: 4 }),
	stage: fc.constantFrom(...stages),
	dimension: fc.constantFrom(...dimensions),
	channel: fc.constantFrom(...indicatorChannels),
	value: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, null),
	reliability: fc.constantFrom(null, 0.5, 0.9)
});
const slice: fc.Arbitrary<Slice> = fc.record({
	ratings: fc.array(rating, { maxLength: 12 }),
	breakMinutes: fc.constantFrom(0, 20, 45)
});

/** Posterior after the last slice by summing over every path of states. */
function enumerated(slices: readonly Slice[]): number[] {
	const logs = slices.map(({ ratings }) => sliceLikelihood(ratings, model).log);
	const powers = slices.map(({ breakMinutes }) =>
		powerOf(model.transition, slicesApart(breakMinutes, model))
	);
	const ends = gridStates.map(() => 0);
	const walk = (at: number, state: number, weight: number): void => {
		const here = weight * Math.exp(logs[at]?.[state] ?? 0);
		if (at === slices.length - 1) ends[state] = (ends[state] ?? 0) + here;
		else
			gridStates.forEach((_, next) =>
				walk(at + 1, next, here * (powers[at + 1]?.[state]?.[next] ?? 0))
			);
	};
	gridStates.forEach((_, state) => walk(0, state, model.start[state] ?? 0));
	const total = ends.reduce((sum, value) => sum + value, 0);
	return ends.map((value) => value / total);
}

describe('the filter', () => {
	test('equals the sum over every path', () => {
		fc.assert(
			fc.property(fc.array(slice, { minLength: 1, maxLength: 4 }), (slices) => {
				const posterior = filtered(slices, model).at(-1)?.posterior ?? [];
				expect(totalVariation(posterior, enumerated(slices))).toBeLessThan(1e-12);
			}),
			{ numRuns: 60 }
		);
	});

	test('does not depend on the order of ratings, and items not seen change nothing', () => {
		fc.assert(
			fc.property(slice, fc.array(rating, { maxLength: 5 }), ({ ratings }, others) => {
				const unseen = others.map((one) => ({ ...one, value: null }));
				const before = filtered([{ ratings, breakMinutes: 0 }], model)[0]!;
				const mixed = [...unseen, ...ratings.toReversed()];
				const after = filtered([{ ratings: mixed, breakMinutes: 0 }], model)[0]!;
				expect(totalVariation(before.posterior, after.posterior)).toBeLessThan(1e-12);
			})
		);
	});

	test('a higher rating of an indicator never makes its own stage less probable against off the grid', () => {
		fc.assert(
			fc.property(slice, rating, ({ ratings }, one) => {
				const odds = ([0, 1, 2, 3] as const).map((value) => {
					const all = [...ratings, { ...one, value }];
					const { posterior } = filtered([{ ratings: all, breakMinutes: 0 }], model)[0]!;
					return Math.log((posterior[stages.indexOf(one.stage)] ?? 0) / (posterior[3] ?? 1));
				});
				for (let i = 1; i < 4; i++) expect(odds[i]).toBeGreaterThanOrEqual(odds[i - 1]! - 1e-12);
			})
		);
	});

	test('a slice in which nothing could be rated names nothing', () => {
		fc.assert(
			fc.property(fc.array(slice, { maxLength: 4 }), (slices) => {
				const latest = filtered([...slices, { ratings: [], breakMinutes: 0 }], model).at(-1);
				expect(named(latest, { distance: null, ageMinutes: 0 }, model).state).toBeNull();
			})
		);
	});
});

describe('a transition to a power', () => {
	test('half a step twice is one step, and every row sums to 1', () => {
		const half = powerOf(model.transition, 0.5);
		const twice = half.map((row) =>
			row.map((_, j) => row.reduce((sum, value, k) => sum + value * (half[k]?.[j] ?? 0), 0))
		);
		model.transition.forEach((row, i) =>
			row.forEach((value, j) => expect(twice[i]?.[j]).toBeCloseTo(value, 12))
		);
		for (const row of powerOf(model.transition, 2.5))
			expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
	});

	test('states that do not stay are refused', () => {
		const swap = [
			[0, 1],
			[1, 0]
		];
		expect(() => powerOf(swap, 0.5)).toThrow('expected states that stay');
	});
});
