import { expect, test } from 'vitest';
import { ChartSamples } from '#lib/browser/samples.ts';
import { paletteOf } from './palette.ts';
import type { TraceChannel } from './strip.ts';
import { TraceEngine } from './trace-engine.ts';

const RATE = 1000;
const SECONDS = 10;
const channels: TraceChannel[] = ['rsp', 'eda', 'ecg'].map((kind) => ({
	...{ name: kind, kind, unit: 'counts', view: null },
	transfer: { digitalMin: -32_768, digitalMax: 32_767, physicalMin: 0, physicalMax: 25 }
}));

/** What a channel holds at a sample: waves, and now and then a spike of one sample. */
function count(channel: number, sample: number): number {
	if (sample % 1777 === 99 * channel) return 30_000;
	return Math.round(12_000 * Math.sin(sample / (40 + 300 * channel)) + ((sample * 7919) % 800));
}

function feed(samples: ChartSamples, length: number, isGap = false): void {
	const first = samples.end;
	const counts = channels.map((_, channel) =>
		Int32Array.from({ length }, (_, i) => count(channel, first + i))
	);
	samples.append(first, counts, isGap);
}

function engineOn(samples: ChartSamples) {
	const canvases = [0, 1, 2].map(() => document.createElement('canvas')) as [
		...Parameters<(a: HTMLCanvasElement, b: HTMLCanvasElement, c: HTMLCanvasElement) => void>
	];
	const engine = new TraceEngine(...canvases);
	engine.resize(640, 300, 1);
	engine.setSource(samples);
	engine.configure({
		...{ channels, sourceIndex: [0, 1, 2], rateHz: RATE, mode: 'scroll', fromS: 0 },
		...{ secondsPerScreen: SECONDS, spans: channels.map(() => ({ min: 0, max: 25 })) },
		...{ palette: paletteOf(document.body), fontFamily: 'sans-serif', timeText: String }
	});
	const pixels = () => canvases[2].getContext('2d')!.getImageData(0, 0, 640, 300).data;
	return { engine, pixels };
}

test('a picture that scrolled there is that of drawing it anew, a gap included', () => {
	const samples = new ChartSamples(channels.length, RATE);
	feed(samples, SECONDS * RATE);
	const moved = engineOn(samples);
	let now = 0;
	for (let frame = 0; frame < 300; frame++) {
		now += 17;
		// irregular, as a network brings them
		if (frame % 3 !== 1) feed(samples, 11 + (frame % 7) * 4, frame > 120 && frame < 150);
		moved.engine.frame(now);
	}
	moved.engine.frame(now + 5000);
	const anew = engineOn(samples);
	anew.engine.frame(0);
	expect(anew.engine.window()).toEqual(moved.engine.window());
	const [a, b] = [moved.pixels(), anew.pixels()];
	expect(a.some((value) => value > 0)).toBe(true);
	expect(a.findIndex((value, index) => value !== b[index])).toBe(-1);
});
