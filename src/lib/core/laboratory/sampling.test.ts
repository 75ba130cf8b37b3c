import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawSample, isDrawnAgain, sampleSize, type Candidate } from './sampling.ts';

const urn = (count: number, reviewers: readonly string[] = ['a', 'b']): Candidate[] =>
	Array.from({ length: count }, (_, index) => ({
		...{ sessionId: `s${String(index).padStart(3, '0')}`, conditions: [], reviewers }
	}));
const ids = (drawn: readonly { readonly sessionId: string }[]) =>
	drawn.map(({ sessionId }) => sessionId);

describe('how many tests are drawn', () => {
	test.each([
		[0, 0.2, 1, 0],
		[1, 0.2, 1, 1],
		[10, 0.2, 1, 2],
		[11, 0.2, 1, 3],
		// 0.2 × 15 is 3.0000000000000004 to the machine
		[15, 0.2, 1, 3],
		[3, 1, 0, 3],
		[5, 0, 0, 0]
	])('%i tests, share %f, at least %i: %i', (count, share, atLeast, wanted) => {
		expect(sampleSize(count, share, atLeast)).toBe(wanted);
	});
});

describe('a draw', () => {
	test('is the same for the same seed, whatever order the tests come in', () => {
		fc.assert(
			fc.property(fc.nat(0xffffffff), fc.integer({ min: 1, max: 40 }), (seed, count) => {
				const order = { seed, share: 0.3, atLeast: 1 };
				const drawn = drawSample(urn(count), order);
				expect(drawSample(urn(count).toReversed(), order)).toEqual(drawn);
				expect(new Set(ids(drawn)).size).toBe(drawn.length);
				const kept = {
					...{ drawId: 'd', kind: 'routine' as const, month: null, reason: '', seed, share: 0.3 },
					candidates: urn(count).map(({ sessionId }) => ({ sessionId, conditions: [] })),
					reviews: drawn.map((one) => ({ ...one, reviewId: 'r', due: '2026-12-01' }))
				};
				expect(isDrawnAgain(kept, 1)).toBe(true);
				const other = kept.reviews.map((one) => ({ ...one, sessionId: 'elsewhere' }));
				expect(isDrawnAgain({ ...kept, reviews: other }, 1)).toBe(false);
			})
		);
	});

	test('takes every test equally often', () => {
		const counts = new Map<string, number>();
		const draws = 4000;
		for (let seed = 0; seed < draws; seed++)
			for (const id of ids(drawSample(urn(10), { seed, share: 0.2, atLeast: 1 })))
				counts.set(id, (counts.get(id) ?? 0) + 1);
		// two of ten: 800 each, SD √(4000 × 0.2 × 0.8) = 25
		for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(5 * 25.3);
		expect(counts.size).toBe(10);
	});

	test('gives no test to somebody who took part, and spreads the work', () => {
		const reviewers = fc.subarray(['a', 'b', 'c']);
		fc.assert(
			fc.property(fc.nat(1000), fc.array(reviewers, { maxLength: 20 }), (seed, of) => {
				const candidates = of.map((free, index) => ({
					...urn(index + 1)[index]!,
					reviewers: free
				}));
				const drawn = drawSample(candidates, { seed, share: 1, atLeast: 0 });
				for (const { sessionId, reviewer } of drawn) {
					const free = candidates.find((one) => one.sessionId === sessionId)!.reviewers;
					if (free.length === 0) expect(reviewer).toBeNull();
					else expect(free).toContain(reviewer);
				}
			})
		);
		const drawn = drawSample(urn(9, ['a', 'b', 'c']), { seed: 3, share: 1, atLeast: 0 });
		for (const one of ['a', 'b', 'c'])
			expect(drawn.filter(({ reviewer }) => reviewer === one)).toHaveLength(3);
	});
});
