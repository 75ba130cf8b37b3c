import { expect, test } from 'vitest';
import { ChartSamples } from '#lib/browser/samples.ts';
import { paletteOf } from './palette.ts';
import type { Marked } from './paint-marks.ts';
import type { TraceChannel, TraceMode } from './strip.ts';
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

const sweepOn = (samples: ChartSamples) => engineOn(samples, 'sweep');

function engineOn(samples: ChartSamples, mode: TraceMode = 'scroll', density = 1) {
	const canvases = [0, 1, 2].map(() => document.createElement('canvas')) as [
		...Parameters<(a: HTMLCanvasElement, b: HTMLCanvasElement, c: HTMLCanvasElement) => void>
	];
	const engine = new TraceEngine(...canvases);
	engine.resize(640, 300, density);
	engine.setSource(samples);
	const palette = paletteOf(document.body);
	const show = (part: { fromS: number; secondsPerScreen: number }): void => {
		engine.configure({
			...{ channels, sourceIndex: [0, 1, 2], rateHz: RATE, mode, ...part, palette },
			...{ spans: channels.map(() => ({ min: 0, max: 25 })) },
			...{ fontFamily: 'sans-serif', timeText: String }
		});
	};
	show({ fromS: 0, secondsPerScreen: SECONDS });
	const size = [640 * density, 300 * density] as const;
	const pixels = () => canvases[2].getContext('2d')!.getImageData(0, 0, ...size).data;
	return { engine, pixels, canvases, show };
}

/** What is seen of the film on a page. */
function film(page: HTMLElement): Uint8ClampedArray {
	const whole = Object.assign(document.createElement('canvas'), { width: 640, height: 300 });
	const context = whole.getContext('2d')!;
	const gate = page.querySelector<HTMLElement>(':scope > div')!;
	const strip = gate.firstElementChild as HTMLElement;
	const moved = new DOMMatrix(getComputedStyle(strip).transform).e;
	context.beginPath();
	context.rect(parseFloat(gate.style.left), 0, parseFloat(gate.style.width), 300);
	context.clip();
	for (const canvas of strip.querySelectorAll('canvas'))
		if (canvas.style.display !== 'none')
			context.drawImage(
				canvas,
				parseFloat(gate.style.left) + moved + parseFloat(canvas.style.left),
				0
			);
	return context.getImageData(0, 0, 640, 300).data;
}

function onPage(samples: ChartSamples, mode: TraceMode = 'scroll') {
	const page = document.createElement('div');
	document.body.append(page);
	const made = engineOn(samples, mode);
	page.append(...made.canvases);
	return { page, ...made };
}

/** Highest and lowest row with ink of each column of a strip. */
function extremes(
	data: Uint8ClampedArray,
	top: number,
	bottom: number,
	width = 640
): [number, number][] {
	return Array.from({ length: width }, (_, x) => {
		const rows = Array.from({ length: bottom - top }, (__, y) => top + y).filter(
			(y) => data[4 * (width * y + x) + 3]! > 100
		);
		return [rows[0] ?? -1, rows.at(-1) ?? -1];
	});
}

/** Questions and answers up to a sample; the last question is still being read. */
function markedUpTo(end: number): Marked {
	const begins = Array.from({ length: Math.ceil(end / 3000) }, (_, index) => 3000 * index);
	return {
		bands: begins.map((from, index) => ({
			...{ from, to: from + 1200 < end ? from + 1200 : null },
			...{ label: `1 · ${String(index)}`, kind: 'question' as const, isPending: false }
		})),
		marks: begins
			.filter((from) => from + 1400 < end)
			.map((from) => ({
				sample: from + 1400,
				label: 'no',
				kind: 'answer' as const,
				isPending: false
			})),
		missing: [],
		missingText: 'no data'
	};
}

test('a film that scrolled there is one that is drawn anew, with its marks and a gap', () => {
	const samples = new ChartSamples(channels.length, RATE);
	feed(samples, SECONDS * RATE);
	const moved = onPage(samples);
	let now = 0;
	const watch = (frames: number): void => {
		for (let frame = 0; frame < frames; frame++) moved.engine.frame((now += 17));
	};
	for (let frame = 1; frame <= 700; frame++) {
		// irregular, as a network brings them
		if (frame % 3 !== 1) feed(samples, 11 + (frame % 7) * 4, frame > 120 && frame < 150);
		if (frame % 10 === 0) moved.engine.setMarked(markedUpTo(samples.end));
		watch(1);
		if (frame % 70 !== 0) continue;
		// a new picture shows all that has come at once
		watch(60);
		moved.engine.setMarked(markedUpTo(samples.end));
		watch(1);
		const anew = onPage(samples);
		anew.engine.setMarked(markedUpTo(samples.end));
		anew.engine.frame(0);
		expect(anew.engine.window()).toEqual(moved.engine.window());
		const [a, b] = [film(moved.page), film(anew.page)];
		expect(a.filter((value) => value > 100).length).toBeGreaterThan(5000);
		// the newest columns are drawn over each other while they grow
		const old = (index: number): boolean => Math.floor(index / 4) % 640 < 619;
		const other = a.findIndex((value, index) => old(index) && Math.abs(value - b[index]!) > 40);
		expect(other).toBe(-1);
		anew.engine.destroy();
		anew.page.remove();
	}
	moved.engine.destroy();
	moved.page.remove();
});

