import { expect, test } from 'vitest';
import type { EventData } from '../session/event.ts';
import { automaticSheet } from './automatic-sheet.ts';
import type { SheetPlace } from './cells.ts';
import type { ScoringProcedure } from './scoring-procedure.ts';
import { scoreSheet } from './sheet.ts';

type Row = EventData<'chart-measured'>['measurements'][number];

const procedure: ScoringProcedure = {
	id: 'scoring-procedure',
	title: { zh: '人工评分', en: 'Manual scoring' },
	source: 'test',
	scale: 'seven-position',
	automaticHidden: true,
	thresholds: {
		'scr-amplitude': [1.25, 2, 3],
		'line-length': [1.1, 1.25, 1.5],
		'heart-rate-change': [2, 4, 6]
	},
	agreement: { leastWeightedKappa: 0.4, method: 'lykken' }
};

/** One question on one channel, one presentation per value. */
function question(feature: string, values: readonly (number | null)[]): Row[] {
	return values.map((value, i) => ({
		...{ chart: 1, presentation: i + 1, questionId: 'q', itemId: `i${i}`, channel: 'X', feature },
		...{ value, quality: 1, exclusion: value === null ? 'artifact-DB' : '' }
	}));
}
const places = (rows: readonly Row[]): SheetPlace[] =>
	rows.map(({ chart, presentation, questionId, itemId, channel }) => ({
		...{ chart, presentation, questionId, itemId, channel }
	}));

function scores(
	rows: readonly Row[],
	changed: Partial<Parameters<typeof automaticSheet>[0]> = {},
	rule = procedure
) {
	const state = {
		measured: { software: '', measurements: [...rows] },
		exclusions: [],
		overrides: []
	};
	const sheet = automaticSheet({ ...state, ...changed }, places(rows), rule);
	expect(scoreSheet.safeParse(sheet).success).toBe(true);
	return sheet.cells.map(({ score, note }) => score ?? note);
}

test('skin conductance: ratio to the mean of the others, upwards and downwards', () => {
	// others of the first: 0.2 → 3; of 0.2: mean of 0.6, 0.2, 0.2 = 0.333 → 1.67 times weaker
	expect(scores(question('scr-amplitude', [0.6, 0.2, 0.2, 0.2]))).toEqual([3, -1, -1, -1]);
	// 0.3 ÷ 0.24 is exactly the first limit; 0.24 against (0.3 + 0.24) ÷ 2 is 1.125 times weaker
	expect(scores(question('scr-amplitude', [0.3, 0.24, 0.24]))).toEqual([1, 0, 0]);
	// 0.5 against 0.2; 0.1 against 0.4 is 4 times weaker; 0.3 against 0.3
	expect(scores(question('scr-amplitude', [0.5, 0.1, 0.3]))).toEqual([2, -3, 0]);
});

test('no response at all is like the others; a lone one is as strong as can be', () => {
	expect(scores(question('scr-amplitude', [0, 0, 0]))).toEqual([0, 0, 0]);
	expect(scores(question('scr-amplitude', [0.1, 0, 0]))).toEqual([3, -3, -3]);
});

test('breathing: the shorter line is the stronger response', () => {
	// 8 against 10: 1.25; 10 against 9: 1.11 times longer
	expect(scores(question('line-length', [8, 10, 10]))).toEqual([2, -1, -1]);
});

test('heart rate: beats per minute below the others, below zero too', () => {
	// −5 against −1: 4 below; −1 against −3: 2 above
	expect(scores(question('heart-rate-change', [-5, -1, -1]))).toEqual([2, -1, -1]);
	expect(scores(question('heart-rate-change', [1, 0, -1]))).toEqual([0, 0, 0]);
});

test('on the scale of three positions only the first limit counts', () => {
	const rows = question('scr-amplitude', [0.6, 0.2, 0.2, 0.2]);
	expect(scores(rows, {}, { ...procedure, scale: 'three-position' })).toEqual([1, -1, -1, -1]);
});

test('what is not scorable says why and is not compared with', () => {
	const rows = question('scr-amplitude', [0.6, 0.2, null, 5]);
	const excluded = { chart: 1, presentation: 4, channel: 'X', reason: 'cough' };
	expect(scores(rows, { exclusions: [excluded] })).toEqual([3, -3, 'artifact-DB', 'cough']);
	expect(scores(question('scr-amplitude', [0.6, null]))).toEqual([
		'nothing-to-compare',
		'artifact-DB'
	]);
	expect(scores(rows, { measured: null })[0]).toBe('not-measured');
});

test('a value measured anew counts, also where there was none', () => {
	const rows = question('scr-amplitude', [0.2, 0.2, null]);
	const anew = { chart: 1, presentation: 3, channel: 'X', fromSample: 1, toSample: 2 };
	const override = { ...anew, value: 0.6, automatic: null, reason: 'the rise is clear' };
	// 0.2 against 0.4: 2 times weaker; 0.6 against 0.2
	expect(scores(rows, { overrides: [override] })).toEqual([-2, -2, 3]);
});

test('items are compared within their question, chart and channel only', () => {
	const rows = [
		...question('scr-amplitude', [0.6, 0.2]),
		...question('scr-amplitude', [9, 9]).map((row) => ({ ...row, chart: 2 })),
		...question('scr-amplitude', [7, 7]).map((row) => ({
			...{ ...row, questionId: 'r', presentation: row.presentation + 2 }
		}))
	];
	expect(scores(rows)).toEqual([3, -3, 0, 0, 0, 0]);
});
