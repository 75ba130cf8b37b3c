import { describe, expect, test } from 'vitest';
import { judgeSelfTest, type HeardBlock } from './self-test.ts';

const limits = {
	selfTest: { durationS: 5, validHours: 12, rateTolerance: 0.02, leastQuality: 0 }
};
const channels = [
	{ name: 'EDA', kind: 'eda' as const, digitalMin: 0, digitalMax: 1023 },
	{ name: 'RESP', kind: 'rsp' as const, digitalMin: 0, digitalMax: 1023 }
];

/** Blocks of 10 ms at a rate; each channel is what `wave` gives for a sample. */
function reading(
	rateHz: number,
	wave: (channel: number, sample: number) => number,
	{ seconds = 5, gapAt = -1 } = {}
) {
	const each = Math.round(rateHz / 100);
	const heard = Array.from({ length: seconds * 100 }, (_, index): HeardBlock => {
		const samples = (channel: number) =>
			Int32Array.from({ length: each }, (_none, k) => wave(channel, index * each + k));
		const gap = index === gapAt;
		const block = { sequence: index, chart: 0, firstSample: index * each, gap };
		return { block: { ...block, channels: [samples(0), samples(1)] }, atS: 100 + index / 100 };
	});
	return { heard, rateHz: 1000, channels, quality: { EDA: 0.8, RESP: 0.6 } };
}
const moving = (channel: number, sample: number) =>
	500 + Math.round(100 * Math.sin(sample / (30 + channel)));

describe('a self-test', () => {
	test('passes where the rate is right and every channel moves', () => {
		const result = judgeSelfTest(reading(1000, moving), limits);
		expect(result).toMatchObject({ passed: true, faults: [], samples: 5000, lost: 0 });
		expect(result.measuredHz).toBeCloseTo(1000, 6);
		expect(result.durationS).toBeCloseTo(4.99, 6);
		expect(result.channels[0]).toEqual({
			...{ name: 'EDA', kind: 'eda', quality: 0.8, alive: true, low: 400, high: 600 }
		});
	});

	test('a rate that is off by more than the limit is a fault, one within is none', () => {
		expect(judgeSelfTest(reading(900, moving), limits).faults).toEqual(['rate']);
		const near = { selfTest: { ...limits.selfTest, rateTolerance: 0.11 } };
		expect(judgeSelfTest(reading(900, moving), near).faults).toEqual([]);
	});

	test('a channel that stands still, or at a limit of the converter, is dead', () => {
		const still = (channel: number, sample: number) => (channel === 1 ? 512 : moving(0, sample));
		expect(judgeSelfTest(reading(1000, still), limits).faults).toEqual(['dead-channel']);
		const clipped = (channel: number, sample: number) =>
			channel === 1 ? (sample % 10 === 0 ? 1022 : 1023) : moving(0, sample);
		const result = judgeSelfTest(reading(1000, clipped), limits);
		expect(result.channels.map(({ alive }) => alive)).toEqual([true, false]);
	});

	test('declared gaps count as lost and are not looked at', () => {
		const result = judgeSelfTest(reading(1000, moving, { gapAt: 7 }), limits);
		expect(result).toMatchObject({ passed: false, faults: ['lost-samples'], lost: 10 });
		expect(result.samples).toBe(4990);
	});

	test('nothing heard is no test', () => {
		const none = { ...reading(1000, moving), heard: [] };
		const result = judgeSelfTest(none, limits);
		expect(result).toMatchObject({ passed: false, faults: ['no-samples'], measuredHz: 0 });
		expect(result.channels.every(({ alive }) => !alive)).toBe(true);
	});
});
