import { expect, test } from 'vitest';
import { reduce } from '../session/reduce.ts';
import { coinClub } from '../../../../tests/fixtures/coin-club.ts';
import { measurementCsv } from './measurement-csv.ts';

const state = reduce(coinClub('s-1', 5, 'zh-CN'));
const rows = measurementCsv(state).split('\r\n');

test('one line for every measurement, with what people left out', () => {
	expect(rows[0]?.startsWith('\ufeffchart,presentation,question')).toBe(true);
	expect(rows).toHaveLength(2 + state.measured!.measurements.length);
	const out = rows.filter((row) => row.includes('记录中有走动声'));
	expect(out).toHaveLength(1);
	expect(out[0]).toMatch(/^1,15,/);
	expect(rows.filter((row) => row.includes('artifact-DB'))).toHaveLength(2);
});

test('no text begins a formula, whatever it says; quotation marks and line breaks stay inside a field', () => {
	for (const begin of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=cmd|" /C calc"!A0']) {
		const [question] = state.questions;
		const items = question!.items.map((item) => ({ ...item, text: begin }));
		const other = { ...state, questions: [{ ...question!, items }, ...state.questions.slice(1)] };
		const text = measurementCsv(other);
		expect(text).not.toMatch(/(^|,)"?[=+@\t]/m);
		expect(text).toContain(`'${begin}`.replaceAll('"', '""'));
	}
	const negative = { ...state.measured!.measurements[0]!, value: -1.5 };
	const numbers = measurementCsv({
		...state,
		measured: { software: '', measurements: [negative] }
	});
	expect(numbers).toContain(',-1.5,');
});
