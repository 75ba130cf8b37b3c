/** The demonstration case through all six steps to a sealed session, in both languages. */
import { expect, test, type Page } from '@playwright/test';
import axe from 'axe-core';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jingwei } from '../integration/command-line.ts';
import { WebProcess } from '../fixtures/web-process.ts';
import { Examiner } from './examiner.ts';
import { scoreBlind } from './scorer.ts';

/** Recorded seconds per real second: a quarter of an hour of questions in half a minute. */
const LAPSE = 30;

/** Protocols as a laboratory may keep its own: the virtual instrument at 100 Hz, so that two cores keep up with `LAPSE`. */
function slowerInstrument(): string {
	const folder = mkdtempSync(join(tmpdir(), 'jingwei-protocols-'));
	cpSync(resolve(import.meta.dirname, '../../protocols'), folder, { recursive: true });
	const profile = join(folder, 'devices/virtual-bitalino.yaml');
	writeFileSync(profile, readFileSync(profile, 'utf8').replace('rateHz: 1000', 'rateHz: 100'));
	return folder;
}

/** Nothing that assistive technology stumbles over on the page as it stands. */
async function isAccessible(page: Page): Promise<void> {
	await page.evaluate(axe.source);
	const violations = await page.evaluate(async () => {
		const { axe: engine } = window as unknown as { axe: typeof axe };
		const { violations: found } = await engine.run(document.body);
		return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
	});
	expect(violations).toEqual([]);
}

// a recorded trace takes pictures all the time, which stalls a page that draws all the time
test.use({ trace: 'off' });

for (const locale of ['zh-CN', 'en'] as const)
	test.describe(locale, () => {
		test.use({ locale, viewport: { width: 1366, height: 768 } });

		test('a tester takes the demonstration case through six steps to a sealed session', async ({
			browser
		}) => {
			test.setTimeout(600_000);
			const protocols = slowerInstrument();
			const web = new WebProcess({
				JINGWEI_TIME_LAPSE: String(LAPSE),
				JINGWEI_PROTOCOLS: protocols
			});
			await web.start();
			try {
				const page = await browser.newPage({ baseURL: web.origin });
				const problems: string[] = [];
				page.on('pageerror', (error) => problems.push(error.message));
				const tester = new Examiner(page, locale);
				await tester.enter();
				await isAccessible(page);
				await tester.complete('question-drafting');
				await tester.draftQuestions();
				await isAccessible(page);
				await tester.complete('pre-test-interview');
				await isAccessible(page);
				await tester.interview();
				await tester.complete('formal-test');
				await tester.test();
				await isAccessible(page);
				await tester.complete('chart-analysis');
				await tester.score();
				await isAccessible(page);
				await scoreBlind(browser, { origin: web.origin, locale }, isAccessible);
				await tester.conclude();
				await isAccessible(page);
				await tester.complete('post-test-interview');
				await tester.close();
				await isAccessible(page);
				await page.goto(page.url().replace('post-test-interview', 'result'));
				await expect(page.getByText('高检发研字〔1999〕12号').first()).toBeVisible();
				await isAccessible(page);
				expect(problems).toEqual([]);

				const archive = join(web.data, 'archive');
				const [sealed = ''] = readdirSync(archive);
				const verified = await jingwei(['verify', join(archive, sealed)]);
				expect(verified.code, verified.stderr).toBe(0);
			} finally {
				await web.remove();
				rmSync(protocols, { recursive: true });
			}
		});
	});
