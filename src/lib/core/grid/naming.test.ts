import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { filtered, type FilteredSlice } from './filter.ts';
import { dimensions, indicatorChannels, stages, type Rating, type Slice } from './model.ts';
import { named } from './naming.ts';

const rating = (index: number, more: Partial<Rating> = {}): Rating => ({
	...{ item: `i${String(index)}`, stage: 'S2', dimension: index % 2 === 0 ? 'C' : 'E' },
	...{ channel: index < 4 ? 'verbal' : 'behaviour', value: 1, reliability: null },
	...more
});
/** A slice that may just be named. */
function slice(
	posterior: readonly number[],
	ratings = 8,
	more: Partial<Rating> = {}
): FilteredSlice {
	const weighted = Array.from({ length: ratings }, (_, i) => ({
		...{ rating: rating(i, more), value: 1 as const, weight: 0.7 }
	}));
	const likelihood = { log: [0, 0, 0, 0], effectiveItems: 3, tempering: 0.4, weighted };
	return { predicted: posterior, posterior, likelihood };
}
const just = [0.15, 0.5, 0.0, 0.35];
const agreed = { distance: 0.25, ageMinutes: 29.9 };
const against = (one: FilteredSlice | undefined, how: Partial<typeof agreed> = {}) => {
	const found = named(one, { ...agreed, ...how }, model);
	return found.state === null ? found.obstacles : [];
};

describe('a stage is named just at the limits, and not below any of them', () => {
	test('at all of them together', () => {
		expect(named(slice(just), agreed, model)).toMatchObject({ state: 'S2', probability: 0.5 });
	});

	test('probability .50, lead .15', () => {
		expect(against(slice([0.16, 0.499, 0, 0.341]))).toEqual(['probability']);
		expect(against(slice([0.1, 0.52, 0, 0.38]))).toEqual(['lead']);
	});

	test('8 rated items, 4 of them verbal, in 2 dimensions', () => {
		expect(against(slice(just, 7))).toEqual(['few-items']);
		const fewVerbal = slice(just);
		const weighted = fewVerbal.likelihood.weighted.map((one, i) =>
			i === 0 ? { ...one, rating: { ...one.rating, channel: 'nonverbal' as const } } : one
		);
		expect(against({ ...fewVerbal, likelihood: { ...fewVerbal.likelihood, weighted } })).toEqual([
			'few-verbal-items'
		]);
		expect(against(slice(just, 8, { dimension: 'V' }))).toEqual(['one-dimension']);
	});

	test('total variation .25 between raters, less than 30 minutes old', () => {
		expect(against(slice(just), { distance: 0.2501 })).toEqual(['raters-differ']);
		expect(against(slice(just), { ageMinutes: 30 })).toEqual(['old']);
		expect(against(undefined)).toEqual(['no-slice']);
	});
});

test('indicators without weight do not count towards the eight', () => {
	const ratings = Array.from({ length: 8 }, (_, i) =>
		rating(i, { value: 3, reliability: i === 7 ? 0 : 1 })
	);
	const [one] = filtered([{ ratings, breakMinutes: 0 }], model);
	expect(against(one)).toContain('few-items');
});

test('a slice in which nothing was seen moves no stage: what was predicted stays', () => {
	const any: fc.Arbitrary<Rating> = fc.record({
		item: fc.string({ minLength: 1, maxLength: 4 }),
		stage: fc.constantFrom(...stages),
		dimension: fc.constantFrom(...dimensions),
		channel: fc.constantFrom(...indicatorChannels),
		value: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
		reliability: fc.constantFrom(null, 0, 0.7, 1)
	});
	const slices: fc.Arbitrary<Slice[]> = fc.array(
		fc.record({ ratings: fc.array(any, { maxLength: 8 }), breakMinutes: fc.constantFrom(0, 45) }),
		{ maxLength: 3 }
	);
	fc.assert(
		fc.property(slices, fc.array(any, { maxLength: 8 }), (before, unseen) => {
			const ratings = unseen.map((one) => ({ ...one, value: null }));
			const last = filtered([...before, { ratings, breakMinutes: 0 }], model).at(-1)!;
			last.posterior.forEach((p, i) => expect(p).toBeCloseTo(last.predicted[i]!, 12));
		})
	);
});
