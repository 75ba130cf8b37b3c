/** More tabs of one browser than it opens connections to a server: pages, requests and the stream still get through. */
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { demonstrationContent, parseDemonstration } from '#lib/core/casework/demonstration.ts';
import { WebProcess } from '../fixtures/web-process.ts';
import { Examiner } from './examiner.ts';
import { wordsOf } from './words.ts';

/** A browser opens six connections to a server. */
const TABS = 8;
const FACT = '另一个窗口登记的事实';
const [fact] = demonstrationContent(
	parseDemonstration(readFileSync('protocols/demonstration/coin-club.yaml', 'utf8')),
	'zh-CN',
	1
).facts;

test.use({ trace: 'off', locale: 'zh-CN', viewport: { width: 1366, height: 768 } });

/** What the tabs before hide behind: pages that a test opens are all looked at otherwise. */
async function show(page: Page, isHidden: boolean): Promise<void> {
	await page.evaluate((hidden) => {
		Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
		document.dispatchEvent(new Event('visibilitychange'));
	}, isHidden);
}

test('eight tabs of a session: the one that is looked at is told everything, and no request waits', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const web = new WebProcess();
	await web.start();
	try {
		const w = wordsOf('zh-CN');
		const context = await browser.newContext({ baseURL: web.origin });
		const first = await context.newPage();
		await new Examiner(first, 'zh-CN').enter();
		const isLive = async (page: Page): Promise<void> => {
			await expect(page.getByRole('button', { name: w('steps_add_fact') }).first()).toBeVisible();
			await expect(page.getByText(w('kit_connecting'))).toBeHidden({ timeout: 20_000 });
			await expect(page.getByText(w('kit_crowded'))).toBeHidden({ timeout: 20_000 });
		};
		const pages = [first];
		while (pages.length < TABS) {
			await Promise.all(pages.map((page) => show(page, true)));
			const page = await context.newPage();
			await page.goto(first.url());
			await new Examiner(page, 'zh-CN').alive();
			await isLive(page);
			pages.push(page);
		}
		const last = pages.at(-1)!;
		const session = last.url().split('/').at(-2) ?? '';
		const took = await last.evaluate(async () => {
			const begin = performance.now();
			await fetch('/api/clock', { signal: AbortSignal.timeout(8_000) });
			return performance.now() - begin;
		});
		expect(took).toBeLessThan(4_000);
		// what happened meanwhile is told to the first one when that is looked at again
		const told = first.getByText(FACT).first();
		const added = {
			...{ id: crypto.randomUUID(), type: 'fact-recorded' },
			at: { utc: new Date().toISOString(), monotonicS: null },
			data: { ...fact, factId: 'f-of-another-tab', text: FACT }
		};
		const answer = await last.request.post(`/api/sessions/${session}/events`, {
			data: { events: [added] },
			headers: { origin: web.origin }
		});
		expect(await answer.text()).toContain('"ok":true');
		await show(last, true);
		await show(first, false);
		await isLive(first);
		await expect(told).toBeVisible({ timeout: 20_000 });
	} finally {
		await web.remove();
	}
});
