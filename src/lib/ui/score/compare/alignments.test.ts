import { expect, test } from 'vitest';
import { reduce } from '#lib/core/session/reduce.ts';
import { preparedLog } from '../../../../../tests/fixtures/session-log.ts';
import { alignments } from './alignments.ts';

type Asked = readonly (readonly [questionId: string, itemId: string, sample: number])[];

/** Two charts of 100 and 200 samples per second. */
function charts(asked: readonly [Asked, Asked], starts: readonly [number?, number?], voided = '') {
	const log = preparedLog('s');
	asked.forEach((of, index) => {
		const chart = index + 1;
		const order = of.map(([questionId, itemId], i) => ({
			presentation: i + 1,
			questionId,
			itemId
		}));
		log.add('chart-started', {
			...{ chart, seed: 7, order, profile: 'p', profileSha256: '0'.repeat(64) },
			...{ file: `chart-0${chart}.bdf`, startedUtc: '2026-11-24T00:00:20.000Z' },
			...{ rateHz: 100 * chart, columns: [{ name: 'EDA', kind: 'eda', unit: 'uS' }] }
		});
		const start = starts[index];
		if (start !== undefined) log.add('chart-announced', { chart, what: 'X', sample: start });
		of.forEach(([questionId, itemId, sample], i) => {
			const { id } = log.add('question-asked', {
				...{ chart, presentation: i + 1, questionId, itemId, sample }
			});
			if (`${chart} ${i + 1}` === voided)
				log.add('mark-corrected', { eventId: id, sample: null, void: true, reason: 'spoken over' });
		});
	});
	const [one, other] = reduce(log.events, 's').charts;
	return alignments(one!, other!);
}

const first: Asked = [
	['q1', 'q1i0', 1000],
	['q1', 'q1i1', 3000],
	['q1', 'q1i2', 5000]
];
const second: Asked = [
	['q1', 'q1i2', 2000],
	['q1', 'q1i0', 6000],
	['q2', 'q2i0', 9000]
];

test('what both charts have is offered, in seconds of each, in the order of the first', () => {
	expect(charts([first, second], [500, 800])).toMatchObject([
		{ id: 'start', anchors: [5, 4] },
		{ questionId: 'q1', itemId: 'q1i0', anchors: [10, 30] },
		{ questionId: 'q1', itemId: 'q1i2', anchors: [50, 10] },
		{ id: 'recording', anchors: [0, 0] }
	]);
});

test('without a start in both, and with nothing in common, the first sample is left', () => {
	expect(charts([first, second], [500])[0]).toMatchObject({ itemId: 'q1i0' });
	expect(charts([first, [['q3', 'q3i0', 10]]], []).map(({ id }) => id)).toEqual(['recording']);
});

test('an item asked twice goes first with first and second with second; what was voided goes with nothing', () => {
	const twice = (from: number): Asked => [
		['q1', 'q1i0', from],
		['q1', 'q1i0', from + 1000]
	];
	const both = charts([twice(1000), twice(4000)], []);
	expect(both.map(({ anchors }) => anchors)).toEqual([
		[10, 20],
		[20, 25],
		[0, 0]
	]);
	expect(charts([first, second], [], '2 1').map((one) => 'itemId' in one && one.itemId)).toEqual([
		...['q1i0', false]
	]);
});
