/**
 * What may happen to the browser while a chart is recorded: killed, standing still, reloaded, keys pressed twice. The recorder
 * goes on, the page has every sample again, and every mark stands in the log once.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SessionEvent } from '#lib/core/session/event.ts';
import { launchOptions } from '../browser.ts';
import { wordsOf } from '../e2e/words.ts';
import { soon, WatchedChart } from '../fixtures/watched-chart.ts';
import { recordFault } from './record-fault.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const HIDDEN_MS = 5000;
const w = wordsOf('en');

const chart = new WatchedChart();
/** What the browser keeps on disk: its outbox has to be there again. */
const profile = mkdtempSync(join(tmpdir(), 'jingwei-profile-'));
let context: BrowserContext;
let page: Page;
/** Marks made in the page. */
let made = 0;

beforeAll(async () => {
	await chart.open();
	await chart.begin();
	await openBrowser();
});
afterAll(async () => {
	await context.close();
	await chart.remove();
	rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Opens the page of the formal test as the tester of the demonstration. Gives back how long the page took [ms]. */
async function openBrowser(): Promise<number> {
	const baseURL = chart.web.origin;
	const settings = { ...(await launchOptions()), headless: true, baseURL, locale: 'en' };
	context = await chromium.launchPersistentContext(profile, settings);
	context.setDefaultTimeout(60_000);
	page = context.pages()[0] ?? (await context.newPage());
	await page.goto('/sign-in');
	await hydrated();
	await page.getByRole('button', { name: w('kit_role_tester') }).click();
	await page.waitForURL('**/cases');
	const startedMs = performance.now();
	const [place = ''] = new RegExp(`/cases/[\\w-]+/sessions/${chart.sessionId}`).exec(
		await page.content()
	)!;
	await page.goto(`${place}/formal-test`);
	await hydrated();
	await page.locator('canvas:visible').first().waitFor();
	return performance.now() - startedMs;
}

async function consoleIsThere(): Promise<void> {
	await hydrated();
	await page
		.getByRole('button', { name: w('live_artifact') })
		.first()
		.waitFor();
}

const hydrated = () => page.locator('html[data-hydrated]').waitFor({ state: 'attached' });

/** Ends every process of this browser as nobody expects it. */
function killBrowser(): void {
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
		try {
			if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile))
				process.kill(Number(pid), 'SIGKILL');
		} catch (error) {
			// it ended meanwhile
			if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
		}
}

/** What is clear in the rows of a table of the page's own database. */
interface KeptRow {
	readonly firstSequence?: number;
	readonly lastSequence?: number;
}

function rowsOf(table: 'outbox' | 'block'): Promise<KeptRow[]> {
	return page.evaluate(
		(name) =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('jingwei-sealed');
				opening.onerror = () => reject(new Error('no database'));
				opening.onsuccess = () => {
					const rows = opening.result.transaction(name).objectStore(name).getAll();
					rows.onsuccess = () => {
						opening.result.close();
						const all = rows.result as KeptRow[];
						resolve(
							all.map((row) => ({
								...(row.firstSequence !== undefined && { firstSequence: row.firstSequence }),
								...(row.lastSequence !== undefined && { lastSequence: row.lastSequence })
							}))
						);
					};
				};
			}),
		table
	);
}

/** The page keeps every block up to now, from its first one on: without a hole. */
async function hasEverySample(): Promise<void> {
	const { last } = await chart.instrument.count();
	await soon('the samples beside the page', () => chart.tab.last >= last);
	const wanted = chart.tab.sequence;
	let kept: KeptRow[] = [];
	await soon('the blocks in the page', async () => {
		kept = await rowsOf('block');
		return Math.max(...kept.map(({ lastSequence = 0 }) => lastSequence)) >= wanted;
	});
	const rows = kept.toSorted((one, two) => one.firstSequence! - two.firstSequence!);
	let next = rows[0]!.firstSequence!;
	for (const { firstSequence, lastSequence } of rows) {
		expect(firstSequence).toBeLessThanOrEqual(next);
		next = Math.max(next, lastSequence! + 1);
	}
}

const inLog = (type: SessionEvent['type']) =>
	chart.tab.log.filter((event) => event.type === type).length;

/** Marks a movement in the page, as one does at any time. */
async function markArtifact(): Promise<void> {
	await page.keyboard.press('a');
	await page.keyboard.press('m');
	made++;
}

test('F27: pressed twice, reloaded, gone back', async () => {
	await chart.suffer('F27', { runs: 4 }, async () => {
		await page
			.getByRole('button', { name: w('live_do_announce_start') })
			.first()
			.waitFor();
		await Promise.all([page.keyboard.press('x'), page.keyboard.press('x')]);
		made++;
		await soon('the announcement', () => inLog('chart-announced') > 0);
		await page.reload();
		await consoleIsThere();
		// left at once: the key it is sealed with may not have come
		await markArtifact();
		await page.goto('/cases');
		await page.goBack();
		await consoleIsThere();
		await markArtifact();
		await soon('both marks', () => inLog('artifact-marked') === 2);
		await hasEverySample();
		expect(await rowsOf('outbox')).toEqual([]);
		return 'a key pressed twice, the page reloaded, left and come back to';
	});
});

test('F10: the browser is killed with a mark that was not sent', async () => {
	await chart.suffer('F10', { runs: 1 }, async () => {
		await page.route('**/api/sessions/*/events', (route) => route.abort());
		await markArtifact();
		await soon('the mark on the disk', async () => (await rowsOf('outbox')).length === 1);
		expect(inLog('artifact-marked')).toBe(2);
		killBrowser();
		await sleep(500);
		chart.remark();
		const openedMs = Math.round(await openBrowser());
		await soon('the mark in the log', () => inLog('artifact-marked') === 3);
		await hasEverySample();
		return `killed with a mark in its outbox; its traces were there ${openedMs} ms after the page was opened again`;
	});
});

test('F11: the page stands still; then everything is counted', async () => {
	await chart.suffer('F11', { runs: 1 }, async () => {
		const session = await context.newCDPSession(page);
		const longestPause = await page.evaluateHandle(() => {
			const seen = { atMs: performance.now(), pauseMs: 0 };
			setInterval(() => {
				const now = performance.now();
				seen.pauseMs = Math.max(seen.pauseMs, now - seen.atMs);
				seen.atMs = now;
			}, 100);
			return seen;
		});
		// this Chromium has no window that could be hidden: the page is held still instead
		await session.send('Debugger.enable');
		await session.send('Debugger.pause');
		await sleep(HIDDEN_MS);
		chart.remark();
		await session.send('Debugger.resume');
		const againMs = performance.now();
		await hasEverySample();
		const tookMs = Math.round(performance.now() - againMs);
		const { pauseMs } = await longestPause.jsonValue();
		expect(pauseMs).toBeGreaterThan(HIDDEN_MS - 500);
		return `held still for ${HIDDEN_MS / 1000} s; every block was in its database ${tookMs} ms after`;
	});
	const log = await chart.finish();
	const types: readonly string[] = ['chart-announced', 'artifact-marked'];
	const heard = log.filter(({ type }) => types.includes(type)).length;
	const marks = { unit: 'marks of the page', lostExpected: 0, declared: 0 };
	for (const id of ['F10', 'F27'] as const)
		recordFault({ id, runs: made, ...marks, lostActual: Math.abs(made - heard) });
});
