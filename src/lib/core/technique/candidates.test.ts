import { expect, test } from 'vitest';
import { candidates } from './candidates.ts';

const row = (questionId: string, values: (number | null)[], keyIndex = 0) => ({
	questionId,
	values,
	keyIndex
});
const channel = (questions: ReturnType<typeof row>[]) => ({
	channel: 'EDA',
	stronger: 'larger' as const,
	questions
});
const same = (strengths: readonly number[]) => strengths;

test('adds an item up over its charts; where it is missing the chart’s mean stands in', () => {
	const found = candidates(channel([row('a', [5, 1, null]), row('a', [4, 2, 6])]), same, 'sum');
	expect(found).toEqual([{ questionId: 'a', values: [9, 3, 9], key: 0 }]);
});

test('means count only where the item was scorable, and other items also where the key is missing', () => {
	const found = candidates(channel([row('a', [null, 1, 3]), row('a', [4, 2, 6])]), same, 'mean');
	expect(found).toEqual([{ questionId: 'a', values: [4, 1.5, 4.5], key: 0 }]);
});

test('a question without its key in any chart, or with the key alone, is left out', () => {
	expect(candidates(channel([row('a', [null, 1, 3]), row('b', [4, null])]), same, 'sum')).toEqual(
		[]
	);
});

test('turns the sign where smaller is stronger', () => {
	const turned = { ...channel([row('a', [1, 2])]), stronger: 'smaller' as const };
	expect(candidates(turned, same, 'sum')[0]?.values).toEqual([-1, -2]);
});
