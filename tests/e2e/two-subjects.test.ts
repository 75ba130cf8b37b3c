/** Two people of one case, three interviews, two raters: what an interviewer and a supervisor find, in both languages. */
import { expect as soon, test, type Page } from '@playwright/test';
import axe from 'axe-core';
import { WebProcess } from '../fixtures/web-process.ts';
import { casePlace } from './case-place.ts';
import { wordsOf } from './words.ts';

const expect = soon.configure({ timeout: 60_000 });

type Words = ReturnType<typeof wordsOf>;

async function isAccessible(page: Page): Promise<void> {
	await page.evaluate(axe.source);
	const violations = await page.evaluate(async () => {
		const { axe: engine } = window as unknown as { axe: typeof axe };
		const { violations: found } = await engine.run(document.body);
		return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
	});
	expect(violations).toEqual([]);
}

async function open(page: Page, place: string): Promise<void> {
	await page.goto(place);
	await expect(page.locator('html[data-hydrated]')).toBeAttached();
}

async function signIn(page: Page, w: Words, role: string): Promise<string> {
	await open(page, '/sign-in');
	await page.getByRole('button', { name: w(`kit_role_${role}`) }).click();
	await page.waitForURL('**/cases');
	return casePlace(page);
}

/** Interviews of the case: code of the person and place. */
async function interviewsOf(page: Page, inCase: string): Promise<{ code: string; href: string }[]> {
	await open(page, `${inCase}/interviews`);
	const links = page.locator(`main li a[href^="${inCase}/interviews/"]`);
	const found = await links.evaluateAll((all) =>
		all.map((link) => ({ text: link.textContent, href: link.getAttribute('href') ?? '' }))
	);
	// each stands in the list, and again side by side with the others
	const codes = new Map(found.map(({ text, href }) => [href, /DEMO-\w/.exec(text)?.[0] ?? '']));
	return [...codes].map(([href, code]) => ({ code, href }));
}

/** The board of one interview: two raters, their agreement, a position with how sure it is. */
async function boardOf(page: Page, w: Words, href: string): Promise<string> {
	await open(page, href);
	await page.getByRole('tab', { name: w('grid_tab_board') }).click();
	await expect(page.locator('[data-cell]')).toHaveCount(9);
	const agreement = page.getByRole('heading', { name: w('grid_agreement'), exact: true });
	await expect(agreement).toBeVisible();
	await expect(page.getByText(w('grid_agreement_kappa')).first()).toContainText(/\d\.\d\d/);
	await isAccessible(page);
	return (await page.getByRole('status').allTextContents()).join(' ');
}

for (const locale of ['zh-CN', 'en'] as const)
	test.describe(locale, () => {
		test.use({ locale, viewport: { width: 1366, height: 768 } });

		test('two subjects of a case over three interviews with two raters', async ({ browser }) => {
			test.setTimeout(480_000);
			const web = new WebProcess();
			await web.start();
			try {
				const w = wordsOf(locale);
				const problems: string[] = [];
				const newPage = async (): Promise<Page> => {
					const context = await browser.newContext({ baseURL: web.origin, locale });
					const page = await context.newPage();
					page.on('pageerror', (error) => problems.push(error.message));
					return page;
				};
				const page = await newPage();
				await open(page, '/');
				await page.getByRole('button', { name: w('account_choose_demonstration') }).click();
				await page.waitForURL('**/sign-in');
				const inCase = await signIn(page, w, 'interviewer');
				const interviews = await interviewsOf(page, inCase);
				expect(interviews.map(({ code }) => code).sort()).toEqual(['DEMO-A', 'DEMO-A', 'DEMO-B']);
				await isAccessible(page);
				// the second rater is a supervisor: the same interviews, the same positions
				const other = await newPage();
				await signIn(other, w, 'supervisor');
				for (const { code, href } of interviews) {
					const seen = await boardOf(page, w, href);
					// whoever rated differently from the other: no stage, and why
					if (code === 'DEMO-B') expect(seen).toContain(w('grid_too_little'));
					expect(await boardOf(other, w, href)).toContain(seen.trim().slice(0, 20));
				}
				// the one that was rated alike and still runs
				await everyTab(page, w, interviews.findLast(({ code }) => code === 'DEMO-A')?.href ?? '');
				await subjectsSideBySide(other, w, inCase);
				for (const place of ['/instrument', '/interviews', `${inCase}/interviews`]) {
					await open(other, place);
					await isAccessible(other);
				}
				expect(problems).toEqual([]);
			} finally {
				await web.end();
				await web.remove();
			}
		});
	});

/** Plan, form, law, statements, rights and end as they stand, then the record to print and the place to code. */
async function everyTab(page: Page, w: Words, href: string): Promise<void> {
	await open(page, href);
	for (const key of [
		...['plan_tab', 'grid_tab_form', 'law_tab', 'grid_tab_log', 'grid_tab_gate', 'grid_tab_end']
	]) {
		await page.getByRole('tab', { name: w(key) }).click();
		await isAccessible(page);
	}
	for (const place of ['print', 'coding']) {
		await open(page, `${href}/${place}`);
		await expect(page.getByText(/DEMO-[AB]/).first()).toBeVisible();
		await isAccessible(page);
	}
}

/** The board of the case: both people in the order of their codes, what was said, who may know what. */
async function subjectsSideBySide(page: Page, w: Words, inCase: string): Promise<void> {
	await open(page, `${inCase}/board`);
	const text = await page.locator('main').innerText();
	expect(text.indexOf('DEMO-A')).toBeGreaterThan(-1);
	expect(text.indexOf('DEMO-B')).toBeGreaterThan(text.indexOf('DEMO-A'));
	await isAccessible(page);
	for (const key of ['matrix', 'facts', 'exposure', 'teams', 'order']) {
		await page.getByRole('tab', { name: w(`board_tab_${key}`) }).click();
		await isAccessible(page);
	}
}
