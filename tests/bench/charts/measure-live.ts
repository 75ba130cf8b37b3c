/**
 * Live pictures by turns, each on a page of its own, until every one was watched long enough.
 *
 * @module
 */
import type { BenchBrowser } from './browser.ts';
import { mean, percentile } from './figures.ts';
import type { LiveKind } from './page/live.ts';

/** One way of drawing, watched for a while. Times per frame [ms]. */
export interface LiveFigures {
	readonly frames: number;
	readonly seconds: number;
	readonly script: readonly number[];
	readonly gaps: readonly number[];
	/** Taking in samples, beside `script`. */
	readonly feed: number;
	/** The browser's own count of scripts and of the page's main thread. */
	readonly scriptCounted: number;
	readonly task: number;
	readonly cpu: number;
}

/** Rounds of every kind, in the order they were watched. */
export type LiveRounds = Readonly<Record<LiveKind, LiveFigures[]>>;

const KINDS: readonly LiveKind[] = ['scroll', 'uplot', 'sweep', 'nothing', 'uplot-thin'];

/** Watches every kind in every round. */
export async function measureLive(
	browser: BenchBrowser,
	density: number,
	{ rounds, warmUpS, seconds }: { rounds: number; warmUpS: number; seconds: number }
): Promise<LiveRounds> {
	const found: LiveRounds = { scroll: [], sweep: [], uplot: [], 'uplot-thin': [], nothing: [] };
	for (let round = 0; round < rounds; round++)
		for (const kind of KINDS)
			found[kind].push(await watch(browser, density, kind, warmUpS, seconds));
	return found;
}

async function watch(
	browser: BenchBrowser,
	density: number,
	kind: LiveKind,
	warmUpS: number,
	seconds: number
): Promise<LiveFigures> {
	const { page, spent, close } = await browser.open(density);
	await page.evaluate((started) => {
		bench.startLive(started);
	}, kind);
	await page.waitForTimeout(1000 * warmUpS);
	const before = await spent();
	const began = performance.now();
	const run = await page.evaluate((watched) => bench.watchLive(watched), seconds);
	const passed = (performance.now() - began) / 1000;
	const after = await spent();
	await close();
	const frames = run.gaps.length;
	const perFrame = (ms: number): number => ms / Math.max(1, frames);
	return {
		...{ frames, seconds: passed, script: run.script, gaps: run.gaps, feed: mean(run.feed) },
		scriptCounted: perFrame(after.script - before.script),
		task: perFrame(after.task - before.task),
		cpu: perFrame(after.cpu - before.cpu)
	};
}

/** Everything of one kind in one line of a table. */
export function summary(rounds: readonly LiveFigures[]) {
	const script = rounds.flatMap((round) => round.script);
	const gaps = rounds.flatMap((round) => round.gaps);
	const of = (pick: (round: LiveFigures) => number): number => mean(rounds.map(pick));
	return {
		script: mean(script),
		p50: percentile(script, 0.5),
		p95: percentile(script, 0.95),
		p99: percentile(script, 0.99),
		/** Frames that our script alone kept longer than a sixtieth of a second, 0…1. */
		long: script.filter((ms) => ms > 1000 / 60).length / Math.max(1, script.length),
		scriptCounted: of((round) => round.scriptCounted),
		feed: of((round) => round.feed),
		task: of((round) => round.task),
		cpu: of((round) => round.cpu),
		fps: of((round) => round.frames / round.seconds),
		gapP99: percentile(gaps, 0.99),
		longestGap: Math.max(0, ...gaps)
	};
}
