import { describe, expect, test } from 'vitest';
import { ClockFit, placeSample } from './clock-fit.ts';

/** Numbers 0…1, the same in every run (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

interface Simulated {
	readonly rateHz: number;
	readonly seconds: number;
	readonly nominalHz?: number;
	readonly seed?: number;
	/** Seconds by which samples from here on come late for ever. */
	readonly late?: (sample: number) => number;
	readonly onChunk?: (clock: ClockFit, sample: number, takenS: number) => void;
	readonly options?: Partial<ConstructorParameters<typeof ClockFit>[0]>;
}
const START_S = 5000.25;

/** Samples of a true clock arrive in pairs, late by 0.1 ms at least and by a long tail at most. */
function simulate(simulated: Simulated): { clock: ClockFit; takenAt: (sample: number) => number } {
	const { rateHz, seconds, nominalHz = 1000, seed = 1, late = () => 0 } = simulated;
	const random = numbers(seed);
	const clock = new ClockFit({ rateHz: nominalHz, ...simulated.options });
	const takenAt = (sample: number) => START_S + sample / rateHz;
	let blockedUntil = 0;
	let lastS = 0;
	for (let sample = 1; sample < seconds * rateHz; sample += 2) {
		const delay = 0.0001 - 0.002 * Math.log(1 - random());
		if (random() < 0.002) blockedUntil = takenAt(sample) + 0.08 * random();
		lastS = Math.max(lastS, blockedUntil, takenAt(sample) + delay + late(sample));
		clock.add(sample, lastS);
		simulated.onChunk?.(clock, sample, takenAt(sample));
	}
	return { clock, takenAt };
}

describe.each([1000.08, 999.93, 1000])('a device at %f Hz that says 1000', (rateHz) => {
	test.each([1, 2, 3, 4])('is followed within 0.5 ms and 2 ppm in a minute, noise %i', (seed) => {
		const errors: number[] = [];
		const { clock, takenAt } = simulate({
			...{ rateHz, seconds: 60, seed },
			onChunk: (running, sample, takenS) => {
				if (sample > 10_000) errors.push(running.timeOf(sample) - takenS);
			}
		});
		const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
		expect(Math.abs(bias)).toBeLessThan(0.0005);
		expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.001);
		expect(Math.abs(clock.effectiveRateHz / rateHz - 1)).toBeLessThan(2e-6);
		expect(clock.sampleAt(takenAt(45_678))).toBeCloseTo(45_678, 0);
		expect(clock.sampleAt(clock.timeOf(59_000))).toBeCloseTo(59_000, 6);
	});
});

test('times given for the newest sample keep their order', () => {
	let last = 0;
	let backwards = 0;
	simulate({
		...{ rateHz: 1000.4, seconds: 40 },
		onChunk: (clock, sample) => {
			const time = clock.timeOf(sample);
			if (sample > 6000 && time <= last) backwards++;
			last = time;
		}
	});
	expect(backwards).toBe(0);
});

test('the nominal rate holds until there are five blocks', () => {
	const { clock } = simulate({ rateHz: 1000.3, seconds: 3 });
	expect(clock.isFitted).toBe(false);
	expect(clock.effectiveRateHz).toBe(1000);
	expect(new ClockFit({ rateHz: 250 }).effectiveRateHz).toBe(250);
});

test('a rate beyond the limit is not believed, unless the device chooses it', () => {
	const far = { rateHz: 48.6, nominalHz: 50, seconds: 60 };
	expect(simulate(far).clock.effectiveRateHz).toBeCloseTo(50 / 1.0005, 2);
	const options = { estimateRate: true, rateLimitPpm: 5000 };
	const { clock, takenAt } = simulate({ ...far, options });
	expect(clock.effectiveRateHz).toBeCloseTo(48.6, 2);
	expect(Math.abs(clock.timeOf(2500) - takenAt(2500))).toBeLessThan(0.002);
});

test('a delay that stays more than 50 ms longer begins a new segment', () => {
	const { clock, takenAt } = simulate({
		...{ rateHz: 1000, seconds: 60 },
		late: (sample) => (sample > 30_000 ? 0.2 : 0)
	});
	expect(clock.segments).toHaveLength(2);
	expect(clock.segments[1]!.firstSample).toBeGreaterThan(29_000);
	expect(clock.segments[1]!.firstSample).toBeLessThan(32_000);
	expect(clock.timeOf(59_000) - takenAt(59_000) - 0.2).toBeCloseTo(0, 3);
});

test('a delay that lasts two seconds does not, and leaves no trace in the line', () => {
	const { clock, takenAt } = simulate({
		...{ rateHz: 1000, seconds: 60 },
		late: (sample) => (sample > 30_000 && sample < 32_000 ? 0.2 : 0)
	});
	expect(clock.segments).toHaveLength(1);
	expect(Math.abs(clock.timeOf(59_000) - takenAt(59_000))).toBeLessThan(0.0005);
});

test('a device connected again starts a new line at its sample', () => {
	const { clock } = simulate({ rateHz: 1000, seconds: 20 });
	clock.restart(30_000, 6000);
	clock.add(30_000, 6000);
	expect(clock.timeOf(30_500)).toBeCloseTo(6000.5, 9);
	expect(clock.segments.map(({ firstSample }) => firstSample)).toEqual([1, 30_000]);
});

describe('placing a time in a finished recording', () => {
	const pairs = [
		{ sample: 0, monotonicS: 100 },
		{ sample: 1000, monotonicS: 101 },
		{ sample: 3002, monotonicS: 103 }
	];
	test.each([
		[100, 0],
		[100.25, 250],
		[102, 2001],
		[103, 3002],
		[103.5, 3502],
		[99, -1000]
	])('%f s is sample %f', (monotonicS, sample) => {
		expect(placeSample(pairs, monotonicS, 1000)).toBeCloseTo(sample, 6);
	});

	test('one pair and the nominal rate suffice, none is no place', () => {
		expect(placeSample(pairs.slice(0, 1), 100.5, 1000)).toBe(500);
		expect(placeSample([], 100.5, 1000)).toBeNull();
	});
});

test('a line that another clock fitted holds until samples come, and its rate is believed within the limit', () => {
	const clock = new ClockFit({ rateHz: 1000 });
	clock.goOn(5000, 100, 1000.2);
	expect(clock.timeOf(5000)).toBe(100);
	expect(clock.sampleAt(102)).toBeCloseTo(5000 + 2 * 1000.2, 6);
	expect(clock.sampleAt(99)).toBeCloseTo(5000 - 1000.2, 6);
	clock.goOn(5000, 100, 1100);
	expect(clock.effectiveRateHz).toBeCloseTo(1000 / (1 - 500e-6), 6);
	const estimated = new ClockFit({ rateHz: 100, estimateRate: true, rateLimitPpm: 5000 });
	estimated.goOn(870, 10, 87);
	expect(estimated.sampleAt(12)).toBeCloseTo(870 + 174, 6);
});