test('a film hides no sample', () => {
	const samples = new ChartSamples(channels.length, RATE);
	feed(samples, SECONDS * RATE);
	const { page, engine } = onPage(samples);
	for (let frame = 0; frame < 600; frame++) {
		feed(samples, 17);
		engine.frame(17 * frame);
	}
	const { endColumn, width, samplesPerColumn } = engine.window();
	const shown = film(page);
	for (const [channel, { top, bottom }] of engine.areas.entries()) {
		const inked = extremes(shown, Math.floor(top), Math.ceil(bottom));
		const yOf = (sample: number): number =>
			bottom - ((count(channel, sample) + 32_768) / 65_535) * (bottom - top);
		// of the newest columns not every sample is shown yet
		for (let column = 2; column < width - 2; column++) {
			const first = Math.ceil((endColumn - width + column) * samplesPerColumn);
			const end = Math.ceil((endColumn - width + column + 1) * samplesPerColumn);
			const ys = Array.from({ length: end - first }, (_, index) => yOf(first + index));
			const [high, low] = inked[Math.round(engine.sides.left) + column]!;
			expect(high).toBeLessThanOrEqual(Math.min(...ys) + 1);
			expect(low).toBeGreaterThanOrEqual(Math.max(...ys) - 2);
		}
	}
	engine.destroy();
	page.remove();
});

test('a sweep shows on a page, where it writes on a narrow canvas, what it shows drawn on one', () => {
	const samples = new ChartSamples(channels.length, RATE);
	feed(samples, 1000);
	const page = document.createElement('div');
	document.body.append(page);
	const onPage = sweepOn(samples);
	page.append(...onPage.canvases);
	const alone = sweepOn(samples);
	const layers = () => [...page.querySelectorAll('canvas')].slice(2);
	const together = () => {
		const whole = Object.assign(document.createElement('canvas'), { width: 640, height: 300 });
		const context = whole.getContext('2d')!;
		for (const canvas of layers())
			if (canvas.style.display !== 'none')
				context.drawImage(canvas, parseFloat(canvas.style.left || '0'), 0);
		return context.getImageData(0, 0, 640, 300).data;
	};
	let now = 0;
	let seenLens = 0;
	for (let frame = 0; frame < 900; frame++) {
		now += 17;
		feed(samples, 17, frame > 300 && frame < 330);
		onPage.engine.frame(now);
		alone.engine.frame(now);
		if (layers().length > 1 && layers()[1]!.style.display !== 'none') seenLens++;
		if (frame % 90 !== 0) continue;
		const [a, b] = [together(), alone.pixels()];
		expect(b.some((value) => value > 0)).toBe(true);
		expect(a.findIndex((value, index) => value !== b[index])).toBe(-1);
	}
	expect(seenLens).toBeGreaterThan(800);
	onPage.engine.destroy();
	expect(page.querySelectorAll('canvas')).toHaveLength(3);
	page.remove();
});

test('a review that moves on a fine screen hides no sample, and at rest it is the picture drawn anew', () => {
	const samples = new ChartSamples(channels.length, RATE);
	feed(samples, 6 * SECONDS * RATE);
	const picture = () => engineOn(samples, 'review', 2);
	const moved = picture();
	moved.engine.frame(0);
	let now = 0;
	for (const [fromS, secondsPerScreen] of [
		[0.5, 50],
		[7.3, 10],
		[21.123, 30]
	] as const) {
		const part = { fromS, secondsPerScreen };
		moved.show(part);
		moved.engine.frame((now += 17));
		const inMotion = moved.pixels();
		expectNoneHidden(inMotion, moved.engine);
		// between two movements of a slow hand
		moved.engine.frame((now += 17));
		expect(moved.pixels().findIndex((value, index) => value !== inMotion[index])).toBe(-1);
		moved.engine.frame((now += 200));
		const atRest = moved.pixels();
		expectNoneHidden(atRest, moved.engine);
		expect(atRest.findIndex((value, index) => value !== inMotion[index])).not.toBe(-1);
		const anew = picture();
		anew.show(part);
		anew.engine.resize(640, 300, 2);
		anew.engine.frame(0);
		anew.engine.frame(200);
		expect(anew.pixels().findIndex((value, index) => value !== atRest[index])).toBe(-1);
		anew.engine.destroy();
	}
	moved.engine.destroy();
});

/**
 * Of each device pixel of a review at density 2, but for the outermost, which motion may leave out. Edges of columns are
 * moved to whole tiles: a sample may be a pixel beside its own.
 */
function expectNoneHidden(data: Uint8ClampedArray, engine: TraceEngine): void {
	const { endColumn, width, samplesPerColumn } = engine.window();
	for (const [channel, area] of engine.areas.entries()) {
		const [top, bottom] = [2 * area.top, 2 * area.bottom];
		const inked = extremes(data, Math.floor(top), Math.ceil(bottom), 1280);
		const yOf = (sample: number): number =>
			bottom - ((count(channel, sample) + 32_768) / 65_535) * (bottom - top);
		for (let column = 2; column < width - 2; column++) {
			const edge = (k: number): number => Math.ceil((endColumn - width + k) * samplesPerColumn);
			const first = edge(column);
			const ys = Array.from({ length: edge(column + 1) - first }, (_, i) => yOf(first + i));
			const at = Math.round(2 * engine.sides.left) + column;
			const near = inked.slice(at - 1, at + 2).filter(([top]) => top >= 0);
			const [high, low] = [
				Math.min(...near.map(([top]) => top)),
				Math.max(...near.map(([, bottom]) => bottom))
			];
			expect(high).toBeLessThanOrEqual(Math.min(...ys) + 1);
			expect(low).toBeGreaterThanOrEqual(Math.max(...ys) - 2);
		}
	}
}
