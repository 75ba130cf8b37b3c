import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { overlayChoices, reviewOverlays, reviewWindows } from './review-overlays.ts';
import type { ReviewedChart } from './reviewed-chart.ts';

const settings = parseMeasurementSettings(
	readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')
);
const chart: ReviewedChart = {
	...{ chart: 1, rateHz: 100, gaps: [], artifacts: [], announcedStart: null, announcedEnd: null },
	columns: [
		{ name: 'EDA', kind: 'eda', unit: 'uS' },
		{ name: 'PPG', kind: 'ppg', unit: '%' },
		{ name: 'RSP', kind: 'rsp', unit: '%' },
		{ name: 'ACC', kind: 'movement', unit: 'g' }
	],
	presentations: [
		{ presentation: 1, label: '1', askedSample: 2000, endedSample: 2300, answerSample: 2500 },
		{ presentation: 2, label: '2', askedSample: null, endedSample: null, answerSample: null }
	]
};
const all = new Set(overlayChoices);
const drawn = (windows = reviewWindows(settings), shown = all) =>
	reviewOverlays(chart, windows, shown).map(
		({ channel, kind, from, to }) => `${channel} ${kind} ${from}–${to}`
	);

test('the windows of the settings are drawn where their feature is measured', () => {
	expect(drawn()).toEqual([
		...['EDA evaluation 2000–3000', 'EDA latency 2000–2050', 'EDA onset 2050–2500'],
		...['PPG evaluation 2000–3500', 'PPG pulse 1700–2000', 'PPG pulse 2500–3000'],
		...['RSP evaluation 2000–3100', 'RSP answer 2350–2650']
	]);
});

test('who knows no settings sees the windows of the field', () => {
	expect(drawn(reviewWindows(null))).toContain('RSP evaluation 2000–3500');
	expect(drawn(reviewWindows(null))).toContain('EDA latency 2000–2050');
});

test('what is switched off is not drawn', () => {
	expect(drawn(reviewWindows(settings), new Set(['answer']))).toEqual(['RSP answer 2350–2650']);
});

test('a value shows its window, what it is compared with, and its rise', () => {
	const of = (channel: string, measured: object) =>
		reviewOverlays(chart, reviewWindows(settings), new Set(['measured']), {
			...{ presentation: 1, channel, measured }
		}).map(({ kind, from, to }) => `${kind} ${from}–${to}`);
	expect(of('PPG', { window: { from: 1700, to: 3500 } })).toEqual([
		...['baseline 1700–2000', 'measured 2000–3500']
	]);
	expect(of('EDA', { window: { from: 2050, to: 3000 }, rise: { from: 2200, to: 2450 } })).toEqual([
		...['measured 2050–3000', 'rise 2200–2450']
	]);
	expect(of('EDA', {})).toEqual([]);
});
