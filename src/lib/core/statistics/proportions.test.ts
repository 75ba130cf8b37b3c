import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	exactInterval,
	fisherAtLeast,
	fisherTwoSided,
	lowerLimit,
	twoShares
} from './proportions.ts';

test('the tea tasting of Fisher: 4 of 4 right, p = 1/70; 3 of 4, p = 17/70', () => {
	expect(fisherAtLeast({ count: 4, of: 4 }, { count: 0, of: 4 })).toBeCloseTo(1 / 70, 14);
	expect(fisherAtLeast({ count: 3, of: 4 }, { count: 1, of: 4 })).toBeCloseTo(17 / 70, 14);
	// R, fisher.test: 0.4857
	expect(fisherTwoSided({ count: 3, of: 4 }, { count: 1, of: 4 })).toBeCloseTo(34 / 70, 14);
});

test('proportions of artifacts: 5 of 9 against 1 of 9, 3 of 9 against 2 of 9', () => {
	const clustered = twoShares({ count: 5, of: 9 }, { count: 1, of: 9 });
	expect(clustered.z).toBeCloseTo(2, 2);
	expect(clustered.p).toBeCloseTo(0.023, 3);
	const spread = twoShares({ count: 3, of: 9 }, { count: 2, of: 9 });
	expect(spread.z).toBeCloseTo(0.53, 2);
	expect(spread.p).toBeCloseTo(0.3, 2);
});

test('the textbook interval of 10 successes in 20 trials is .272 … .728', () => {
	const [low, high] = exactInterval({ count: 10, of: 20 });
	expect(low).toBeCloseTo(0.272, 3);
	expect(high).toBeCloseTo(0.728, 3);
});

test('none and all of n: the limits have a closed form', () => {
	expect(exactInterval({ count: 0, of: 10 })).toEqual([0, expect.closeTo(1 - 0.025 ** 0.1, 7)]);
	expect(exactInterval({ count: 10, of: 10 })).toEqual([expect.closeTo(0.025 ** 0.1, 7), 1]);
});

test('the lower limit of a whole number of successes leaves α above it', () => {
	// P(X ≥ 15 | n = 25, limit) = .05
	const limit = lowerLimit(15 / 25, 25, 0.05);
	let tail = 0;
	let ways = 1;
	for (let k = 0; k <= 25; k++) {
		if (k > 0) ways = (ways * (25 - k + 1)) / k;
		if (k >= 15) tail += ways * limit ** k * (1 - limit) ** (25 - k);
	}
	expect(tail).toBeCloseTo(0.05, 6);
});

test('exchanging the shares flips z', () => {
	const share = fc.tuple(fc.nat(9), fc.integer({ min: 9, max: 20 }));
	fc.assert(
		fc.property(share, share, ([a, m], [b, n]) => {
			const there = twoShares({ count: a, of: m }, { count: b, of: n });
			const back = twoShares({ count: b, of: n }, { count: a, of: m });
			expect(there.z + back.z).toBeCloseTo(0, 12);
		})
	);
});
