import { expect, test } from 'vitest';
import { arithmeticOf } from './session-arithmetic.ts';
import type { SessionChannel } from './session-channels.ts';

/** Worked example of the reference: six questions of five scored items, the key's place in each. */
const example: readonly (readonly [readonly number[], number])[] = [
	[[0.21, 0.18, 0.55, 0.3, 0.12], 2],
	[[0.15, 0.42, 0.2, 0.11, 0.09], 1],
	[[0.33, 0.28, 0.25, 0.61, 0.4], 3],
	[[0.1, 0.05, 0.12, 0.22, 0.31], 3],
	[[0.44, 0.2, 0.18, 0.15, 0.09], 0],
	[[0.27, 0.3, 0.52, 0.19, 0.14], 1]
];
const channel = (chart = 1): SessionChannel => ({
	...{ channel: 'EDA', feature: 'scr-amplitude', stronger: 'larger' },
	questions: example.map(([values, keyIndex], i) => ({
		...{ questionId: `q${i + 1}`, chart, values, keyIndex }
	}))
});

test('Lykken: points of each question, their sum, and the whole null distribution', () => {
	const found = arithmeticOf('lykken', channel())!;
	expect(found.rows.map(({ contribution }) => contribution)).toEqual([2, 2, 2, 1, 2, 1]);
	expect(found.rows[3]).toMatchObject({ items: 5, value: 0.22, rank: 2 });
	expect([found.combined, found.assignments]).toEqual([10, 15625]);
	const counts = [15625, 14896, 13438, 10765, 7795, 4825, 2647, 1206, 480, 150, 40, 7, 1];
	expect(found.tail.map(({ share }) => Math.round(share * 15625))).toEqual(counts);
	expect(found.tail.filter(({ isObserved }) => isObserved)).toEqual([
		{ value: 10, share: 40 / 15625, isObserved: true }
	]);
});

test('rank sum: the smaller the farther', () => {
	const found = arithmeticOf('rank-sum', channel())!;
	expect(found.rows.map(({ rank }) => rank)).toEqual([1, 1, 1, 2, 1, 2]);
	const observed = found.tail.find(({ isObserved }) => isObserved)!;
	// sums 6, 7 and 8 of six ranks 1…5: 1 + 6 + 21 ways
	expect(observed).toEqual({ value: 8, share: 28 / 15625, isObserved: true });
	expect([found.tail[0]?.value, found.tail.at(-1)?.value]).toEqual([6, 30]);
});

test('within-question z: mean, deviation and z of each key; a mean has no table', () => {
	const found = arithmeticOf('within-question-z', channel())!;
	expect(found.rows.map(({ contribution }) => Number(contribution.toFixed(3)))).toEqual([
		...[1.845, 1.898, 1.837, 0.644, 1.902, 0.122]
	]);
	expect(found.rows[0]?.mean).toBeCloseTo(0.272, 12);
	expect(found.rows[0]!.mean + 1.845 * found.rows[0]!.sd).toBeCloseTo(0.55, 3);
	expect(found.combined).toBeCloseTo(1.375, 3);
	expect(found.tail).toEqual([]);
});

test('over two charts a question is one term, and its key is exchanged in both together', () => {
	const two = { ...channel(), questions: [...channel().questions, ...channel(2).questions] };
	const found = arithmeticOf('lykken', two)!;
	expect(found.rows).toHaveLength(12);
	expect(found.terms.map(({ value }) => value)).toEqual([4, 4, 4, 2, 4, 2]);
	expect([found.combined, found.assignments]).toEqual([20, 15625]);
	expect(found.tail.find(({ isObserved }) => isObserved)?.share).toBe(40 / 15625);
});

test('a question without a scorable key has no row; a sum between two whole numbers is listed', () => {
	const questions = [
		{ questionId: 'a', chart: 1, values: [null, 1, 2], keyIndex: 0 },
		{ questionId: 'b', chart: 1, values: [3, 3, 1], keyIndex: 0 }
	];
	const found = arithmeticOf('lykken', { ...channel(), questions })!;
	expect(found.rows.map(({ questionId }) => questionId)).toEqual(['b']);
	// tied for the first place: (2 + 1) ÷ 2; two of three items get that
	expect(found.tail.find(({ isObserved }) => isObserved)).toEqual({
		...{ value: 1.5, share: 2 / 3, isObserved: true }
	});
});

test('a method that is not written out has no arithmetic', () => {
	expect(arithmeticOf('leave-one-out-z', channel())).toBeNull();
});
