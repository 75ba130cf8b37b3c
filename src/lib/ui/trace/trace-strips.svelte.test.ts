import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { createRawSnippet } from 'svelte';
import { ChartSamples } from '#lib/browser/samples.ts';
import type { TraceGeometry } from './geometry.ts';
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

/** A skin conductance that only rises, then leaves its range as a cuff does that is taken off. */
function rising(): ChartSamples {
	const samples = new ChartSamples(channels.length, RATE);
	const ramp = Int32Array.from({ length: 20 * RATE }, (_, i) => (i < 19 * RATE ? i : 32_000));
	samples.append(
		0,
		channels.map(() => ramp)
	);
	return samples;
}

test('a strip turned upside down is the mirror image, says so, and moves by hand', async () => {
	const { screen, engine, traces } = await shown(rising(), { scaleTo: { from: 0, to: 19 * RATE } });
	const { top, bottom } = engine.areas[1]!;
	const { left, right } = engine.sides;
	/** Where the trace begins, and where it is before it leaves its range, as shares of the strip from its top. */
	const ends = () =>
		[0.02, 0.92].map((share) => {
			const x = Math.round((left + (right - left) * share) * devicePixelRatio);
			const rows = inkRows(traces, x, x + 2).map((y) => y / devicePixelRatio);
			const own = rows.find((y) => y > top && y < bottom) ?? NaN;
			return (own - top) / (bottom - top);
		});
	await vi.waitFor(() => expect(ends()[0]).toBeGreaterThan(0.8));
	const before = ends();
	expect(before[1]).toBeLessThan(0.25);
	const group = screen.getByRole('group', { name: 'EDA' });
	const button = screen.getByRole('button', { name: /^EDA: (show upside down)|^EDA：倒置显示/ });
	button.element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(button).toHaveAttribute('aria-pressed', 'true');
	expect(group.element().textContent).toMatch(/inverted|倒置/);
	await vi.waitFor(() => expect(ends()[0]).toBeLessThan(0.2));
	expect(ends()[0]).toBeCloseTo(1 - before[0]!, 1);
	expect(ends()[1]).toBeCloseTo(1 - before[1]!, 1);
	const up = screen.getByRole('button', { name: /^EDA: move up|^EDA：上移/ });
	await button.click();
	await up.click();
	await vi.waitFor(() => expect(ends()[0]).toBeCloseTo(before[0]! - 0.1, 1));
});

test('what comes after the end announcement does not flatten the strips', async () => {
	const height = async (more: object) => {
		const { engine, traces, screen } = await shown(rising(), more);
		const { top, bottom } = engine.areas[1]!;
		const { left, right } = engine.sides;
		const at = (s: number) => Math.round((left + ((right - left) * s) / 20) * devicePixelRatio);
		const own = () =>
			inkRows(traces, at(0.1), at(18.9)).filter(
				(y) => y > top * devicePixelRatio && y < bottom * devicePixelRatio
			);
		await vi.waitFor(() => expect(own().length).toBeGreaterThan(10));
		const share = own().length / ((bottom - top) * devicePixelRatio);
		await screen.unmount();
		return share;
	};
	expect(await height({})).toBeLessThan(0.5);
	expect(await height({ scaleTo: { from: 0, to: 19 * RATE } })).toBeGreaterThan(0.7);
});

test('what lies over the strips knows the very columns that are drawn', async () => {
	let geometry: TraceGeometry | undefined;
	const layer = createRawSnippet((of: () => TraceGeometry) => ({
		render: () => '<i></i>',
		setup: () => void (geometry = of())
	}));
	for (const [fromS, secondsPerScreen] of [
		[0, 20],
		[3.337, 7.7],
		[1.01, 2]
	] as const) {
		const { engine, screen } = await shown(recorded(20), { fromS, secondsPerScreen, layer });
		await vi.waitFor(() => expect(geometry?.window).toEqual(engine.window()));
		const at = geometry!.columnAt(geometry!.left + 100)!;
		const { endColumn, width, samplesPerColumn } = engine.window();
		expect(at.column).toBe(endColumn - width + Math.floor(100 * devicePixelRatio));
		// a column is where its samples are, to half a column and the rounding of the left edge
		const off = geometry!.xOf((at.column + 0.5) * samplesPerColumn) - at.x;
		expect(Math.abs(off)).toBeLessThan(1.5 / devicePixelRatio);
		expect(geometry!.columnAt(geometry!.left - 2)).toBeNull();
		await screen.unmount();
	}
});

test('a live picture draws what arrives', async () => {
	const samples = recorded(2);
	const { engine } = await shown(samples, { mode: 'sweep' });
	await vi.waitFor(() => expect(engine.window().endColumn).toBeGreaterThan(0));
	const before = engine.window().endColumn;
	samples.append(
		2 * RATE,
		channels.map(() => new Int32Array(RATE))
	);
	await vi.waitFor(() => expect(engine.window().endColumn).toBeGreaterThan(before * 1.4));
	// what is written now stands on a canvas of its own; the axes are shown as pictures
	const drawn = [...document.querySelectorAll('canvas')].filter(
		(one) => one.width > 0 && one.style.display !== 'none' && one.getContext('2d') !== null
	);
	expect(drawn.some((canvas) => inkRows(canvas).length > 0)).toBe(true);
});
