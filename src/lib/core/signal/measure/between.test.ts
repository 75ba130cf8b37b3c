import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isLabError } from '../../errors.ts';
import { measureChart, type MarkedChart } from '../measure.ts';
import { automaticPoints } from './automatic-points.ts';
import { measureBetween, type ChosenPoints } from './between.ts';
import { parseMeasurementSettings } from './settings.ts';

const settings = parseMeasurementSettings(
	readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')
);
const seconds = 110;
const onsets = [20, 45, 70];

/** Three channels with responses of different size to three questions. */
function chart(rateHz: number): MarkedChart {
	const trace = (value: (t: number) => number): Float64Array =>
		Float64Array.from({ length: seconds * rateHz }, (_, i) => value(i / rateHz));
	const rise = (since: number): number =>
		since > 0 ? 1.64 * Math.exp(-since / 4) * (1 - Math.exp(-since / 0.7)) : 0;
	let [beat, breath] = [0, 0];
	const slows = (t: number): boolean => t > 46 && t < 60;
	const channels = {
		EDA: trace((t) => 5 + onsets.reduce((sum, on, i) => sum + 0.2 * (i + 1) * rise(t - on - 2), 0)),
		PPG: trace((t) => 40 * Math.sin((beat += (2 * Math.PI * (slows(t) ? 66 : 72)) / 60 / rateHz))),
		RSP: trace((t) => (slows(t) ? 6 : 10) * Math.sin((breath += (2 * Math.PI * 0.25) / rateHz)))
	};
	const kinds = { EDA: ['eda', 'uS'], PPG: ['ppg', '%'], RSP: ['rsp', '%'] } as const;
	return {
		...{ chart: 1, rateHz, artifacts: [] },
		channels: (['EDA', 'PPG', 'RSP'] as const).map((name) => ({
			...{ name, kind: kinds[name][0], unit: kinds[name][1], limits: null },
			values: channels[name]
		})),
		presentations: onsets.map((onset, i) => ({
			...{ presentation: i + 1, questionId: 'q', itemId: `i${i}`, voided: false },
			askedSample: Math.round(onset * rateHz),
			...{ endedSample: null, answerSample: null }
		}))
	};
}
const whole = chart(100);

/** The code it is refused with. */
function refused(points: Partial<ChosenPoints>, of: MarkedChart = whole): string {
	try {
		measureBetween(of, settings, {
			...{ presentation: 2, channel: 'EDA', from: 4600, to: 5000 },
			...points
		});
	} catch (error) {
		if (isLabError(error)) return error.code;
		throw error;
	}
	return 'measured';
}

describe.each([100, 99.87, 250])('at %s Hz', (rateHz) => {
	const marked = chart(rateHz);
	const rows = measureChart(marked, settings);

	test.each(['EDA', 'PPG', 'RSP'])('between the automatic points %s has its own value', (name) => {
		const own = rows.filter(({ channel }) => channel === name);
		expect(own).toHaveLength(3);
		for (const row of own) {
			const { kind } = marked.channels.find((one) => one.name === name)!;
			const asked = marked.presentations[row.presentation - 1]!.askedSample!;
			const points = automaticPoints({ kind, asked, rateHz }, settings, row)!;
			const value = measureBetween(marked, settings, { ...row, ...points });
			if (name === 'EDA') expect(points).toEqual(row.rise);
			if (name === 'EDA') expect(value).toBe(row.value);
			else expect(Math.abs(value - row.value!)).toBeLessThan(2e-3 * Math.abs(row.value!) + 1e-3);
			expect(row.window!.from).toBeLessThanOrEqual(points.from);
			expect(row.window!.to).toBeGreaterThanOrEqual(points.to - 1);
		}
	});
});

test('a point on the way up gives the part of the rise that it holds', () => {
	const { rise, value } = measureChart(whole, settings).find(
		({ channel, presentation }) => channel === 'EDA' && presentation === 2
	)!;
	const middle = Math.round((rise!.from + rise!.to) / 2);
	const part = (from: number, to: number) =>
		measureBetween(whole, settings, { presentation: 2, channel: 'EDA', from, to });
	const [low, high] = [part(rise!.from, middle), part(middle, rise!.to)];
	expect(low).toBeGreaterThan(0);
	expect(low + high).toBeCloseTo(value!, 9);
});

test('breathing is a length per time: half the stretch of an even trace has the same value', () => {
	const part = (from: number, to: number) =>
		measureBetween(whole, settings, { presentation: 3, channel: 'RSP', from, to });
	// both stretches hold whole breaths of 4 s besides the second that the windows are shifted over
	expect(part(7000, 7500) / part(7000, 7900)).toBeCloseTo(1, 1);
});

test('a heart that slows only for a while has a stronger change in a narrower window', () => {
	const part = (from: number, to: number) =>
		measureBetween(whole, settings, { presentation: 2, channel: 'PPG', from, to });
	expect(part(4800, 5800)).toBeGreaterThan(-6.3);
	expect(part(4800, 5800)).toBeLessThan(-5.7);
	expect(part(4500, 6900)).toBeGreaterThan(-5);
});

describe('what cannot be measured is refused with its reason', () => {
	test.each<[string, Partial<ChosenPoints>]>([
		['signal/too-narrow', { from: 4600, to: 4649 }],
		['signal/too-narrow', { channel: 'RSP', from: 4600, to: 4799 }],
		['signal/too-narrow', { from: 5000, to: 4700 }],
		['signal/falling', { from: 5100, to: 5600 }],
		['signal/other-question', { from: 4400, to: 5000 }],
		['signal/other-question', { from: 6000, to: 7001 }],
		['signal/outside-recording', { presentation: 3, from: 7100, to: 11_000 }],
		['signal/no-presentation', { presentation: 9 }],
		['signal/no-feature', { channel: 'ACC' }]
	])('%s', (code, points) => {
		expect(refused(points)).toBe(code);
	});

	test('a question that was taken back', () => {
		const presentations = whole.presentations.map((one) => ({ ...one, voided: true }));
		expect(refused({}, { ...whole, presentations })).toBe('signal/no-presentation');
	});

	test.each(['EDA', 'RSP'])('a hole between the points on %s', (channel) => {
		const channels = whole.channels.map((one) => {
			const values = one.values.slice();
			values.fill(Number.NaN, 4700, 4800);
			return { ...one, values };
		});
		expect(refused({ channel }, { ...whole, channels })).toBe('signal/gap');
	});

	test('beats that cannot be told', () => {
		const channels = whole.channels.map((one) => {
			const values = one.values.slice();
			if (one.name === 'PPG') values.fill(3, 4600, 5600);
			return { ...one, values };
		});
		const points = { channel: 'PPG', from: 4700, to: 5400 };
		expect(refused(points, { ...whole, channels })).toBe('signal/beats-unclear');
	});
});
