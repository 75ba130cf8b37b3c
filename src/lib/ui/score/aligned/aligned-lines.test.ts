import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	alignedLine,
	bandOf,
	BEFORE_S,
	columnAt,
	COLUMNS,
	columnTime,
	extentOf
} from './aligned-lines.ts';

const RATE = 1000;
const ramp = Float64Array.from({ length: 60_000 }, (_, i) => i / RATE);

describe('one line', () => {
	test('stands where its question was asked: a ramp of one per second reads the seconds from the onset', () => {
		const line = alignedLine(ramp, RATE, 20_000, true)!;
		for (let column = 0; column < COLUMNS; column++)
			expect(line.mean[column]).toBeCloseTo(columnTime(column), 2);
		const raw = alignedLine(ramp, RATE, 20_000, false)!;
		expect(raw.mean[columnAt(0)]).toBeCloseTo(20, 1);
	});

	test('every sample of the 25 s lies in one column: nothing is lost, at any rate', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 20, max: 1100, noNaN: true }),
				fc.integer({ min: 0, max: 24_900 }),
				(rateHz, ms) => {
					const onset = Math.ceil(6 * rateHz);
					const values = new Float64Array(Math.ceil(40 * rateHz));
					const at = Math.ceil(onset + (ms / 1000 - BEFORE_S) * rateHz);
					values[at] = 7;
					const { max } = alignedLine(values, rateHz, onset, false)!;
					expect(Math.max(...max)).toBe(7);
				}
			)
		);
	});

	test('a lost sample leaves its column empty and no other', () => {
		const values = ramp.slice();
		values[22_500] = Number.NaN;
		const line = alignedLine(values, RATE, 20_000, true)!;
		const empty = [...line.mean].flatMap((value, column) => (Number.isNaN(value) ? column : []));
		expect(empty).toEqual([columnAt(2.5)]);
		expect(line.min[columnAt(2.5)]).toBeNaN();
	});

	test('what lies outside the recording is empty, and a line without its zero is none', () => {
		const line = alignedLine(ramp, RATE, 2000, true)!;
		expect(line.mean[columnAt(-3)]).toBeNaN();
		expect(line.mean[columnAt(-1)]).toBeCloseTo(-1, 1);
		const values = ramp.slice();
		values[20_000] = Number.NaN;
		expect(alignedLine(values, RATE, 20_000, true)).toBeNull();
		expect(alignedLine(values, RATE, 20_000, false)).not.toBeNull();
		expect(alignedLine(values, RATE, 99_000, true)).toBeNull();
	});
});

describe('the band', () => {
	const constant = (value: number) =>
		alignedLine(new Float64Array(60_000).fill(value), RATE, 20_000, false)!;

	test('is mean and standard deviation over the lines', () => {
		const band = bandOf([2, 4, 4, 4, 5, 5, 7, 9].map(constant))!;
		expect(band.count).toBe(8);
		expect(band.mean[100]).toBe(5);
		// Σ(x − 5)² = 32, n − 1 = 7
		expect(band.sd[100]).toBeCloseTo(Math.sqrt(32 / 7), 12);
	});

	test('needs two lines, in every column', () => {
		expect(bandOf([])).toBeNull();
		expect(bandOf([constant(1)])).toBeNull();
		const holed = constant(3);
		holed.mean[7] = Number.NaN;
		const band = bandOf([constant(1), holed])!;
		expect(band.mean[6]).toBe(2);
		expect(band.mean[7]).toBeNaN();
	});

	test('is inside the picture with all lines', () => {
		const lines = [constant(1), constant(9)];
		const band = bandOf(lines)!;
		const { min, max } = extentOf(lines, band)!;
		expect(min).toBeCloseTo(5 - Math.sqrt(32), 9);
		expect(max).toBeCloseTo(5 + Math.sqrt(32), 9);
		expect(extentOf([], null)).toBeNull();
	});
});
