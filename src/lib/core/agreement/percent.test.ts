import { expect, test } from 'vitest';
import { percentAgreement } from './percent.ts';

test('10 of 20 agree: .5 with the textbook interval .272 … .728', () => {
	const pairs = Array.from({ length: 20 }, (_, i): [string, string] => [
		'a',
		i % 2 === 0 ? 'a' : 'b'
	]);
	const { value, interval } = percentAgreement(pairs);
	expect(value).toBe(0.5);
	expect(interval[0]).toBeCloseTo(0.272, 3);
	expect(interval[1]).toBeCloseTo(0.728, 3);
});

test('without a case there is no agreement', () => {
	expect(() => percentAgreement([])).toThrow(
		expect.objectContaining({ code: 'agreement/too-few' }) as Error
	);
});
