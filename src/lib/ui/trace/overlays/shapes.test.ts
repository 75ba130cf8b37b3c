import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { mappingOf } from '../paint-traces.ts';
import type { TraceWindow } from '../window.ts';
import { overlayShapes, type TraceOverlay } from './shapes.ts';
import { overlayStrip } from './strips.ts';

const RATE = 100;
/** 40 … 60 s at ten samples a pixel. */
const window: TraceWindow = { mode: 'review', samplesPerColumn: 10, width: 200, endColumn: 600 };
const LEFT = 50;
const transfer = { digitalMin: 0, digitalMax: 100, physicalMin: 0, physicalMax: 100 };

/** A strip between the pixels 0 and 100, on which a count is as many pixels above the bottom. */
function strip(channel: string, value: (seconds: number) => number, seconds = 70) {
	const tiles = new Tiles(seconds * RATE);
	tiles.append(
		0,
		Int32Array.from({ length: seconds * RATE }, (_, i) => Math.round(value(i / RATE))),
		false
	);
	return overlayStrip(
		channel,
		tiles,
		RATE,
		mappingOf({ top: 0, bottom: 100, min: 0, max: 100 }, transfer)
	);
}
const shapes = (overlays: readonly TraceOverlay[], strips = [strip('EDA', () => 20)]) =>
	overlayShapes(overlays, strips, window, LEFT);

test('a window lies over its own strip, from its first to its last moment', () => {
	const [box, ...more] = shapes([{ kind: 'onset', channel: 'EDA', from: 4500, to: 5000 }]);
	expect(more).toEqual([]);
	expect(box).toEqual({
		...{ shape: 'box', kind: 'onset', x: LEFT + 50, y: 0, width: 50, height: 100 }
	});
});

test('what is outside the picture or on a strip that is not shown is not drawn', () => {
	const at = (channel: string, from: number, to: number) =>
		shapes([{ kind: 'onset', channel, from, to }]);
	expect(at('EDA', 3000, 4000)).toEqual([]);
	expect(at('EDA', 6000, 6500)).toEqual([]);
	expect(at('RSP', 4500, 5000)).toEqual([]);
	const [cut] = at('EDA', 3900, 4100);
	expect(cut).toMatchObject({ x: LEFT - 8, width: 18 });
});

test('a rise is an L: time at the height of the low point, then up to the high point', () => {
	const rising = strip('EDA', (t) => (t < 50 ? 20 : Math.min(80, 20 + (t - 50) * 20)));
	const [time, height] = shapes([{ kind: 'rise', channel: 'EDA', from: 4900, to: 5400 }], [rising]);
	expect(time).toMatchObject({ shape: 'arrow', from: [LEFT + 90, 80], to: [LEFT + 140, 80] });
	expect(height).toMatchObject({ shape: 'arrow', from: [LEFT + 140, 80], to: [LEFT + 140, 20] });
});

test('boxes on the pulse are as high as the pulse is on average', () => {
	const size = (t: number): number => (t < 50 ? 30 : 15);
	const pulse = strip('PPG', (t) => 50 + size(t) * Math.sin(2 * Math.PI * 1.2 * t));
	const [before, after] = shapes(
		[
			{ kind: 'pulse', channel: 'PPG', from: 4600, to: 4900 },
			{ kind: 'pulse', channel: 'PPG', from: 5300, to: 5800 }
		],
		[pulse]
	);
	expect(before).toMatchObject({ y: expect.closeTo(20, 0) as number });
	expect(before).toMatchObject({ height: expect.closeTo(60, 0) as number });
	expect(after).toMatchObject({ height: expect.closeTo(30, 0) as number });
});

test('what belongs to one value is drawn over the windows of all', () => {
	const kinds = shapes([
		{ kind: 'measured', channel: 'EDA', from: 4500, to: 5000 },
		{ kind: 'evaluation', channel: 'EDA', from: 4500, to: 5000 },
		{ kind: 'latency', channel: 'EDA', from: 4500, to: 4550 }
	]).map(({ kind }) => kind);
	expect(kinds).toEqual(['evaluation', 'latency', 'measured']);
});
