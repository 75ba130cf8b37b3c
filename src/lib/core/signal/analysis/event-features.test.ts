/** Every row of the reference's table of features, on signals whose answer can be worked out by hand. */
import { describe, expect, test } from 'vitest';
import { midline } from '../pulse/lines.ts';
import { onsetPeakRise } from '../response/onset-peak-rise.ts';
import { slidingLineLength } from '../respiration/sliding-line-length.ts';
import { lineLength, meanLineLength } from '../respiration/line-length.ts';
import { analyseEda } from './eda-analysis.ts';
import { edaEventFeatures } from './eda-event-features.ts';
import { analyseHeart, heartEventFeatures } from './heart-analysis.ts';
import { pulseResponses } from './pulse-event-features.ts';
import { analyseRespiration, respirationEventFeatures } from './respiration-analysis.ts';

/** A trace by straight lines through [s, value] points. */
function lines(
	points: readonly (readonly [number, number])[],
	rateHz = 30,
	seconds = 45
): Float64Array {
	return Float64Array.from({ length: seconds * rateHz + 1 }, (_, i) => {
		const t = i / rateHz;
		const k = points.findIndex(([at]) => at > t);
		const [b, a] = [points[k === -1 ? points.length - 1 : k]!, points[Math.max(0, k - 1)]!];
		if (k === -1 || k === 0) return b[1];
		return a[1] + ((b[1] - a[1]) * (t - a[0])) / (b[0] - a[0]);
	});
}

describe('rise by onset and peak; question at 10 s', () => {
	/** Falls, rises by 2 from `onset` to `peak`, falls again. */
	const one = (onset: number, peak: number): Float64Array =>
		lines([
			[0, 5],
			[onset, 4],
			[peak, 6],
			[45, 3.9]
		]);
	const rise = (trace: Float64Array, answer: number | null, withInflection = false, rateHz = 30) =>
		onsetPeakRise(trace, rateHz, { time: 10, answer }, { withInflection }).amplitude;

	test.each([
		// onset, answer, counts: from 0.5 s after the question to 5 s after the answer
		[10.4, null, false],
		[10.5, null, true],
		[15, null, true],
		[15.1, null, false],
		[17, 12, true],
		[17.1, 12, false]
	])('an onset at %f s, answer at %s s: %s', (onset, answer, counts) => {
		expect(rise(one(onset, onset + 2), answer)).toBeCloseTo(counts ? 2 : 0, 9);
	});

	test.each([
		// the rise goes on at 25 s, the end of the window
		['began before 13.5 s, peaks within +10 s', 23.4, 30, 20, 2],
		['began after 13.5 s', 23.6, 30, 20, 0],
		['peaks after +10 s: counts to the end of the window', 15, 36, null, (2 * 10) / 21]
	])('a late rise that %s', (_, onset, peak, answer, amplitude) => {
		expect(rise(one(onset, peak), answer)).toBeCloseTo(amplitude, 9);
	});

	test('a rise that never ends counts to the end of the window', () => {
		const endless = lines([
			[0, 5],
			[12, 4],
			[45, 10.6]
		]);
		expect(rise(endless, null)).toBeCloseTo(13 * 0.2, 9);
	});

	test.each([
		// steps of 1/30 s; a quarter of a second are 7
		[6, 0],
		[7, 3]
	])(
		'after a fall of %i samples in a rise that began too early %f counts',
		(samples, amplitude) => {
			const trace = new Float64Array(45 * 30 + 1).fill(5);
			for (let i = 1; i < trace.length; i++) {
				const isFalling = i <= 309 || (i > 360 && i <= 360 + samples) || i > 450 + samples;
				trace[i] = trace[i - 1]! + (isFalling ? -0.002 : 1 / 30);
			}
			expect(rise(trace, null)).toBeCloseTo(amplitude, 9);
		}
	);

	test('peaks after the trace fell below the onset do not count', () => {
		const fallen = lines([
			[0, 5],
			[12, 4],
			[14, 5],
			[17, 3.8],
			[20, 9],
			[45, 3]
		]);
		expect(rise(fallen, null)).toBeCloseTo(1, 9);
	});

	test('a steepening of a rising trace is an onset for EDA, not for cardio', () => {
		const bend = lines([
			[0, 4],
			[13, 5.3],
			[16, 8.3],
			[45, 3]
		]);
		expect(rise(bend, null, false)).toBe(0);
		expect(Math.abs(rise(bend, null, true) - 3)).toBeLessThan(0.15);
		// not within the extra half second after the latency
		const early = lines([
			[0, 4],
			[9.5, 4.95],
			[13, 8.45],
			[45, 3]
		]);
		expect(rise(early, null, true)).toBe(0);
	});

	test('no onset gives 0', () => {
		expect(
			rise(
				lines([
					[0, 5],
					[45, 1]
				]),
				null,
				true
			)
		).toBe(0);
	});
});

