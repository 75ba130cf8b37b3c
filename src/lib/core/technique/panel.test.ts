import { expect, test } from 'vitest';
import { binomialAtLeast } from '../statistics/binomial.ts';
import { countsOf, largestAtLeast, panelTest, readChoices } from './panel.ts';

/** Every way n people can choose among m items, one by one: mⁿ outcomes, all equally likely. */
function* outcomes(n: number, m: number): Generator<number[]> {
	for (let code = 0; code < m ** n; code++) {
		const counts = Array.from({ length: m }, () => 0);
		for (let person = 0, rest = code; person < n; person++, rest = Math.floor(rest / m))
			counts[rest % m]! += 1;
		yield counts;
	}
}

test.each([
	[6, 5],
	[8, 4],
	[9, 3],
	[14, 2],
	[5, 7]
])('%i people and %i items: the same as counting every outcome', (n, m) => {
	const all = [...outcomes(n, m)];
	for (let count = 0; count <= n; count++) {
		const share = (is: (counts: number[]) => boolean) => all.filter(is).length / all.length;
		const key = share((counts) => counts[0]! >= count);
		const most = share((counts) => Math.max(...counts) >= count);
		expect(binomialAtLeast(count, n, 1 / m)).toBeCloseTo(key, 12);
		expect(largestAtLeast(count, n, m)).toBeCloseTo(most, 12);
	}
});

test('published values: five of ten right with five choices is .0328, and the birthday problem is a largest count', () => {
	// binomial tables, n = 10, p = .20: P(X ≥ 5) = .0328; n = 20, p = .20: P(X ≥ 8) = .0321
	expect(binomialAtLeast(5, 10, 0.2)).toBeCloseTo(0.0328, 4);
	expect(binomialAtLeast(8, 20, 0.2)).toBeCloseTo(0.0321, 4);
	// two of 23 people with the same birthday: .5073; three of 88: .5111 (Feller 1968 II.3; Klamkin & Newman 1967)
	expect(largestAtLeast(2, 23, 365)).toBeCloseTo(0.5073, 4);
	expect(largestAtLeast(3, 88, 365)).toBeCloseTo(0.5111, 4);
});

test('large panels stay exact enough, and a fair one is no reason to doubt', () => {
	const test200 = panelTest([80, 30, 30, 30, 30], 0);
	expect(test200.pKey).toBeLessThan(1e-9);
	expect(test200.pMost).toBeGreaterThanOrEqual(test200.pKey!);
	expect(panelTest([4, 4, 4, 4, 4], 2)).toMatchObject({ people: 20, key: 4, most: 4, pMost: 1 });
	expect(panelTest([1, 9], null)).toMatchObject({ key: null, pKey: null });
	expect(() => panelTest([0, 0], 0)).toThrow(expect.objectContaining({ code: 'technique/panel' }));
});

test('choices are read from numbers or words, however they are separated', () => {
	const texts = ['铁盒', 'vase, blue', '鞋盒'];
	const { chosen, unread } = readChoices('1，2；３\n铁盒\nVase, blue\n 鞋盒 、1\nshoe', texts);
	expect(chosen).toEqual([0, 1, 2, 0, 1, 2, 0]);
	expect(unread).toEqual(['shoe']);
	expect(countsOf(chosen, 3)).toEqual([3, 2, 2]);
	expect(readChoices('0,4,-1', texts)).toEqual({ chosen: [], unread: ['0', '4', '-1'] });
});
