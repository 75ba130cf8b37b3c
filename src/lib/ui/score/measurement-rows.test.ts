import { expect, test } from 'vitest';
import { measuredPlace } from './measured-value.ts';
import { measurementRows, measurementSummary } from './measurement-rows.ts';

const row = (presentation: number, value: number | null) => ({
	...{ chart: 1, presentation, questionId: 'q1', itemId: 'i1', channel: 'EDA', quality: 1 },
	...{ feature: 'scr-amplitude', value, exclusion: value === null ? 'gap' : '' },
	window: { from: 500, to: 10_000 }
});
const cell = (presentation: number) => ({ chart: 1, presentation, channel: 'EDA' });
const state = {
	measured: { software: 'x', measurements: [row(1, 0.5), row(2, null), row(3, 0.2), row(4, null)] },
	exclusions: [{ ...cell(3), reason: 'talked' }],
	overrides: [
		{ ...cell(1), fromSample: 700, toSample: 900, value: 0.4, automatic: 0.5, reason: 'overlap' },
		{ ...cell(4), fromSample: 70, toSample: 90, value: 0.1, automatic: null, reason: 'clear rise' }
	],
	questions: []
};

test('an override counts in place of the automatic value, an exclusion takes it out, both stay visible', () => {
	const rows = measurementRows(state);
	expect(rows.map(({ counts }) => counts)).toEqual([0.4, null, null, 0.1]);
	expect(rows.map((one) => one.row.value)).toEqual([0.5, null, 0.2, null]);
	expect(measurementSummary(rows)).toEqual({
		...{ values: 2, notScorable: 1, excluded: 1, overridden: 2 }
	});
});

test('the trace shows where the value that counts was measured', () => {
	const [overridden, automatic] = measurementRows(state);
	const points = { from: 700, to: 900 };
	expect(measuredPlace(overridden!)).toEqual({ window: points, rise: points });
	expect(measuredPlace(automatic!).window).toEqual({ from: 500, to: 10_000 });
});
