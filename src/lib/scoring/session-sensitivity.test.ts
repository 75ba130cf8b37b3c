import { describe, expect, test } from 'vitest';
import { basis, chance, session } from '../../../tests/fixtures/measured-session.ts';
import type { MeasuredSession } from './session-channels.ts';
import { sessionSensitivity, type SensitivityRow } from './session-sensitivity.ts';

const named = (rows: readonly SensitivityRow[], kind: string) =>
	rows.filter(({ change }) => change.kind === kind);

describe('five questions, three of them with the largest response to the key', () => {
	const found = sessionSensitivity(session(5, [0, 1, 2]), basis);

	test('all data: 6 points of 10', () => {
		expect(found.whole).toMatchObject({ statistic: 6, outcome: 'inconclusive', isOther: false });
		expect(found.whole?.p).toBeCloseTo(286 / 3125, 12);
	});

	test('without a question that carries the result, and without one that does not', () => {
		const rows = named(found.rows, 'without-question');
		expect(rows.map(({ statistic }) => statistic)).toEqual([4, 4, 4, 6, 6]);
		expect(rows[0]?.p).toBeCloseTo(chance(4, 4), 12);
		expect(rows[3]?.p).toBeCloseTo(chance(4, 6), 12);
		expect(rows.map(({ outcome }) => outcome)).toEqual([
			...Array<string>(3).fill('inconclusive'),
			...Array<string>(2).fill('responds')
		]);
		expect(rows.map(({ isOther }) => isOther)).toEqual([false, false, false, true, true]);
	});

	test('one chart, nothing excluded, all of one quality: there is nothing else to change', () => {
		expect(found.rows).toHaveLength(5);
	});

	test('each value in turn; without its key a question does not count', () => {
		expect(found.values).toHaveLength(25);
		const key = found.values.find(
			({ change }) => change.kind === 'without-value' && change.presentation === 16
		);
		expect(key).toMatchObject({ statistic: 6, outcome: 'responds', isOther: true });
	});
});

test('what people changed is taken back, on this channel only', () => {
	const at = { chart: 1, channel: 'EDA', reason: 'cough' };
	const changed: MeasuredSession = {
		...session(5, [0, 1, 2]),
		exclusions: [
			{ ...at, presentation: 1 },
			{ ...at, channel: 'RSP', presentation: 2 }
		],
		overrides: [{ ...at, presentation: 16, fromSample: 1, toSample: 2, value: 9, automatic: 0.01 }]
	};
	const { whole, rows } = sessionSensitivity(changed, basis);
	// question 0 lost its key, question 3 won its own
	expect(whole).toMatchObject({ statistic: 6 });
	expect(whole?.p).toBeCloseTo(chance(4, 6), 12);
	const [putBack] = named(rows, 'put-back');
	expect(putBack).toMatchObject({ change: { values: 1 }, statistic: 8 });
	const [automatic] = named(rows, 'automatic-values');
	expect(automatic).toMatchObject({ change: { values: 1 }, statistic: 4 });
});

test('charts are left out in turn, and the weakest values together', () => {
	const two = session(5, [0, 1, 2], 2);
	// of 50 values six are worse than the others: the first question of chart 2 and one more
	const rows = two.rows.map((row, i) => ({ ...row, quality: i >= 25 && i < 31 ? 0.4 : 0.9 }));
	const found = sessionSensitivity({ ...two, rows }, basis);
	expect(named(found.rows, 'without-chart').map(({ statistic }) => statistic)).toEqual([6, 6]);
	expect(named(found.rows, 'without-weakest')).toMatchObject([{ change: { values: 6 } }]);
});

test('a channel that cannot be scored has no sensitivity', () => {
	const none = { ...session(1, []), rows: [] };
	expect(sessionSensitivity(none, basis)).toEqual({ whole: null, rows: [], values: [] });
});
