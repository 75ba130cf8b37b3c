import { describe, expect, test } from 'vitest';
import { combinedItems } from './combined-items.ts';
import type { TableOf } from './tables.ts';

const how = {
	transform: (values: readonly number[]) => values,
	weightOf: () => 1,
	unusable: null
};
const row = (values: (number | null)[], chart = 1) => ({
	questionId: 'q',
	chart,
	values,
	keyIndex: 0
});
const channel = (
	name: string,
	questions: ReturnType<typeof row>[],
	sensor: TableOf<'details'>['channels'][number]['sensor'] = 'other'
) => ({ channel: name, sensor, stronger: 'larger' as const, questions });
const valuesOf = (...channels: ReturnType<typeof channel>[]) =>
	combinedItems({ form: 'details', channels }, how).questions[0]?.values;

describe('an item', () => {
	test('is averaged over charts, then over channels', () => {
		const a = channel('a', [row([1, 2]), row([3, 2], 2)]);
		expect(valuesOf(a, channel('b', [row([4, 0])]))).toEqual([3, 1]);
	});

	test('two belts share one weight', () => {
		const belts = ['x', 'y'].map((name) => channel(name, [row([9, 0])], 'respiration'));
		expect(valuesOf(channel('a', [row([1, 1])], 'eda'), ...belts)).toEqual([5, 0.5]);
	});

	test('counts where it was measured; nowhere measured, it is left out', () => {
		const a = channel('a', [row([1, null, 2, null])]);
		expect(valuesOf(a, channel('b', [row([3, 4, null, null])]))).toEqual([2, 4, 2]);
	});
});

test('a question without its key is named and left out; with none left it is refused', () => {
	const other = { ...row([1, 2]), questionId: 'r' };
	const { questions, excluded } = combinedItems(
		{ form: 'details', channels: [channel('a', [row([null, 1, 2]), other])] },
		how
	);
	expect(questions.map(({ questionId }) => questionId)).toEqual(['r']);
	expect(excluded).toEqual([
		{ where: 'a chart 1 q item 1', reason: 'not-measured' },
		{ where: 'q', reason: 'key-or-foils-not-scorable' }
	]);
	expect(() => valuesOf(channel('a', [row([null, 1, 2])]))).toThrow(
		expect.objectContaining({ code: 'scoring/too-few-items' }) as Error
	);
});
