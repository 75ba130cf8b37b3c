import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import type { TraceChannel } from './strip.ts';
import { DRAWING } from './paper.ts';
import { pageSpans, paperStrips, rangeText, scaleBar } from './paper-strips.ts';

const channel = (kind: string, unit: TraceChannel['unit']): TraceChannel => ({
	...{ name: kind, kind, unit, view: null },
	transfer: { digitalMin: -32768, digitalMax: 32767, physicalMin: 0, physicalMax: 25 }
});
const eda = channel('eda', 'uS');

test('strips fill the sheet in the order of the field and do not overlap', () => {
	const strips = paperStrips([
		channel('movement', 'counts'),
		channel('ppg', 'counts'),
		eda,
		channel('rsp', '%')
	]);
	expect(strips.map((strip) => strip.channel.kind)).toEqual(['rsp', 'eda', 'ppg', 'movement']);
	expect(strips.map(({ index }) => index)).toEqual([3, 2, 1, 0]);
	strips.slice(1).forEach(({ top }, i) => expect(top).toBeGreaterThan(strips[i]!.bottom));
	expect(strips[0]?.top).toBe(DRAWING.strips.top);
	expect(strips.at(-1)?.bottom).toBeCloseTo(DRAWING.strips.bottom, 9);
});

/** A level that wanders from sheet to sheet, and a burst after XX. */
function wandering(): Tiles {
	const tiles = new Tiles();
	const values = Int32Array.from({ length: 4000 }, (_, i) => {
		if (i >= 3500) return 30_000;
		return Math.floor(i / 1000) * 4000 + Math.round((i < 1000 ? 3000 : 1000) * Math.sin(i / 20));
	});
	tiles.append(0, values);
	return tiles;
}
const pages = [0, 1, 2, 3].map((i) => ({ from: 1000 * i, to: 1000 * (i + 1) }));

test('a millimetre means the same on every sheet, and between X and XX nothing leaves a strip', () => {
	const spans = pageSpans(eda, wandering(), pages, { from: 100, to: 3400 });
	const heights = spans.map(({ min, max }) => max - min);
	heights.forEach((height) => expect(height).toBeCloseTo(heights[0]!, 9));
	const slope = 25 / 65_535;
	const value = (count: number): number => (count + 32_768) * slope;
	spans.forEach(({ min, max }, page) => {
		const swing = page === 0 ? 3000 : 1000;
		expect(min).toBeLessThan(value(page * 4000 - swing));
		expect(max).toBeGreaterThan(value(page * 4000 + swing));
	});
	// the burst after XX does not flatten the rest
	expect(heights[0]).toBeLessThan(value(30_000) - value(0));
});

test('without announcements everything sets the scale', () => {
	const [last] = pageSpans(eda, wandering(), pages, null).slice(-1);
	expect(last!.max).toBeGreaterThan(((30_000 + 32_768) * 25) / 65_535);
});

test('a sheet without a sample has a strip all the same', () => {
	const spans = pageSpans(eda, new Tiles(), pages, null);
	for (const { min, max } of spans) expect(max).toBeGreaterThan(min);
});

test('a scale bar is a round value of its true height, and no taller than less than half its strip', () => {
	const [strip] = paperStrips([eda]);
	fc.assert(
		fc.property(
			fc.double({ min: 0.01, max: 900, noNaN: true }),
			fc.double({ min: -50, max: 50, noNaN: true }),
			(height, min) => {
				const bar = scaleBar(strip!, { min, max: min + height })!;
				const value = Number(bar.text.split(' ')[0]);
				const stripMm = strip!.bottom - strip!.top;
				expect(bar.height / stripMm).toBeCloseTo(value / height, 6);
				expect(bar.height).toBeLessThanOrEqual(0.4 * stripMm + 1e-9);
				expect(bar.height).toBeGreaterThan(0.15 * stripMm);
				expect(bar.text).toMatch(/^(0\.0*)?[125]0* µS$/);
			}
		)
	);
});

test('an uncalibrated channel has no numbers', () => {
	const pulse = channel('ppg', 'counts');
	expect(scaleBar(paperStrips([pulse])[0]!, { min: 0, max: 25 })).toBeNull();
	expect(rangeText(pulse, { min: 0, max: 25 })).toBeNull();
	expect(rangeText(eda, { min: -0.5, max: 1.25 })).toBe('−0.50 … 1.25 µS');
});
