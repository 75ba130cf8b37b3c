/**
 * The traces beside uPlot in one run of a headless Chromium: live, review, memory, and whether spikes are seen.
 *
 * `main.ts [live] [review] [memory] [truth] [--check]`: without names everything, and the figures are kept in `RESULTS.md`.
 * With `--check` it ends with 1 when a target is missed by more than runs differ; one by the clock only when the machine was
 * free at the beginning.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { startBrowser, type BenchBrowser } from './browser.ts';
import { measureLive, type LiveRounds } from './measure-live.ts';
import { measureMemory } from './measure-memory.ts';
import { measureReview, type ReviewRun } from './measure-review.ts';
import { liveTable, resultsPage, reviewTable, targetTable } from './report.ts';
import { servePage } from './serve-page.ts';
import { liveTargets, memoryTarget, reviewTargets, truthTarget, type Target } from './targets.ts';

const DENSITIES = [1, 2];
const LIVE = { rounds: 3, warmUpS: 3, seconds: 8 };
const FIRST_PAINTS = 5;
const SPIKES = 200;
/** Share of places without a spike that may hold ink by chance: another spike stands there. */
const MOST_ELSEWHERE = 0.05;

const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith('--'));
const isAsked = (part: string): boolean => named.length === 0 || named.includes(part);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const loadNow = (): number => loadavg()[0] ?? 0;

const targets: Target[] = [];
const live = new Map<number, LiveRounds>();
const reviews = new Map<number, ReviewRun>();
const begin = loadNow();
/** Before anything of ours ran, others left no processor free. */
const isDisturbed = begin > availableParallelism() / 2;
const served = await servePage();
const browser = await startBrowser(served.url);
try {
	for (const density of DENSITIES) if (isAsked('truth')) await look(browser, density);
	for (const recorded of ['chart', 'preview'] as const)
		if (isAsked('memory'))
			targets.push(memoryTarget(`live ${recorded}`, await measureMemory(browser, recorded)));
	for (const density of DENSITIES) if (isAsked('review')) await goThrough(browser, density);
	for (const density of DENSITIES) {
		if (!isAsked('live')) continue;
		const rounds = await measureLive(browser, density, LIVE);
		live.set(density, rounds);
		targets.push(...liveTargets(rounds, { density, isDisturbed }));
	}
} finally {
	await browser.close();
	served.close();
}

const load: [number, number] = [begin, loadNow()];
const tables = [
	...(live.size > 0 ? [liveTable(live)] : []),
	...(reviews.size > 0 ? [reviewTable(reviews)] : []),
	targetTable(targets)
];
say(tables.join('\n\n'));
say(`load ${load.map((value) => value.toFixed(1)).join(' … ')}`);
if (named.length === 0) {
	const page = { browser: browser.version, load, targets, live, review: reviews };
	await writeFile(join(import.meta.dirname, 'RESULTS.md'), await resultsPage(page));
}
if (words.includes('--check') && targets.some(({ verdict }) => verdict === 'not met'))
	process.exitCode = 1;

async function look(at: BenchBrowser, density: number): Promise<void> {
	const { page, close } = await at.open(density);
	const seen = await page.evaluate((spikes) => bench.truth(spikes), SPIKES);
	await close();
	for (const lost of seen.lost) say(`not seen: ${lost}`);
	if (seen.elsewhere > MOST_ELSEWHERE * seen.looked)
		throw new Error(`ink where no spike is: ${String(seen.elsewhere)} of ${String(seen.looked)}`);
	targets.push(truthTarget(seen, density));
}

async function goThrough(at: BenchBrowser, density: number): Promise<void> {
	const run = await measureReview(at, density, FIRST_PAINTS);
	reviews.set(density, run);
	targets.push(...reviewTargets(run, { density, isDisturbed }));
}
