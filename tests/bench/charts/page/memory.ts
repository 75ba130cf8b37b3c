/**
 * A live picture fed faster than time passes, to see whether memory grows.
 *
 * @module
 */
import { LiveSamples, PREVIEW } from '#lib/browser/samples.ts';
import { OurPicture } from './ours.ts';
import { CHANNELS, counts, RATE_HZ, spansOf } from './signals.ts';

/** A chart is kept whole, in room made for ten minutes; a preview forgets what is old. */
export type Recorded = 'chart' | 'preview';

/** Samples of one block, as the recorder sends them. */
const BLOCK = 50;
const BLOCKS_A_FRAME = 10;
/** Samples are repeated after this time [s]. */
const TABLE_S = 60;

let forward: (seconds: number) => Promise<void> = () => Promise.resolve();
let destroy: () => void = () => undefined;

/** Shows a chart in the scrolling picture, a preview in the sweeping one. */
export function startMemory(recorded: Recorded): void {
	const chart = recorded === 'preview' ? PREVIEW : 1;
	const table = CHANNELS.map((_, channel) => counts(channel, TABLE_S));
	const live = new LiveSamples(RATE_HZ);
	let end = 0;
	const take = (): void => {
		const at = end % (TABLE_S * RATE_HZ);
		// as blocks come: arrays of their own
		const channels = table.map((counted) => counted.slice(at, at + BLOCK));
		live.take({ sequence: end / BLOCK, chart, firstSample: end, gap: false, channels });
		end += BLOCK;
	};
	take();
	const samples = live.chart(chart);
	if (samples === null) throw new Error('the first block made no samples');
	const picture = new OurPicture(samples, 0);
	const mode = recorded === 'preview' ? 'sweep' : 'scroll';
	const spans = CHANNELS.map(() => ({ min: 0, max: 25 }));
	picture.show({ mode, fromS: 0, secondsPerScreen: 30, spans });
	forward = (seconds) =>
		new Promise((resolve) => {
			const until = end + seconds * RATE_HZ;
			requestAnimationFrame(function draw() {
				for (let i = 0; i < BLOCKS_A_FRAME; i++) take();
				spansOf(samples.tiles, end - 30 * RATE_HZ, end);
				picture.engine.frame((end / RATE_HZ) * 1000);
				if (end < until) requestAnimationFrame(draw);
				else resolve();
			});
		});
	destroy = () => {
		picture.destroy();
		forward = () => Promise.resolve();
	};
}

/** Feeds and draws so many seconds of samples. */
export function feedMemory(seconds: number): Promise<void> {
	return forward(seconds);
}

/** Stops drawing. */
export function stopMemory(): void {
	destroy();
}
