/** Somebody who scores charts: fills in a sheet by keyboard and seals it. */
import { expect as soon, type Browser, type Page } from '@playwright/test';
import { wordsOf } from './words.ts';

/** A busy workstation is slow and not wrong. */
export const expect = soon.configure({ timeout: 60_000 });

type Words = ReturnType<typeof wordsOf>;

/** Fills in the sheet on the page, the same for everybody: two scores in the first row, then Enter on each row. */
export async function fillAndSeal(page: Page, w: Words): Promise<void> {
	const sheet = page.getByRole('grid', { name: w('scoring_sheet') });
	await sheet.locator('td[tabindex="0"]').focus();
	await page.keyboard.press('2');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Shift+Digit1');
	const rows = (await sheet.getByRole('row').count()) - 1;
	for (let row = 0; row < rows; row++) await page.keyboard.press('Enter');
	const seal = page.getByRole('button', { name: w('scoring_seal') });
	await expect(seal).toBeEnabled();
	await seal.press('Enter');
	await page
		.getByRole('dialog')
		.getByRole('button', { name: w('scoring_seal') })
		.press('Enter');
	await expect(page.getByRole('dialog')).toBeHidden();
}

/** The demonstration's reviewer opens the only task there is in a browser of their own and scores it. */
export async function scoreBlind(
	browser: Browser,
	given: { readonly origin: string; readonly locale: 'zh-CN' | 'en' },
	look: (page: Page) => Promise<void>
): Promise<void> {
	const w = wordsOf(given.locale);
	const viewport = { width: 1366, height: 768 };
	const context = await browser.newContext({
		...{ baseURL: given.origin, locale: given.locale, viewport }
	});
	try {
		const page = await context.newPage();
		const problems: string[] = [];
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto('/sign-in');
		await expect(page.locator('html[data-hydrated]')).toBeAttached();
		await page.getByRole('button', { name: w('kit_role_reviewer') }).click();
		await page.waitForURL('**/cases');
		// the case itself is not theirs
		await expect(page.getByRole('link', { name: 'DEMO-S1' })).toHaveCount(0);
		await page.getByRole('link', { name: w('scoring_title') }).click();
		await page.getByRole('link', { name: w('scoring_open_task') }).click();
		await page.waitForURL('**/scoring/*');
		await expect(page.getByRole('grid')).toBeVisible();
		await look(page);
		await fillAndSeal(page, w);
		await expect(page.getByText(w('scoring_blind_sealed'), { exact: true })).toBeVisible();
		await look(page);
		expect(problems).toEqual([]);
	} finally {
		await context.close();
	}
}
