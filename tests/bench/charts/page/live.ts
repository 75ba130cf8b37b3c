/**
 * A live picture: new samples at every frame, the script time of each frame, the time between frames.
 *
 * @module
 */
import { ChartSamples } from '#lib/browser/samples.ts';
import type uPlot from 'uplot';
import { OurPicture } from './ours.ts';
import { peerPicture } from './peer.ts';
import { CHANNELS, counts, RATE_HZ, spansOf } from './signals.ts';

/**
 * What is drawn: ours in two ways, uPlot with its usual line of 1 CSS px, and with 1 device px; and nothing at all, which
 * tells what the loop itself costs.
 */
export type LiveKind = 'scroll' | 'sweep' | 'uplot' | 'uplot-thin' | 'nothing';

/** What was measured in one stretch, one number for each frame [ms]. */
export interface LiveRun {
	readonly script: number[];
	/** Taking in the new samples, which is not part of `script`. */
	readonly feed: number[];
	/** Since the frame before. */
	readonly gaps: number[];
}

interface Subject {
	take(first: number, channels: readonly Int32Array[]): void;
	draw(nowMs: number): void;
	destroy(): void;
}

const WINDOW_S = 30;
/** Samples are repeated after this time [s]. */
const TABLE_S = 120;

let table: Int32Array[] = [];
let stop: () => void = () => undefined;
let frames: LiveRun = { script: [], feed: [], gaps: [] };

/** Starts drawing; a window of samples is there from the beginning. */
export function startLive(kind: LiveKind): void {
	table = CHANNELS.map((_, channel) => counts(channel, TABLE_S));
	const subject = subjectOf(kind);
	let request = 0;
	let end = WINDOW_S * RATE_HZ;
	let before: number | null = null;
	let isStopped = false;
	const draw = (now: number): void => {
		if (before !== null) frames.gaps.push(now - before);
		const passed = Math.min(
			WINDOW_S * RATE_HZ,
			Math.round(((now - (before ?? now)) / 1000) * RATE_HZ)
		);
		before = now;
		const begin = performance.now();
		subject.take(end, part(end, passed));
		end += passed;
		const fed = performance.now();
		subject.draw(now);
		// uPlot draws in a microtask of its own, which was queued before this one
		queueMicrotask(() => {
			frames.feed.push(fed - begin);
			frames.script.push(performance.now() - fed);
		});
		if (!isStopped) request = requestAnimationFrame(draw);
	};
	request = requestAnimationFrame(draw);
	stop = () => {
		isStopped = true;
		cancelAnimationFrame(request);
		subject.destroy();
	};
}

/** What happens from now on, for so many seconds. */
export async function watchLive(seconds: number): Promise<LiveRun> {
	frames = { script: [], feed: [], gaps: [] };
	await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
	return frames;
}

/** Stops drawing. */
export function stopLive(): void {
	stop();
}

/** So many samples from an index on; the table is repeated. */
function part(first: number, length: number): Int32Array[] {
	const whole = TABLE_S * RATE_HZ;
	const at = first % whole;
	if (at + length <= whole) return table.map((channel) => channel.subarray(at, at + length));
	return table.map((channel) => {
		const joined = new Int32Array(length);
		joined.set(channel.subarray(at));
		joined.set(channel.subarray(0, at + length - whole), whole - at);
		return joined;
	});
}

function subjectOf(kind: LiveKind): Subject {
	if (kind === 'nothing')
		return { take: () => undefined, draw: () => undefined, destroy: () => undefined };
	if (kind === 'scroll' || kind === 'sweep') return ours(kind);
	return peer(kind === 'uplot' ? 1 : 1 / devicePixelRatio);
}

function ours(mode: 'scroll' | 'sweep'): Subject {
	const samples = new ChartSamples(CHANNELS.length, RATE_HZ);
	samples.append(0, part(0, WINDOW_S * RATE_HZ));
	const picture = new OurPicture(samples, 600);
	const spans = spansOf(samples.tiles, 0, samples.end);
	picture.show({ mode, fromS: 0, secondsPerScreen: WINDOW_S, spans });
	return {
		take: (first, channels) => samples.append(first, channels),
		draw: (nowMs) => picture.engine.frame(nowMs),
		destroy: () => picture.destroy()
	};
}

/** Keeps the window in buffers twice as long, so that it is handed over without being copied. */
function peer(lineWidth: number): Subject {
	const length = WINDOW_S * RATE_HZ;
	const time = new Float64Array(2 * length);
	const buffers = CHANNELS.map(() => new Int32Array(2 * length));
	let end = length;
	for (let i = 0; i < length; i++) time[i] = i / RATE_HZ;
	part(0, length).forEach((channel, index) => buffers[index]!.set(channel));
	const window = (): uPlot.AlignedData => [
		time.subarray(end - length, end),
		...buffers.map((buffer) => buffer.subarray(end - length, end))
	];
	const samples = new ChartSamples(CHANNELS.length, RATE_HZ);
	samples.append(0, part(0, length));
	const picture = peerPicture(window(), spansOf(samples.tiles, 0, samples.end), lineWidth);
	return {
		take(first, channels) {
			const count = channels[0]!.length;
			if (end + count > 2 * length) {
				time.copyWithin(0, end - length, end);
				buffers.forEach((buffer) => buffer.copyWithin(0, end - length, end));
				end = length;
			}
			for (let i = 0; i < count; i++) time[end + i] = (first + i) / RATE_HZ;
			channels.forEach((channel, index) => buffers[index]!.set(channel, end));
			end += count;
		},
		draw: () => picture.setData(window()),
		destroy: () => picture.destroy()
	};
}
