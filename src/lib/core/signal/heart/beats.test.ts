import { describe, expect, test } from 'vitest';
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { hrvTime } from '../hrv/time-domain.ts';
import { pulseWaves } from '../pulse/amplitude.ts';
import { constriction } from '../pulse/finger-response.ts';
import { midline, pulseLines } from '../pulse/lines.ts';
import { repairedBeats } from '../hrv/beat-repair.ts';
import { cleanEcg } from './ecg-clean.ts';
import { rPeaks } from './ecg.ts';
import { gradientPeaks } from './gradient-peaks.ts';
import { isInverted } from './polarity.ts';
import { meanRate, rateSeries } from './rate-series.ts';

const rateHz = 250;
const beats = Array.from({ length: 60 }, (_, k) => 200 + 200 * k + Math.round(8 * Math.sin(k)));
/** R waves of 1 mV, 80 ms wide, on drift and mains hum. */
const ecg = Float64Array.from({ length: 12400 }, (_, i) => {
	const near = beats.reduce((sum, beat) => sum + Math.exp(-(((i - beat) / 3) ** 2)), 0);
	return near + 0.4 * Math.sin(i / 900) + 0.05 * Math.sin((2 * Math.PI * 50 * i) / rateHz);
});

describe('R waves', () => {
	test('two detectors agree on the sample', () => {
		const second = gradientPeaks(cleanEcg(ecg, rateHz), rateHz);
		expect(rPeaks(ecg, rateHz)).toEqual(beats);
		expect(second).toEqual(beats);
	});

	test('upside down they are found as well, and it is noticed', () => {
		const turned = ecg.map((value) => -value);
		expect(rPeaks(turned, rateHz)).toEqual(beats);
		const band = butterworth({ pass: 'band', order: 2, fromHz: 5, toHz: 25, rateHz });
		expect(isInverted(zeroPhase(ecg, band))).toBe(false);
		expect(isInverted(zeroPhase(turned, band))).toBe(true);
	});
});

describe('repair', () => {
	const missed = beats.filter((_, k) => k !== 30);
	const extra = [...beats, beats[20]! + 90].sort((a, b) => a - b);

	test('a missed beat is put in, an extra one taken out, a good record left alone', () => {
		expect(repairedBeats(beats)).toMatchObject({ beats, changed: 0 });
		expect(Math.abs(repairedBeats(missed).beats[30]! - beats[30]!)).toBeLessThan(10);
		expect(repairedBeats(extra).beats).toHaveLength(60);
	});

	test('too few beats stay as they are', () => {
		expect(repairedBeats([1, 2, 9]).beats).toEqual([1, 2, 9]);
	});
});

describe('rate', () => {
	test('of regular beats is constant', () => {
		expect([...rateSeries([100, 200, 300, 400], 100, 3)]).toEqual([60, 60, 60]);
		expect(meanRate([1, 2, 3])).toBe(60);
		expect([meanRate([]), meanRate([1])]).toEqual([null, null]);
	});

	test('of three beats is refused', () => {
		expect(() => rateSeries([1, 2, 3], 100, 9)).toThrow('4 events');
	});
});

describe('variability', () => {
	test('of a known series', () => {
		const intervals = Array.from({ length: 100 }, (_, k) => (k % 2 === 0 ? 0.8 : 0.86));
		expect(hrvTime(intervals)).toMatchObject({
			meanNN: expect.closeTo(830, 9) as number,
			rmssd: expect.closeTo(60, 9) as number,
			pnn50: 100
		});
	});

	test('a short record says less', () => {
		const short = hrvTime(Array.from({ length: 20 }, () => 1));
		expect(short).toMatchObject({ meanNN: 1000, rmssd: null, sdnn: null, pnn50: null });
		expect(hrvTime([])).toMatchObject({ meanNN: null, intervals: 0 });
	});
});

describe('pulse', () => {
	const height = (t: number): number => (t > 30 ? 1 : 2);
	const pulse = Float64Array.from({ length: 60 * 100 }, (_, i) => {
		const t = i / 100;
		return 50 + 0.2 * t + (height(t) * Math.cos(2 * Math.PI * t)) / 2;
	});
	const peaks = Array.from({ length: 59 }, (_, k) => 100 * (k + 1));

	test('waves are measured from the trough before', () => {
		const waves = pulseWaves(pulse, peaks);
		expect(waves).toHaveLength(58);
		expect(waves[10]!.amplitude).toBeCloseTo(2.1, 2);
		expect(waves[10]!.trough % 100).toBeCloseTo(50, -1);
	});

	test('constriction is the logarithm of the loss of height', () => {
		const lines = pulseLines(pulse, peaks);
		expect(constriction(lines, 100, 30)).toBeCloseTo(Math.log(2), 1);
		expect(constriction(lines, 100, 15)).toBeCloseTo(0, 2);
		expect(constriction(lines, 100, 1)).toBeNull();
		expect(() => pulseLines(pulse, [1])).toThrow('two peaks');
	});

	test('the midline follows the drift and not the beats', () => {
		const line = midline(pulse, 100);
		for (const t of [15, 25, 45]) expect(line[100 * t]).toBeCloseTo(50 + 0.2 * t, 1);
	});
});
