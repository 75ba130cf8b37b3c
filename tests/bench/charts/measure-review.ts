/**
 * Two hours at once: the time until they are on the screen, and the time of every step, ours and uPlot by turns.
 *
 * @module
 */
import type { BenchBrowser } from './browser.ts';
import { STEPS, type Drawer } from './page/review.ts';

/** Times of one way of drawing [ms]. */
export interface DrawerTimes {
	/** From “the tiles are there” to the first frame on the screen, each time with a new picture. */
	readonly paints: number[];
	/** Script of each step by the clock. */
	readonly steps: number[];
	/** The same by the browser's own count of processor time. */
	readonly stepsCpu: number[];
}

/** Times of a review. */
export interface ReviewRun {
	readonly samples: number;
	/** Keeping all samples and building the tiles above them [ms]. */
	readonly tiles: number;
	readonly ours: DrawerTimes;
	/** Script of the frame at rest after each of our steps, by the browser's own count [ms]. */
	readonly rests: number[];
	readonly uplot: DrawerTimes;
}

const DRAWERS = ['ours', 'uplot'] as const;
/** uPlot goes through every seventh step only, from the longest to the shortest all the same: it takes seconds. */
const EVERY = { ours: 1, uplot: 7 };

/** Measures both at one density. */
export async function measureReview(
	browser: BenchBrowser,
	density: number,
	paints: number
): Promise<ReviewRun> {
	const { page, spent, close } = await browser.open(density);
	const prepared = await page.evaluate(() => bench.prepareReview());
	const empty = (): DrawerTimes => ({ paints: [], steps: [], stepsCpu: [] });
	const run = { ...prepared, ours: empty(), rests: [] as number[], uplot: empty() };
	for (let paint = 0; paint < paints; paint++)
		for (const drawer of DRAWERS)
			run[drawer].paints.push(await page.evaluate((who: Drawer) => bench.paintReview(who), drawer));
	// the pictures of the steps are made before the first that counts
	for (const drawer of DRAWERS)
		await page.evaluate((who: Drawer) => bench.stepReview(who, 0), drawer);
	for (let step = 0; step < STEPS; step++)
		for (const drawer of DRAWERS) {
			if (step % EVERY[drawer] !== 0) continue;
			const before = await spent();
			const took = await page.evaluate(([who, at]) => bench.stepReview(who, at), [
				drawer,
				step
			] as const);
			const after = await spent();
			run[drawer].steps.push(took);
			run[drawer].stepsCpu.push(after.script - before.script);
			if (drawer === 'uplot') continue;
			await page.evaluate(() => bench.restReview());
			run.rests.push((await spent()).script - after.script);
		}
	await close();
	return run;
}
