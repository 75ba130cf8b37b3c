import { expect, test } from 'vitest';
import { LabError } from '../errors.ts';
import { usable } from './cell.ts';
import { sensitivityOf } from './sensitivity.ts';
import type { TableOf } from './tables.ts';

const question = (chart: number, first: number | { value: number; excluded: string }) => ({
	questionId: 'q',
	chart,
	values: [first, 1],
	keyIndex: 0
});
const table: TableOf<'details'> = {
	form: 'details',
	channels: [
		{
			channel: 'EDA',
			sensor: 'eda',
			stronger: 'larger',
			questions: [question(1, 5), question(2, { value: 7, excluded: 'movement' })]
		},
		{ channel: 'HR', sensor: 'other', stronger: 'smaller', questions: [question(1, 3)] }
	]
};
/** Sum of the first values; refuses a table without any. */
function sum({ channels }: TableOf<'details'>) {
	const values = channels
		.flatMap(({ questions }) => questions.map(({ values: [first] }) => usable(first)))
		.filter((value) => value !== null);
	if (values.length === 0) throw new LabError('scoring/too-few-items', 'nothing');
	return { statistic: values.reduce((a, b) => a + b, 0), p: null, outcome: 'none' };
}

test('one row per channel, chart and for what was excluded; a refusal is a row', () => {
	const rest = { p: null, outcome: 'none' };
	expect(sensitivityOf(table, sum)).toEqual([
		{ kind: 'without-channel', name: 'EDA', statistic: 3, ...rest },
		{ kind: 'without-channel', name: 'HR', statistic: 5, ...rest },
		{ kind: 'without-chart', name: '1', refused: 'scoring/too-few-items' },
		{ kind: 'without-chart', name: '2', statistic: 8, ...rest },
		{ kind: 'with-excluded', name: '', statistic: 15, ...rest }
	]);
});

test('a bug of the method is no row', () => {
	expect(() =>
		sensitivityOf(table, () => {
			throw new TypeError('bug');
		})
	).toThrow(TypeError);
});

test('with one channel, one chart and nothing excluded there is nothing to change', () => {
	const [, hr] = table.channels;
	expect(sensitivityOf({ form: 'details', channels: [hr!] }, sum)).toEqual([]);
});
