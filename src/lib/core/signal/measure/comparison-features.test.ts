import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createRandom } from '../../random.ts';
import { measureChart, type MarkedChart, type Measurement } from '../measure.ts';
import { measureBetween } from './between.ts';
import { automaticPoints } from './automatic-points.ts';
import { comparisonMeasures } from './comparison-settings.ts';
import { parseMeasurementSettings } from './settings.ts';

const read = (name: string) => readFileSync(`protocols/scoring/${name}.yaml`, 'utf8');
const details = parseMeasurementSettings(read('cit-measures'));
const settings = {
	...details,
	comparison: comparisonMeasures.parse(parse(read('comparison-measures')))
};

const RATE = 100;
const SECONDS = 120;
const [FIRST, SECOND] = [30, 70];
const t = (i: number): number => i / RATE;
const trace = (at: (seconds: number) => number): Float64Array =>
	Float64Array.from({ length: SECONDS * RATE }, (_, i) => at(t(i)));
/** A rise of one unit that begins 2 s after this time, takes 3 s, and falls slowly. */
const bump = (s: number, from: number): number => {
	const since = s - from - 2;
	if (since <= 0) return 0;
	return since < 3 ? 0.5 - 0.5 * Math.cos((Math.PI * since) / 3) : Math.exp(-(since - 3) / 6);
};
/** Waves of the finger, 1.2 a second; their height falls to this share 5 to 10 s after the first question. */
const pulse = (share: number) => (s: number) => {
	const height = s > FIRST + 4 && s < FIRST + 12 ? share : 1;
	return 500 + 100 * height * Math.sin(2 * Math.PI * 1.2 * s);
};
/** Breaths of 4 s, half as deep for 16 s after the second question. */
const breath = (s: number): number =>
	(s > SECOND && s < SECOND + 16 ? 0.5 : 1) * 20 * Math.sin((2 * Math.PI * s) / 4);

function chart(answerS: number | null = 4): MarkedChart {
	const channel = (name: string, kind: string, unit: string, values: Float64Array) => ({
		...{ name, kind, unit, values },
		limits: null
	});
	const random = createRandom(5);
	const noise = () => 0.002 * random.normal();
	return {
		...{ chart: 1, rateHz: RATE, artifacts: [] },
		channels: [
			channel(
				'eda',
				'eda',
				'uS',
				trace((s) => 5 + 0.8 * bump(s, FIRST) + 0.4 * bump(s, SECOND) + noise())
			),
			channel(
				'cuff',
				'cardio',
				'mmHg',
				trace((s) => 60 + 8 * bump(s, FIRST + 3) + 6 * Math.sin(2 * Math.PI * 1.2 * s))
			),
			channel('finger', 'ppg', 'counts', trace(pulse(0.5))),
			channel(
				'belt',
				'rsp',
				'%',
				trace((s) => breath(s) + noise())
			)
		],
		presentations: [FIRST, SECOND].map((at, i) => ({
			...{ presentation: i + 1, questionId: 'series', itemId: `r${i + 1}`, voided: false },
			askedSample: at * RATE,
			endedSample: (at + 3) * RATE,
			answerSample: answerS === null ? null : (at + answerS) * RATE
		}))
	};
}

const rowsOf = (rows: readonly Measurement[], channel: string) =>
	rows.filter((row) => row.channel === channel);

test('each sensor gets the feature of comparison tests, and the known sizes are found', () => {
	const rows = measureChart(chart(), settings);
	const [eda, cuff, finger, belt] = ['eda', 'cuff', 'finger', 'belt'].map((c) => rowsOf(rows, c));
	expect(rows.every(({ exclusion }) => exclusion === '')).toBe(true);
	expect([...new Set(rows.map(({ feature }) => feature))]).toEqual([
		...['eda-rise', 'cardio-rise', 'pulse-ratio', 'line-excursion']
	]);
	expect(eda![0]!.value).toBeCloseTo(0.8, 1);
	expect(eda![1]!.value).toBeCloseTo(0.4, 1);
	// five averages over 1.5 s flatten the rise and let it begin earlier
	expect(cuff![0]!.value).toBeGreaterThan(5);
	expect(cuff![0]!.value).toBeLessThan(8);
	expect(cuff![1]!.value).toBeLessThan(1);
	expect(finger![0]!.value).toBeCloseTo(2, 0);
	expect(finger![1]!.value).toBeCloseTo(1, 1);
	expect(belt![1]!.value! / belt![0]!.value!).toBeLessThan(0.75);
});

test('a rise that begins within five seconds after a late answer counts, one after it does not', () => {
	const late = { ...chart(9), channels: [] as MarkedChart['channels'] };
	const random = createRandom(6);
	// slowly falling, so that nothing before the rise can be its onset
	const values = trace((s) => 5 - 0.02 * s + 0.8 * bump(s, FIRST + 8) + 0.002 * random.normal());
	const channels = [{ name: 'eda', kind: 'eda', unit: 'uS', values, limits: null }];
	expect(measureChart({ ...late, channels }, settings)[0]!.value).toBeGreaterThan(0.5);
	const early = { ...chart(2), channels };
	expect(measureChart(early, settings)[0]!.value).toBeLessThan(0.05);
});

test('breathing around the answer is left out', () => {
	const spoken = chart(4);
	const kinked = spoken.channels.map((one) =>
		one.kind === 'rsp'
			? {
					...one,
					values: one.values.map(
						(v, i) => v + (Math.abs(t(i) - FIRST - 4) < 0.7 ? 15 * Math.sin(30 * t(i)) : 0)
					)
				}
			: one
	);
	const [plain] = rowsOf(measureChart(spoken, settings), 'belt');
	const withAnswer = rowsOf(measureChart({ ...spoken, channels: kinked }, settings), 'belt')[0]!;
	const unmarked = { ...chart(null), channels: kinked };
	const without = rowsOf(measureChart(unmarked, settings), 'belt')[0]!;
	const change = (row: Measurement) => Math.abs(row.value! / plain!.value! - 1);
	expect(change(withAnswer)).toBeLessThan(change(without));
});

test('between its automatic points a value is the automatic value', () => {
	const marked = chart();
	for (const row of measureChart(marked, settings)) {
		const { presentation, channel, value } = row;
		const kind = marked.channels.find(({ name }) => name === channel)!.kind;
		const asked = marked.presentations.find(
			(one) => one.presentation === presentation
		)!.askedSample!;
		const points = automaticPoints({ kind, asked, rateHz: RATE }, settings, row)!;
		if (row.value === 0) continue;
		const again = measureBetween(marked, settings, { presentation, channel, ...points });
		expect(again, `${channel} ${presentation}`).toBeCloseTo(value!, 6);
	}
});

test('a gap in the trace is no value, and without beats there is no height', () => {
	const marked = chart();
	const silent = marked.channels.map((one) =>
		one.kind === 'ppg'
			? { ...one, values: one.values.map((v, i) => (t(i) > 72 && t(i) < 90 ? Number.NaN : v)) }
			: one
	);
	const [first, second] = rowsOf(measureChart({ ...marked, channels: silent }, settings), 'finger');
	expect(first!.value).toBeCloseTo(2, 0);
	expect(second).toMatchObject({ value: null, exclusion: 'gap' });
});

test('without the windows of comparison tests nothing changes', () => {
	const rows = measureChart(chart(), details);
	expect([...new Set(rows.map(({ feature }) => feature))]).toEqual([
		...['scr-amplitude', 'heart-rate-change', 'line-length']
	]);
});
