/**
 * Two hours at once: the time until they are on the screen, and the script time of every step of panning and zooming.
 *
 * @module
 */
import { ChartSamples } from '#lib/browser/samples.ts';
import type uPlot from 'uplot';
import { OurPicture } from './ours.ts';
import { peerPicture } from './peer.ts';
import { CHANNELS, counts, RATE_HZ, spansOf } from './signals.ts';

/** Who draws. */
export type Drawer = 'ours' | 'uplot';

/** How long the recording is, and the shortest part that is looked at [s]. */
const [LONGEST_S, SHORTEST_S] = [7200, 10];
/** After this time without a step the picture rests [ms]. */
const RESTED_MS = 1000;
/** Steps of a sequence. */
export const STEPS = 200;
/** Steps from the longest to the shortest and back. */
const CYCLE = 50;

let samples = new ChartSamples(0, RATE_HZ, 1);
let data: uPlot.AlignedData = [[]];
let picture: OurPicture | null = null;
let plot: uPlot | null = null;

/** Makes the recording. Gives its samples, and the time of keeping them and building the tiles [ms]. */
export function prepareReview(): { samples: number; tiles: number } {
	const values = CHANNELS.map((_, channel) => counts(channel, LONGEST_S));
	const begin = performance.now();
	samples = new ChartSamples(CHANNELS.length, RATE_HZ, LONGEST_S);
	samples.append(0, values);
	const tiles = performance.now() - begin;
	data = [Float64Array.from(values[0]!, (_, i) => i / RATE_HZ), ...values];
	return { samples: LONGEST_S * RATE_HZ * CHANNELS.length, tiles };
}

/** Time from “the tiles are there” to the first frame on the screen, with a new picture [ms]. */
export async function paintReview(drawer: Drawer): Promise<number> {
	return painted(() => (drawer === 'ours' ? ours() : peer()));
}

/** Script time of one step of panning and zooming, in a frame of its own [ms]. */
export async function stepReview(drawer: Drawer, step: number): Promise<number> {
	const view = viewAt(step);
	if (drawer === 'ours') {
		const drawn = (picture ??= ours());
		return scripted((now) => {
			showOurs(drawn, view, now);
		});
	}
	const drawn = (plot ??= peer());
	return scripted(() => {
		drawn.setScale('x', { min: view.fromS, max: view.fromS + view.seconds });
	});
}

/** Script time of the frame after a step, when nothing moves any more, of ours [ms]. */
export async function restReview(): Promise<number> {
	return scripted((now) => {
		picture?.engine.frame(now + RESTED_MS);
	});
}

interface Part {
	readonly fromS: number;
	readonly seconds: number;
}

/** Zooming in and out again while the middle wanders through the recording. */
function viewAt(step: number): Part {
	const turn = (step % CYCLE) / CYCLE;
	const depth = turn < 0.5 ? 2 * turn : 2 - 2 * turn;
	const seconds = LONGEST_S * (SHORTEST_S / LONGEST_S) ** depth;
	const middle = LONGEST_S * (0.1 + 0.8 * (step / STEPS));
	return { fromS: Math.max(0, Math.min(LONGEST_S - seconds, middle - seconds / 2)), seconds };
}

const WHOLE: Part = { fromS: 0, seconds: LONGEST_S };

function ours(): OurPicture {
	const made = new OurPicture(samples, LONGEST_S);
	showOurs(made, WHOLE, performance.now());
	return made;
}

/** As the page does it: scales that hold the whole recording, then everything drawn anew. */
function showOurs(drawn: OurPicture, { fromS, seconds }: Part, now: number): void {
	const spans = spansOf(samples.tiles, 0, samples.end);
	drawn.show({ mode: 'review', fromS, secondsPerScreen: seconds, spans });
	drawn.engine.frame(now);
}

function peer(): uPlot {
	return peerPicture(data, spansOf(samples.tiles, 0, samples.end), 1);
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Time from nothing to the end of the frame that shows it [ms]. */
async function painted(make: () => { destroy(): void }): Promise<number> {
	await nextFrame();
	const begin = performance.now();
	const made = make();
	await nextFrame();
	// a task after the frame's callbacks begins when that frame has been drawn
	await new Promise<void>((resolve) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = () => resolve();
		channel.port2.postMessage(null);
	});
	const passed = performance.now() - begin;
	made.destroy();
	await nextFrame();
	return passed;
}

/** Script time of one step in a frame of its own [ms]; drawn in the frame's callback, where the browser counts it. */
function scripted(draw: (now: number) => void): Promise<number> {
	return new Promise((resolve) => {
		requestAnimationFrame((now) => {
			const begin = performance.now();
			draw(now);
			// uPlot draws in a microtask
			queueMicrotask(() => {
				resolve(performance.now() - begin);
			});
		});
	});
}
