import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptDatabase } from '#lib/browser/recording/kept-database.ts';
import { recordingsFor, recordingsOwner } from '#lib/browser/recording/owner.ts';
import { ChartSamples } from '#lib/browser/samples.ts';
import {
	chartOf,
	sealedChart,
	type SealedChart
} from '../../../../../tests/fixtures/sealed-chart.ts';
import { workerNetwork, type Served } from '../../../../../tests/fixtures/worker-network.ts';
import { paletteOf } from '../../trace/palette.ts';
import type { TraceChannel, TraceSource } from '../../trace/strip.ts';
import { TraceEngine } from '../../trace/trace-engine.ts';
import { RecordedSamples } from './recorded-samples.svelte.ts';

const RATE = 1000;
const transfer = { digitalMin: -1200, digitalMax: 1200, physicalMin: 0, physicalMax: 25 };
const channels: TraceChannel[] = ['rsp', 'eda', 'ecg'].map((kind) => ({
	...{ name: kind, kind, unit: 'counts', view: null, transfer }
}));

let name: string;
let opened: RecordedSamples[];
beforeEach(async () => {
	name = `test-${crypto.randomUUID()}`;
	opened = [];
	recordingsFor(`tester-${name}`, name);
	await recordingsOwner();
});
afterEach(async () => {
	vi.restoreAllMocks();
	opened.forEach((one) => one.end());
	await new KeptDatabase(name).delete();
});

/** The recording of a chart that this laboratory serves, as a page opens it. */
function opening(
	chart: SealedChart,
	answer: (path: string) => Served | Promise<Served> = chart.answer,
	shown = { fromS: 0, spanS: 120 }
) {
	const network = workerNetwork(answer);
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () =>
		Response.json({
			...{ rateHz: RATE, samples: chart.samples, sealedAs: 'sealed-1' },
			channels: channels.map(({ name: channel }) => ({ name: channel, unit: '', ...transfer }))
		})
	);
	const recorded = new RecordedSamples({
		database: name,
		shown: () => shown,
		makeWorker: () =>
			new Worker(new URL('../../../../../tests/fixtures/sealed-test.worker.ts', import.meta.url), {
				type: 'module',
				name: network.name
			})
	});
	opened.push(recorded);
	const gaps = chart.gaps.map(({ from, to }) => ({ firstSample: from, samples: to - from }));
	const load = (): Promise<void> => recorded.load('/api/sessions/s', 1, gaps);
	return { recorded, load, asked: network.asked };
}

/** A review of the whole length, and what stands on its canvas. */
function review(source: TraceSource, seconds: number) {
	const canvases = [0, 1, 2].map(() => document.createElement('canvas')) as [
		...Parameters<(a: HTMLCanvasElement, b: HTMLCanvasElement, c: HTMLCanvasElement) => void>
	];
	const engine = new TraceEngine(...canvases);
	engine.resize(640, 300, 1);
	engine.setSource(source);
	engine.configure({
		...{ channels, sourceIndex: [0, 1, 2], rateHz: RATE, mode: 'review', fromS: 0 },
		...{ secondsPerScreen: seconds, spans: channels.map(() => ({ min: 0, max: 25 })) },
		...{ palette: paletteOf(document.body), fontFamily: 'sans-serif', timeText: String }
	});
	let now = 0;
	const pixels = (): string => {
		engine.frame((now += 17));
		return canvases[2].getContext('2d')!.getImageData(0, 0, 640, 300).data.join();
	};
	return pixels;
}

test('a review is drawn coarse, then again when finer data comes, and in the end is that of every sample', async () => {
	const chart = sealedChart(20, 3, 40 * 8192);
	let release: () => void = () => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const { recorded, load } = opening(chart, async (path) => {
		if (!path.includes('tile=1024')) await held;
		return chart.answer(path);
	});
	const done = load();
	await vi.waitFor(() => expect(recorded.samples).not.toBeNull());
	expect([recorded.loadedS, recorded.lengthS]).toEqual([0, chart.samples / RATE]);
	expect(recorded.samples!.end).toBe(chart.samples);
	const seconds = 30;
	const pixels = review(recorded.samples!, seconds);
	const coarse = pixels();
	expect(pixels()).toBe(coarse);
	release();
	await done;
	expect(recorded.failed).toBe(false);
	expect(recorded.loadedS).toBe(recorded.lengthS);
	const fine = pixels();
	expect(fine).not.toBe(coarse);
	const truth = new ChartSamples(3, RATE);
	let at = 0;
	for (const { from, to } of [...recorded.samples!.missing, { from: chart.samples, to: 0 }]) {
		truth.append(
			at,
			chart.channels.map((counts) => counts.subarray(at, from))
		);
		if (to > from)
			truth.append(
				from,
				chart.channels.map((counts) => counts.subarray(from, to)),
				true
			);
		at = to;
	}
	expect(truth.end).toBe(chart.samples);
	expect(recorded.samples!.missing).toEqual(truth.missing);
	expect(truth.missing.length).toBeGreaterThan(0);
	expect(fine === review(truth, seconds)()).toBe(true);
});

test('opened again it is read from the copy, and the same chart is not read twice by one page', async () => {
	const chart = sealedChart(21);
	const first = opening(chart);
	await first.load();
	const asked = first.asked.length;
	expect(asked).toBeGreaterThan(0);
	await first.load();
	expect(first.asked.length).toBe(asked);
	const again = opening(chart);
	await again.load();
	expect(again.asked).toEqual([]);
	expect(again.recorded.loadedS).toBe(again.recorded.lengthS);
});

test('the part that is looked at is read before the rest', async () => {
	const counts = new Int32Array(120 * 8192).fill(7);
	const chart = chartOf([counts, counts, counts]);
	const { load, asked } = opening(chart, chart.answer, { fromS: 700, spanS: 10 });
	await load();
	const [first] = asked.filter((path) => path.includes('blocks'));
	const from = Number(new URL(first!, location.href).searchParams.get('from'));
	expect(from).toBeGreaterThan(500 * RATE);
	expect(from).toBeLessThanOrEqual(700 * RATE);
});

test('as long as a single sample lacks it is not told as whole', async () => {
	const chart = sealedChart(22, 3, 60 * 8192);
	const { recorded, load } = opening(chart, (path) => {
		const { searchParams } = new URL(path, location.href);
		const isLast = path.includes('blocks') && Number(searchParams.get('to')) === chart.samples;
		return isLast ? 'away' : chart.answer(path);
	});
	await load();
	expect(recorded.failed).toBe(true);
	expect(recorded.loadedS).toBeLessThan(recorded.lengthS - 1);
});

test('somebody who is locked out keeps and reads no copy', async () => {
	const chart = sealedChart(23);
	const first = opening(chart);
	await first.load();
	recordingsFor(null, name);
	const second = opening(chart);
	await second.load();
	expect(second.asked.some((path) => path.includes('blocks'))).toBe(true);
	const database = new KeptDatabase(name);
	expect(await database.part.count()).toBe(0);
	database.close();
});
