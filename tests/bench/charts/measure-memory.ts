/**
 * Memory of the page after every part of a live recording, garbage collected before each look.
 *
 * @module
 */
import type { BenchBrowser } from './browser.ts';
import { slope } from './figures.ts';
import type { Recorded } from './page/memory.ts';

/** Samples before anything is counted: a preview has filled the room it keeps [s]. */
const WARM_UP_S = { chart: 60, preview: 300 };
const COUNTED_S = { chart: 530, preview: 600 };
const STEP_S = 30;
const MB = 2 ** 20;

/** Memory of one recording. */
export interface MemoryFigures {
	/** Script heap, the page's own objects and array buffers, after the warm-up [MB]. */
	readonly first: number;
	/** Straight line through all looks, over 600 s [MB]. */
	readonly trend: number;
	readonly looks: number;
}

/** Feeds ten simulated minutes and looks every half minute. */
export async function measureMemory(
	browser: BenchBrowser,
	recorded: Recorded
): Promise<MemoryFigures> {
	const { page, protocol, close } = await browser.open(1);
	await protocol.send('HeapProfiler.enable');
	const used = async (): Promise<number> => {
		await protocol.send('HeapProfiler.collectGarbage');
		const usage = await protocol.send('Runtime.getHeapUsage');
		return (usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize) / MB;
	};
	await page.evaluate((kind) => {
		bench.startMemory(kind);
	}, recorded);
	const forward = (seconds: number): Promise<void> =>
		page.evaluate((fed) => bench.feedMemory(fed), seconds);
	await forward(WARM_UP_S[recorded]);
	const points = [{ x: 0, y: await used() }];
	for (let x = STEP_S; x <= COUNTED_S[recorded]; x += STEP_S) {
		await forward(STEP_S);
		points.push({ x, y: await used() });
	}
	await close();
	return { first: points[0]?.y ?? 0, trend: 600 * slope(points), looks: points.length };
}