describe('skin conductance of an event', () => {
	test('rise, latency and rise time; the onset window is 0.5 to 5 s', () => {
		const trace = lines(
			[
				[0, 5],
				[22, 4.78],
				[24, 5.78],
				[60, 4.4]
			],
			30,
			60
		);
		const found = analyseEda(trace, 30, { isCalibrated: true });
		const at = (time: number) => edaEventFeatures(found, { time, answer: null });
		expect(at(19)).toMatchObject({
			amplitude: expect.closeTo(1, 1) as number,
			onsetPeakAmplitude: expect.closeTo(1, 1) as number,
			magnitude: expect.closeTo(1, 1) as number,
			latency: expect.closeTo(3, 0) as number,
			riseTime: expect.closeTo(2, 0) as number
		});
		// too early for this response
		expect(at(16)).toMatchObject({ onsetPeakAmplitude: 0, magnitude: 0, latency: null });
		// the recording does not reach
		expect(at(55)).toMatchObject({ amplitude: null, magnitude: null });
	});
});

describe('respiration line length', () => {
	/** A triangle wave of 4 s and height 1: half a unit per second up or down. */
	const rateHz = 25;
	const breath = Float64Array.from({ length: 60 * rateHz }, (_, i) => {
		const phase = (i / rateHz / 4) % 1;
		return phase < 0.5 ? 2 * phase : 2 - 2 * phase;
	});

	test('sliding: the sum over 3.75 s, wherever it lies in the 15 s', () => {
		// 93.75 samples are 94 steps of 0.02
		expect(slidingLineLength(breath, rateHz, { time: 20, answer: null })).toBeCloseTo(94 * 0.02, 9);
	});

	test.each([
		['1.5 s before', -1.4, true],
		['earlier than 1.5 s before', -1.6, false],
		['1.5 s after', 1.4, true],
		['later than 1.5 s after', 1.6, false]
	])('what happens %s the answer is %#', (_, offset, isLeftOut) => {
		const answer = 27;
		const spoken = breath.slice();
		spoken[Math.round((answer + offset) * rateHz)]! += 50;
		const length = slidingLineLength(spoken, rateHz, { time: 20, answer })!;
		if (isLeftOut) expect(length).toBeCloseTo(94 * 0.02, 9);
		else expect(length).toBeGreaterThan(3);
	});

	test('classic: 10 s from the question; mean of ten, 0.1 s apart', () => {
		expect(lineLength(breath, rateHz, { time: 20, duration: 10, mode: 'abs' })).toBeCloseTo(5, 9);
		const spike = breath.slice();
		// in the first half second only: the windows that begin later miss it
		spike[20 * rateHz + 13]! += 1;
		const mean = meanLineLength(spike, rateHz, { time: 20, duration: 10, mode: 'abs' })!;
		expect(mean).toBeGreaterThan(5);
		expect(mean).toBeLessThan(lineLength(spike, rateHz, { time: 20, duration: 10, mode: 'abs' })!);
	});

	test('all four are there for an event, and null where the recording ends', () => {
		const found = analyseRespiration(breath, rateHz);
		const inside = respirationEventFeatures(found, { time: 25, answer: 27 });
		for (const value of Object.values(inside)) expect(value).toBeGreaterThan(0);
		const late = respirationEventFeatures(found, { time: 50, answer: null });
		expect(late).toMatchObject({ lineLengthMean10: null, lineLengthSliding: null });
	});
});

