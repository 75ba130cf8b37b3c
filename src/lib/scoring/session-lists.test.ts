import { expect, test } from 'vitest';
import type { ItemRole } from '#lib/core/session/question.ts';
import type { MeasuredSession } from './session-channels.ts';
import { irrelevantTable, searchTable } from './session-lists.ts';

type Row = MeasuredSession['rows'][number];

const listed = (questionId: string, items: readonly (readonly [string, ItemRole])[]) => ({
	questionId,
	items: items.map(([itemId, role]) => ({ itemId, role }))
});
/** One chart on one channel, in the order of asking. */
function chart(
	number: number,
	{ questionId, channel, feature }: Record<'questionId' | 'channel' | 'feature', string>,
	given: readonly (readonly [itemId: string, value: number | null])[]
): Row[] {
	return given.map(([itemId, value], i) => ({
		...{ chart: number, presentation: i + 1, questionId, itemId, channel, feature },
		...{ value, quality: 1, exclusion: value === null ? 'voided' : '' }
	}));
}

const list = listed('l', [
	['b', 'buffer'],
	['x', 'item'],
	['y', 'item'],
	['z', 'item']
]);
const eda = { questionId: 'l', channel: 'EDA', feature: 'scr-amplitude' };
const rsp = { questionId: 'l', channel: 'RSP', feature: 'line-length' };

test('a search: one repetition for each chart, items in the order of the list whatever was asked first', () => {
	const rows = [
		...chart(2, eda, [
			['b', 9],
			['z', 3],
			['y', 2],
			['x', 1]
		]),
		...chart(1, eda, [
			['b', 9],
			['x', 4],
			['y', 5],
			['z', 6]
		]),
		...chart(1, rsp, [
			['b', 9],
			['x', 7],
			['y', 7],
			['z', 8]
		])
	];
	const exclusions = [{ chart: 2, presentation: 2, channel: 'EDA', reason: 'cough' }];
	expect(searchTable({ questions: [list], rows, exclusions }, list)).toEqual({
		...{ form: 'search', items: ['x', 'y', 'z'] },
		channels: [
			{
				...{ channel: 'EDA', sensor: 'eda', stronger: 'larger' },
				repetitions: [
					{ chart: 1, values: [4, 5, 6] },
					{ chart: 2, values: [1, 2, { value: 3, excluded: 'cough' }] }
				]
			},
			{
				...{ channel: 'RSP', sensor: 'respiration', stronger: 'smaller' },
				repetitions: [
					{ chart: 1, values: [7, 7, 8] },
					{ chart: 2, values: [null, null, null] }
				]
			}
		]
	});
});

test('an item that was read out again counts with its last response that can be scored', () => {
	const rows = chart(1, eda, [
		...([
			['b', 9],
			['x', null],
			['y', 5],
			['z', 6]
		] as const),
		...([
			['x', 2],
			['y', null]
		] as const)
	]);
	const table = searchTable({ questions: [list], rows }, list);
	expect(table!.channels[0]!.repetitions[0]!.values).toEqual([2, 5, 6]);
});

test('nothing measured, or one item alone, is no search', () => {
	expect(searchTable({ questions: [list], rows: [] }, list)).toBeNull();
	const one = listed('l', [
		['b', 'buffer'],
		['x', 'item']
	]);
	const rows = chart(1, eda, [
		['b', 9],
		['x', 1]
	]);
	expect(searchTable({ questions: [one], rows }, one)).toBeNull();
});

const series = listed('s', [
	['i1', 'neutral'],
	['r1', 'relevant'],
	['i2', 'neutral'],
	['r2', 'relevant']
]);
const rise = { questionId: 's', channel: 'EDA', feature: 'eda-rise' };

test('relevant among irrelevant: what is asked first in a chart is not compared with', () => {
	const rows = [
		...chart(1, rise, [
			['i1', 50],
			['r1', 4],
			['i2', 1],
			['r2', 2]
		]),
		...chart(2, rise, [
			['i2', 40],
			['r2', 3],
			['i1', 5],
			['r1', 6]
		])
	];
	const table = irrelevantTable({ questions: [series], rows }, series);
	// the relevant question, then i1 and i2; the first of each chart has no value
	expect(
		table!.channels[0]!.questions.map((one) => [
			one.questionId,
			one.chart,
			one.keyIndex,
			one.values
		])
	).toEqual([
		['r1', 1, 0, [4, null, 1]],
		['r2', 1, 0, [2, null, 1]],
		['r1', 2, 0, [6, 5, null]],
		['r2', 2, 0, [3, 5, null]]
	]);
});

test('a series without irrelevant questions has nothing to compare with', () => {
	const alone = listed('s', [
		['r1', 'relevant'],
		['r2', 'relevant']
	]);
	const rows = chart(1, rise, [
		['r1', 4],
		['r2', 2]
	]);
	expect(irrelevantTable({ questions: [alone], rows }, alone)).toBeNull();
	expect(irrelevantTable({ questions: [series], rows: [] }, series)).toBeNull();
});
