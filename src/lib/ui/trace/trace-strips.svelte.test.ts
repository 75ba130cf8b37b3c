import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { ChartSamples } from '#lib/browser/samples.ts';
import type { TraceChannel } from './strip.ts';
import type { TraceEngine } from './trace-engine.ts';
import TraceStrips from './TraceStrips.svelte';

const RATE = 1000;
const kinds = ['ppg', 'eda', 'rsp', 'movement'];
const channels: TraceChannel[] = kinds.map((kind) => ({
	...{ name: kind.toUpperCase(), kind, unit: kind === 'eda' ? 'uS' : 'counts', view: null },
	transfer: { digitalMin: -32768, digitalMax: 32767, physicalMin: 0, physicalMax: 25 }
}));

function recorded(seconds: number): ChartSamples {
	const samples = new ChartSamples(channels.length, RATE);
	const wave = (channel: number) =>
		Int32Array.from(
			{ length: seconds * RATE },
			(_, i) => 8000 * Math.sin(i / (150 + 400 * channel))
		);
	samples.append(
		0,
		channels.map((_, channel) => wave(channel))
	);
	return samples;
}

async function shown(samples: ChartSamples, more: object = {}) {
	let engine: TraceEngine | undefined;
	const screen = await render(TraceStrips, {
		...{ label: '测试图谱', channels, source: () => samples, rateHz: RATE, mode: 'review' },
		...{ secondsPerScreen: 20, height: '400px', onready: (made: TraceEngine) => (engine = made) },
		...more
	} as never);
	await vi.waitFor(() => expect(engine?.areas).toHaveLength(4));
	const [, marks, traces] = [...document.querySelectorAll('canvas')];
	return { screen, engine: engine!, marks: marks!, traces: traces! };
}

/** Rows of the canvas that hold a drawn pixel, as shares of its height. */
function inkRows(canvas: HTMLCanvasElement, x0 = 0, x1 = canvas.width): number[] {
	const { data, width } = canvas.getContext('2d')!.getImageData(x0, 0, x1 - x0, canvas.height);
	return Array.from({ length: canvas.height }, (_, y) => y).filter((y) => {
		for (let x = 0; x < width; x++) if ((data[4 * (y * width + x) + 3] ?? 0) > 0) return true;
		return false;
	});
}

test('strips stand in the order of the field and each holds its own trace', async () => {
	const { engine, traces, screen } = await shown(recorded(20));
	await vi.waitFor(() => expect(inkRows(traces).length).toBeGreaterThan(100));
	const ink = inkRows(traces);
	const { devicePixelRatio: density } = window;
	for (const { top, bottom } of engine.areas) {
		expect(bottom - top).toBeGreaterThan(70);
		expect(ink.some((y) => y > top * density && y < bottom * density)).toBe(true);
	}
	const groups = [...screen.container.querySelectorAll('[role=group]')];
	expect(groups.map((group) => group.getAttribute('aria-label'))).toEqual([
		...['RSP', 'EDA', 'PPG', 'MOVEMENT']
	]);
	expect(groups[1]?.textContent).toContain('µS');
	expect(groups[2]?.textContent).not.toContain('µS');
});

test('a hole is hatched and the trace is not drawn across it', async () => {
	const samples = recorded(8);
	const silence = new Int32Array(4 * RATE);
	samples.append(
		8 * RATE,
		channels.map(() => silence),
		true
	);
	samples.append(
		12 * RATE,
		channels.map(() => new Int32Array(8 * RATE))
	);
	const { engine, traces, marks } = await shown(samples);
	await vi.waitFor(() => expect(inkRows(traces).length).toBeGreaterThan(100));
	const { left, right } = engine.sides;
	const at = (s: number) => Math.round((left + ((right - left) * s) / 20) * devicePixelRatio);
	expect(inkRows(traces, at(8.3), at(11.7))).toEqual([]);
	expect(inkRows(marks, at(8.3), at(11.7)).length).toBeGreaterThan(100);
	expect(inkRows(marks, at(1), at(7))).toEqual([]);
});

test('gain changes the picture and nothing else', async () => {
	const samples = recorded(20);
	const { screen, traces } = await shown(samples);
	await vi.waitFor(() => expect(inkRows(traces).length).toBeGreaterThan(100));
	const before = inkRows(traces).length;
	const kept = samples.tiles.map((tiles) => tiles.extent(0, tiles.end));
	const button = screen.container.querySelectorAll<HTMLButtonElement>('[role=group] button')[1]!;
	for (let i = 0; i < 4; i++) button.click();
	await vi.waitFor(() => expect(inkRows(traces).length).toBeLessThan(before));
	expect(samples.tiles.map((tiles) => tiles.extent(0, tiles.end))).toEqual(kept);
});

test('a live picture draws what arrives', async () => {
	const samples = recorded(2);
	const { traces, engine } = await shown(samples, { mode: 'sweep' });
	await vi.waitFor(() => expect(engine.window().endColumn).toBeGreaterThan(0));
	const before = engine.window().endColumn;
	samples.append(
		2 * RATE,
		channels.map(() => new Int32Array(RATE))
	);
	await vi.waitFor(() => expect(engine.window().endColumn).toBeGreaterThan(before * 1.4));
	expect(inkRows(traces).length).toBeGreaterThan(0);
});