describe('pulse of an event', () => {
	const rateHz = 100;
	/** A beat a second; its height and baseline by the second, with edges of half a second. */
	const pulse = (height: (t: number) => number, base: (t: number) => number = () => 0) =>
		Float64Array.from({ length: 80 * rateHz }, (_, i) => {
			const t = i / rateHz;
			return base(t) + height(t) * Math.exp(-((((t % 1) - 0.5) / 0.12) ** 2));
		});

	test('finger: ln of the height 3 s before over that 5–10 s after', () => {
		const smaller = pulse((t) => (t > 34 && t < 41 ? 0.5 : 1));
		const found = analyseHeart('ppg', smaller, rateHz);
		const {
			constriction,
			amplitudeRatio,
			lineLength: line
		} = pulseResponses(smaller, found, rateHz).finger(30);
		expect(constriction).toBeCloseTo(Math.log(2), 1);
		expect(amplitudeRatio).toBeCloseTo(0.5, 1);
		// fifteen beats up and down, seven of them half as high
		const even = pulseResponses(smaller, found, rateHz).finger(55).lineLength!;
		expect(line! / even).toBeCloseTo((8 + 7 * 0.5) / 15, 1);
	});

	test('cardio: rise of the midline, which has no beats left', () => {
		const raised = pulse(
			() => 20,
			(t) =>
				90 + 5 * Math.max(0, Math.min(1, (t - 36) / 3)) * Math.max(0, Math.min(1, (60 - t) / 15))
		);
		const line = midline(raised, rateHz);
		// without beats: less than a hundredth of their height is left
		const ripple = line.subarray(2000, 2100);
		expect(Math.max(...ripple) - Math.min(...ripple)).toBeLessThan(0.2);
		const found = analyseHeart('ppg', raised, rateHz);
		const at = (time: number) =>
			pulseResponses(raised, found, rateHz).cardio({ time, answer: null }).baselineRise!;
		expect(at(30)).toBeGreaterThan(4);
		expect(at(30)).toBeLessThan(5.2);
		expect(
			pulseResponses(raised, found, rateHz).cardio({ time: 70, answer: null }).baselineRise
		).toBeNull();
	});
});

describe('heart rate of an event', () => {
	test('each of fifteen seconds against the 3 s before; the late mean is that of seconds 6–15', () => {
		const rateHz = 250;
		// 60 bpm until 40.5 s, then 50 bpm
		const beats = [
			...Array.from({ length: 40 }, (_, k) => 0.5 + k),
			...Array.from({ length: 28 }, (_, k) => 40.5 + 1.2 * k)
		];
		const ecg = new Float64Array(75 * rateHz);
		for (const beat of beats)
			for (let i = -10; i <= 10; i++)
				ecg[Math.round(beat * rateHz) + i] = Math.exp(-((i / 4) ** 2));
		const found = analyseHeart('ecg', ecg, rateHz);
		const { baselineRate, rateChange, rateChangeLate, rateChangeMean } = heartEventFeatures(
			found,
			36.5
		);
		expect(baselineRate).toBeCloseTo(60, 6);
		expect(rateChange).toHaveLength(15);
		expect(rateChange.slice(0, 4).map((v) => v!.toFixed(3))).toEqual([
			'0.000',
			'0.000',
			'0.000',
			'0.000'
		]);
		expect(rateChange.slice(4).every((v) => Math.abs(v! + 10) < 1e-6)).toBe(true);
		expect(rateChangeLate).toBeCloseTo(-10, 6);
		expect(rateChangeMean).toBeCloseTo((-10 * 11) / 15, 6);
	});
});
