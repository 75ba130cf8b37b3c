import { expect, test } from 'vitest';
import type { Block } from '../core/recording/block.ts';
import { ChartSamples, LiveSamples, PREVIEW, appendRecorded } from './samples.ts';

const block = (chart: number, firstSample: number, samples: number, gap = false): Block => ({
	...{ sequence: 0, chart, firstSample, gap },
	channels: [
		Int32Array.from({ length: samples }, (_, i) => firstSample + i),
		Int32Array.from({ length: samples }, (_, i) => -(firstSample + i))
	]
});

test('blocks of a chart lie at their own sample numbers, whatever was missed before them', () => {
	const live = new LiveSamples(100);
	live.take(block(1, 50, 10));
	live.take(block(1, 60, 5, true));
	live.take(block(1, 65, 10));
	const chart = live.chart(1)!;
	expect([chart.end, chart.tiles[0]?.at(50), chart.tiles[1]?.at(74)]).toEqual([75, 50, -74]);
	expect(chart.missing).toEqual([
		{ from: 0, to: 50 },
		{ from: 60, to: 65 }
	]);
	expect(live.chart(2)).toBeNull();
});

test('a preview that has run for hours is counted from where this page came in, and does not grow for ever', () => {
	const live = new LiveSamples(100);
	for (let i = 0; i < 600; i++) live.take(block(PREVIEW, 40_000_000 + i * 100, 100));
	const preview = live.chart(PREVIEW)!;
	expect(preview.end).toBe(60_000);
	expect(preview.missing).toEqual([]);
	expect(preview.first).toBeGreaterThan(30_000);
	expect(preview.tiles[0]?.at(59_999)).toBe(40_059_999);
});

test('a preview of another device begins anew', () => {
	const live = new LiveSamples(100);
	live.take(block(PREVIEW, 5000, 100));
	live.take(block(PREVIEW, 0, 10));
	expect(live.chart(PREVIEW)?.end).toBe(10);
});

test('a gap inside a record of the file is missing, and not drawn as the digital minimum', () => {
	const samples = new ChartSamples(1, 100);
	const counts = Int32Array.from({ length: 20 }, (_, i) => (i >= 5 && i < 8 ? -32_768 : 100));
	const gaps = [
		{ from: 5, to: 8 },
		{ from: 15, to: 40 }
	];
	appendRecorded(samples, 0, [counts], gaps);
	expect(samples.missing).toEqual([
		{ from: 5, to: 8 },
		{ from: 15, to: 20 }
	]);
	expect(samples.tiles[0]?.extent(0, 20)).toEqual({ min: 100, max: 100 });
});
