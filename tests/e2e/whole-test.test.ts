/** The demonstration case through all six steps to a sealed session, in both languages. */
import { expect, test } from '@playwright/test';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jingwei } from '../cli/command-line.ts';
import { WebProcess } from '../fixtures/web-process.ts';
import { isAccessible } from './accessible.ts';
import { Examiner } from './examiner.ts';
import { slowerInstrument } from './quick-protocols.ts';
import { scoreBlind } from './scorer.ts';

/** Recorded seconds per real second: a quarter of an hour of questions in half a minute. */
const LAPSE = 30;

// a recorded trace takes pictures all the time, which stalls a page that draws all the time
test.use({ trace: 'off' });

for (const locale of ['zh-CN', 'en'] as const)
	test.describe(locale, () => {
		test.use({ locale, viewport: { width: 1366, height: 768 } });

		test('a tester takes the demonstration case through six steps to a sealed session', async ({
			browser
		}) => {
			test.setTimeout(900_000);
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
				// workers, streams, sounds and pictures of a whole test are all allowed by the policy
				page.on('console', (message) => {
					if (message.text().includes('Content Security Policy')) problems.push(message.text());
				});
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
				await tester.disconnect();
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
				const verified = await jingwei(['verify', join(archive, sealed)], Infinity, {
					environment: { JINGWEI_DATA: web.data }
				});
				expect(verified.code, verified.stderr).toBe(0);
			} finally {
				await web.remove();
				rmSync(protocols, { recursive: true });
			}
		});
	});
