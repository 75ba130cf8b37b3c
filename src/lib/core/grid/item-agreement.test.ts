import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid, gridLaboratoryOfFiles as rules } from '../../../../tests/fixtures/grid-content.ts';
import { simulatedInterviews } from '../../../../tests/fixtures/coded-interviews.ts';
import { gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { itemPlaces, type CodedInterview } from './calibration-data.ts';
import { coderCertification } from './coder-certification.ts';
import { itemAgreement, itemWeight, ordinalAlpha, weightedKappa } from './item-agreement.ts';

const value = fc.constantFrom(0, 1, 2, 3);

/** Kappa from its definition, 1 − Σ w·o ÷ Σ w·e, over every pair of cases. */
function bruteKappa(units: readonly (readonly number[])[]): number {
	const observed = units.reduce((sum, [a = 0, b = 0]) => sum + (a - b) ** 2, 0) / units.length;
	let expected = 0;
	for (const [a = 0] of units) for (const [, b = 0] of units) expected += (a - b) ** 2;
	return 1 - observed / (expected / units.length ** 2);
}

/** Alpha from its definition over pairs of values: within units against over all. */
function bruteAlpha(units: readonly (readonly number[])[]): number {
	const all = units.flat();
	const count = (category: number): number => all.filter((one) => one === category).length;
	const apart = (a: number, b: number): number => {
		if (a === b) return 0;
		const [low, high] = [Math.min(a, b), Math.max(a, b)];
		let between = 0;
		for (let category = low; category <= high; category++) between += count(category);
		return (between - (count(low) + count(high)) / 2) ** 2;
	};
	let observed = 0;
	for (const unit of units)
		for (let i = 0; i < unit.length; i++)
			for (let j = 0; j < unit.length; j++)
				if (i !== j) observed += apart(unit[i]!, unit[j]!) / (unit.length - 1);
	let expected = 0;
	for (let i = 0; i < all.length; i++)
		for (let j = 0; j < all.length; j++) if (i !== j) expected += apart(all[i]!, all[j]!);
	return 1 - observed / all.length / (expected / (all.length * (all.length - 1)));
}

describe('kappa and alpha', () => {
	test('are those of their definitions, counted out', () => {
		const units = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 14 });
		fc.assert(
			fc.property(units, (pairs) => {
				const [kappa, alpha] = [weightedKappa(pairs), ordinalAlpha(pairs)];
				if (kappa !== null) expect(kappa).toBeCloseTo(bruteKappa(pairs), 9);
				if (alpha !== null) expect(alpha).toBeCloseTo(bruteAlpha(pairs), 9);
				expect(alpha === null).toBe(new Set(pairs.flat()).size === 1);
			})
		);
	});

	test('give the reference’s .805 and .826 on twelve segments, seven the same', () => {
		// the reference prints no table; this one has its figures to three places
		const a = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3];
		const b = [0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3];
		const pairs = a.map((one, i) => [one, b[i]!]);
		expect(pairs.filter(([x, y]) => x === y)).toHaveLength(7);
		expect(weightedKappa(pairs)).toBeCloseTo(0.805, 3);
		expect(ordinalAlpha(pairs)).toBeCloseTo(0.826, 3);
	});
});

const places = itemPlaces(grid.cells);
const simulate = (persons: number, noise: number, agreed = false): CodedInterview[] =>
	simulatedInterviews(model, places, { persons, segments: 6, seed: 11, noise, agreed });

describe('agreement on an indicator', () => {
	test('is full where both saw the same, and low where they drew lots', () => {
		const same = itemAgreement(simulate(12, 0), 'S2C-1', rules, model.reliability);
		expect(same).toMatchObject({ segments: 72, persons: 12, exact: 1, weight: 1 });
		expect(same.alpha?.value).toBeCloseTo(1, 12);
		const lots = itemAgreement(simulate(12, 1), 'S2C-1', rules, model.reliability);
		expect(lots.alpha!.value).toBeLessThan(rules.usedFrom.value);
		expect(lots.weight).toBe(0);
		const { interval, value: alpha } = lots.alpha!;
		expect(interval![0]).toBeLessThan(alpha);
		expect(interval![1]).toBeGreaterThan(alpha);
	});

	test('has an interval by person: the same segments of fewer persons say less', () => {
		const many = simulate(24, 0.5);
		const width = (data: readonly CodedInterview[]): number => {
			const [low, high] = itemAgreement(data, 'S2C-1', rules, 0.7).alpha!.interval!;
			return high - low;
		};
		// the very same segments, once said to come from four persons: whole persons are drawn again
		const few = many.map((one, i) => ({ ...one, person: `p${String(i % 4)}` }));
		expect(itemAgreement(few, 'S2C-1', rules, 0.7).alpha!.value).toBeCloseTo(
			itemAgreement(many, 'S2C-1', rules, 0.7).alpha!.value,
			12
		);
		expect(width(few)).not.toBeCloseTo(width(many), 6);
		// one person's segments give no interval at all
		const alone = many.map((one) => ({ ...one, person: 'p' }));
		expect(itemAgreement(alone, 'S2C-1', rules, 0.7).alpha!.interval).toBeNull();
	});

	test('without anything is unknown and leaves the default', () => {
		expect(itemAgreement([], 'S2C-1', rules, 0.7)).toEqual({
			...{ item: 'S2C-1', segments: 0, persons: 0, exact: null, kappa: null, alpha: null },
			weight: 0.7
		});
	});
});

describe('the weight of an indicator', () => {
	const enough = { segments: 50, persons: 10 };
	test.each([
		[0.8, 1],
		[0.95, 1],
		[0.799, 0.799],
		[0.667, 0.667],
		[0.666, 0],
		[-0.2, 0],
		[null, 0.7]
	])('of alpha %s is %s', (alpha, weight) => {
		expect(itemWeight(alpha, enough, rules, 0.7)).toBe(weight);
	});

	test.each([
		{ segments: 49, persons: 10 },
		{ segments: 50, persons: 9 }
	])('of too small a sample may fall but never rise: %o', (sample) => {
		expect(itemWeight(0.95, sample, rules, 0.7)).toBe(0.7);
		expect(itemWeight(0.68, sample, rules, 0.7)).toBe(0.68);
		expect(itemWeight(0.2, sample, rules, 0.7)).toBe(0);
	});
});

describe('certification of coders', () => {
	test('is against agreed ratings: a coder who draws lots is not certified', () => {
		const good = coderCertification(simulate(3, 0.05, true), rules);
		expect(good.map(({ rater, isCertified }) => [rater, isCertified])).toEqual([
			['coder-a', true],
			['coder-b', true],
			['coder-c', true]
		]);
		const poor = coderCertification(simulate(3, 0.9, true), rules);
		expect(poor.every(({ isCertified }) => !isCertified)).toBe(true);
	});

	test('needs segments with agreed ratings, and enough of them', () => {
		expect(coderCertification(simulate(3, 0), rules)).toEqual([]);
		const [one] = coderCertification(simulate(1, 0, true), rules);
		expect(one).toMatchObject({ segments: 6, isCertified: false });
	});
});
