/**
 * Techniques in the browser, on the virtual instrument: the list written, a chart recorded, measured and scored. They
 * begin in Chinese and English by turns and the language changes on the way, so that every page of them is seen in both.
 */
import { expect, test, type Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { WebProcess } from '../fixtures/web-process.ts';
import { isAccessible } from './accessible.ts';
import { Examiner } from './examiner.ts';
import { shortTests } from './quick-protocols.ts';
import { fillAndSeal } from './scorer.ts';
import { TechniqueWay } from './technique-way.ts';

/** Recorded seconds per real second. */
const LAPSE = 60;

/**
 * One test for each technique, in one laboratory.
 *
 * @param techniques ids of protocols/techniques
 */
export function testTechniques(techniques: readonly string[]): void {
	// a recorded trace takes pictures all the time, which stalls a page that draws all the time
	test.use({ trace: 'off' });
	const protocols = shortTests();
	const web = new WebProcess({ JINGWEI_TIME_LAPSE: String(LAPSE), JINGWEI_PROTOCOLS: protocols });
	let page: Page;
	let caseUrl = '';
	const problems: string[] = [];

	test.beforeAll(async ({ browser }) => {
		test.setTimeout(120_000);
		await web.start();
		const viewport = { width: 1366, height: 768 };
		page = await browser.newPage({ baseURL: web.origin, locale: 'zh-CN', viewport });
		page.on('pageerror', (error) => problems.push(error.message));
		await new Examiner(page, 'zh-CN').enter();
		caseUrl = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
	});

	test.afterEach(async () => {
		const { status, expectedStatus } = test.info();
		if (status === expectedStatus) return;
		// what is kept beside the report is not there to be read where only the output is
		console.log(web.output, problems, await page.locator('body').ariaSnapshot());
	});

	test.afterAll(async () => {
		await page.close();
		await web.remove();
		rmSync(protocols, { recursive: true });
	});

	for (const [index, technique] of techniques.entries())
		test(`${technique}: drafted, tested and scored, in both languages`, async () => {
			test.setTimeout(600_000);
			const way = new TechniqueWay(page, technique, index % 2 === 0 ? 'zh-CN' : 'en');
			await way.open(caseUrl, `T-${String(index + 1)}`);
			await isAccessible(page);
			await way.draft();
			await way.switchLanguage();
			await way.interview();
			await isAccessible(page);
			await way.test();
			await way.tester.measure();
			await isAccessible(page);
			await way.tester.openTab('analysis_tab_sheet');
			await fillAndSeal(page, way.tester.w);
			await way.tester.openTab('analysis_tab_scores');
			await expect(page.getByRole('tabpanel').getByRole('article').first()).toBeVisible();
			await isAccessible(page);
			await way.switchLanguage();
			await way.tester.openTab('analysis_tab_scores');
			await expect(page.getByRole('tabpanel').getByRole('article').first()).toBeVisible();
			await isAccessible(page);
			expect(problems).toEqual([]);
		});
}
