/**
 * What becomes of records, as a supervisor and an administrator see it: log, exports, retention, urgent access.
 *
 * @module
 */
import type { Browser, Page } from '@playwright/test';
import { casePlace } from '../e2e/case-place.ts';
import type { Examiner } from '../e2e/examiner.ts';
import { expect } from '../e2e/scorer.ts';
import { wordsOf } from '../e2e/words.ts';
import type { WebProcess } from '../fixtures/web-process.ts';
import type { Camera } from './camera.ts';

/** What is needed to look. */
interface Looking {
	readonly browser: Browser;
	readonly web: WebProcess;
	readonly locale: 'zh-CN' | 'en';
	readonly camera: Camera;
}

/** Every state there is a picture of. */
export const keepingStates = [
	...['exports', 'retention', 'sealed-cases', 'urgent', 'integrity', 'accounts']
];

/** The first page of whoever is signed in, and the laboratory as a tester sees it; then back to where the page was. */
export async function lookAtWork(given: {
	readonly page: Page;
	readonly camera: Camera;
	readonly tester: Examiner;
}): Promise<void> {
	const { page, camera, tester } = given;
	const { pathname } = new URL(page.url());
	for (const [state, place] of [
		['work', '/'],
		['laboratory', '/laboratory']
	] as const) {
		await page.goto(place);
		await tester.alive();
		await camera.shoot(page, state, { isWhole: true });
	}
	await page.goto(pathname);
	await tester.alive();
}

/** Takes the pictures, as one after the other. */
export async function lookAtKeeping(given: Looking): Promise<void> {
	const { camera } = given;
	await as(given, 'supervisor', async (page) => {
		const href = await casePlace(page);
		for (const [state, place] of [
			['exports', '/exports'],
			['retention', `${href}/retention`],
			['sealed-cases', '/retention'],
			['urgent', '/urgent']
		] as const) {
			await open(page, place);
			await camera.shoot(page, state, { isWhole: true });
		}
	});
	await as(given, 'admin', async (page) => {
		for (const [state, place] of [
			['integrity', '/integrity'],
			['accounts', '/admin']
		] as const) {
			await open(page, place);
			await camera.shoot(page, state, { isWhole: true });
		}
	});
}

async function as(
	{ browser, web, locale }: Looking,
	role: 'supervisor' | 'admin',
	look: (page: Page) => Promise<void>
): Promise<void> {
	const viewport = { width: 1366, height: 768 };
	const context = await browser.newContext({
		...{ baseURL: web.origin, locale, timezoneId: 'Asia/Shanghai', viewport }
	});
	try {
		const page = await context.newPage();
		await open(page, '/sign-in');
		await page
			.getByRole('button', { name: wordsOf(locale)(`kit_role_${role}`) })
			.first()
			.click();
		await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
		await look(page);
	} finally {
		await context.close();
	}
}

async function open(page: Page, place: string): Promise<void> {
	await page.goto(place);
	await expect(page.locator('html[data-hydrated]')).toBeAttached();
}
