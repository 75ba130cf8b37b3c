import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseMeasurementSettings } from '../measure/settings.ts';
import { windowQuality } from './window-quality.ts';

const { quality: limits } = parseMeasurementSettings(
	readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')
);
const rateHz = 100;
const calm = (level: number): Float64Array =>
	Float64Array.from({ length: 4000 }, (_, i) => level + 0.01 * Math.sin(i / 40));

function judge(values: Float64Array, of: { kind?: string; unit?: string } = {}) {
	const channel = { name: 'x', kind: 'eda', unit: 'uS', values, limits: [0, 25] as const, ...of };
	return windowQuality(channel, rateHz, { first: 2000, last: 3000 }, limits);
}

/** The calm trace with samples from…to−1 replaced. */
const changed = (from: number, to: number, value: number, level = 5): Float64Array =>
	calm(level).fill(value, from, to);

test('a calm trace is fully good', () => {
	expect(judge(calm(5))).toEqual({ quality: 1, exclusion: '' });
});

describe('what is missing', () => {
	test('a few lost samples lower the quality only', () => {
		const { quality, exclusion } = judge(changed(2500, 2510, Number.NaN));
		expect(exclusion).toBe('');
		expect(quality).toBeCloseTo(991 / 1001, 12);
	});

	test.each([
		['a long gap', 2500, 2560],
		['a gap over the start', 1900, 2060],
		['everything', 0, 4000]
	])('%s excludes', (_, from, to) => {
		expect(judge(changed(from, to, Number.NaN)).exclusion).toBe('gap');
	});
});

describe('what is wrong', () => {
	test.each([
		['clipped at the converter’s limit', changed(2500, 2600, 25), 'clipped'],
		['out of the range of skin', changed(2500, 2600, 0.02), 'out-of-range'],
		['steeper than skin can be', changed(2500, 4000, 7.5), 'steep']
	])('a trace %s is excluded', (_, values, exclusion) => {
		expect(judge(values).exclusion).toBe(exclusion);
	});

	test('a trace that stands still for longer than its kind may', () => {
		const still = new Float64Array(4000).fill(0.5);
		expect(judge(still, { kind: 'ppg', unit: '%' }).exclusion).toBe('flat');
		expect(judge(changed(2500, 2600, 0.5), { kind: 'ppg', unit: '%' }).exclusion).toBe('');
		// one step of a coarse converter in half a minute is a quiet person
		expect(judge(still.slice().fill(0.6, 1000)).exclusion).toBe('');
		expect(judge(still).exclusion).toBe('flat');
	});

	test('uncalibrated skin conductance has no range', () => {
		expect(judge(calm(900), { unit: 'counts' }).exclusion).toBe('clipped');
		expect(judge(calm(0.04), { unit: 'counts' }).exclusion).toBe('');
	});
});
