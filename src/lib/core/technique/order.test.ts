import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyPositionProbabilities, presentationOrder, type OrderableQuestion } from './order.ts';

function list(questions: number, foils: number): OrderableQuestion[] {
	return Array.from({ length: questions }, (_, q) => ({
		questionId: `q${q}`,
		items: [
			{ itemId: `q${q}-key`, role: 'key' as const },
			...Array.from({ length: foils }, (_, f) => ({
				itemId: `q${q}-foil-${f}`,
				role: 'foil' as const
			})),
			{ itemId: `q${q}-buffer`, role: 'buffer' as const }
		]
	}));
}

const shape = fc.record({
	questions: fc.integer({ min: 1, max: 8 }),
	foils: fc.integer({ min: 1, max: 8 }),
	seed: fc.integer({ min: 0, max: 0xffffffff }),
	chart: fc.integer({ min: 1, max: 9 })
});

/** Positions (0-based within the question) of the key of question 0, one per seed. */
function keyPlaces(foils: number, seeds: number): number[] {
	return Array.from({ length: seeds }, (_, seed) =>
		presentationOrder({ questions: list(1, foils), seed, chart: 1 }).findIndex(
			(place) => place.itemId === 'q0-key'
		)
	);
}

/** Pearson's statistic of counts against expected shares. */
function chiSquare(counts: readonly number[], shares: readonly number[]): number {
	const total = counts.reduce((sum, count) => sum + count, 0);
	return counts.reduce((sum, count, i) => {
		const expected = total * (shares[i] ?? 0);
		return expected === 0 ? sum : sum + (count - expected) ** 2 / expected;
	}, 0);
}

describe('the presentation order', () => {
	test('presents every item of every question once, numbered from 1, questions unbroken', () => {
		fc.assert(
			fc.property(shape, ({ questions, foils, seed, chart }) => {
				const order = presentationOrder({ questions: list(questions, foils), seed, chart });
				expect(order.map((place) => place.presentation)).toEqual(order.map((_, i) => i + 1));
				expect(new Set(order.map((place) => place.itemId)).size).toBe(questions * (foils + 2));
				for (let i = 0; i < order.length; i += foils + 2)
					expect(new Set(order.slice(i, i + foils + 2).map((p) => p.questionId)).size).toBe(1);
			})
		);
	});

	test('puts the buffer first in every question', () => {
		fc.assert(
			fc.property(shape, ({ questions, foils, seed, chart }) => {
				const order = presentationOrder({ questions: list(questions, foils), seed, chart });
				for (let i = 0; i < order.length; i += foils + 2)
					expect(order[i]!.itemId).toMatch(/buffer$/);
			})
		);
	});

	test('is the same for the same seed and another for another seed or chart', () => {
		const questions = list(6, 5);
		const first = presentationOrder({ questions, seed: 7, chart: 1 });
		expect(presentationOrder({ questions, seed: 7, chart: 1 })).toEqual(first);
		expect(presentationOrder({ questions, seed: 8, chart: 1 })).not.toEqual(first);
		expect(presentationOrder({ questions, seed: 7, chart: 2 })).not.toEqual(first);
	});

	test('never puts the key of a question without a buffer first', () => {
		const questions = list(1, 4).map((q) => ({
			...q,
			items: q.items.filter((item) => item.role !== 'buffer')
		}));
		for (let seed = 0; seed < 200; seed++)
			expect(presentationOrder({ questions, seed, chart: 1 })[0]!.itemId).not.toBe('q0-key');
	});

	test('refuses a question with two keys or none', () => {
		const [question] = list(1, 4);
		const items = question!.items.filter((item) => item.role !== 'key');
		const none = { questions: [{ ...question!, items }], seed: 1, chart: 1 };
		expect(() => presentationOrder(none)).toThrow('expected one key');
	});
});

describe('the place of the key', () => {
	test.each([3, 4, 5])(
		'with %i foils follows the stated probabilities over 20000 seeds',
		(foils) => {
			const shares = keyPositionProbabilities(foils + 2);
			const counts = shares.map(() => 0);
			for (const place of keyPlaces(foils, 20000)) counts[place]!++;
			expect(counts[0]).toBe(0);
			// 99.9 % quantile of chi-square with 5 degrees of freedom: 20.5
			expect(chiSquare(counts, shares)).toBeLessThan(20.5);
		}
	);

	test('foils and questions are evenly spread over their places', () => {
		const first = Array.from({ length: 6 }, () => 0);
		const foil = Array.from({ length: 6 }, () => 0);
		for (let seed = 0; seed < 6000; seed++) {
			const order = presentationOrder({ questions: list(6, 4), seed, chart: 1 });
			first[Number(order[0]!.questionId.slice(1))]!++;
			const inQuestion = order.filter((place) => place.questionId === 'q3');
			foil[inQuestion.findIndex((place) => place.itemId === 'q3-foil-0')]!++;
		}
		expect(
			chiSquare(
				first,
				first.map(() => 1 / 6)
			)
		).toBeLessThan(20.5);
		const key = keyPositionProbabilities(6);
		expect(
			chiSquare(
				foil,
				key.map((p, i) => (i === 0 ? 0 : (1 - p) / 4))
			)
		).toBeLessThan(18.5);
	});

	test('is chance at every place after the buffer', () => {
		for (let scored = 2; scored <= 9; scored++)
			expect(keyPositionProbabilities(scored + 1)).toEqual([
				0,
				...Array.from({ length: scored }, () => 1 / scored)
			]);
		expect(() => keyPositionProbabilities(2)).toThrow('expected a key and a foil');
	});

	test('whatever depends on the place alone finds the key as often as any foil', () => {
		// a response that only habituates: the strongest of the scored items is always the first after the buffer
		const found = Array.from({ length: 5 }, () => 0);
		for (let seed = 0; seed < 10000; seed++) {
			const order = presentationOrder({ questions: list(1, 4), seed, chart: 1 });
			const strongest = order[1]!.itemId;
			found[strongest.endsWith('key') ? 4 : Number(strongest.at(-1))]!++;
		}
		// 99.9 % quantile of chi-square with 4 degrees of freedom: 18.5
		expect(
			chiSquare(
				found,
				found.map(() => 1 / 5)
			)
		).toBeLessThan(18.5);
	});
});
