/**
 * The interviews of the demonstration case as an interviewer and a supervisor see them.
 *
 * @module
 */
import type { Browser, Page } from '@playwright/test';
import { casePlace } from '../e2e/case-place.ts';
import type { Examiner } from '../e2e/examiner.ts';
import { expect } from '../e2e/scorer.ts';
import type { WebProcess } from '../fixtures/web-process.ts';
import type { Camera } from './camera.ts';

/** What is needed to look at interviews. */
interface Looking {
	readonly browser: Browser;
	readonly web: WebProcess;
	readonly locale: 'zh-CN' | 'en';
	readonly camera: Camera;
	readonly tester: Examiner;
}

/** Tabs of an interview with the states they give. */
const tabs = [
	['interview-plan', 'plan_tab'],
	['interview-board', 'grid_tab_board'],
	['interview-form', 'grid_tab_form'],
	['interview-law', 'law_tab'],
	['interview-log', 'grid_tab_log'],
	['interview-gate', 'grid_tab_gate'],
	['interview-end', 'grid_tab_end']
] as const;

/** Every state there is a picture of. */
export const interviewStates = [
	...['interviews', ...tabs.map(([state]) => state), 'interview-guidance', 'interview-coding'],
	...['interview-print', 'case-board', 'instrument']
];

/** Takes the pictures, on a page of its own. */
export async function lookAtInterviews({ browser, web, locale, camera, tester }: Looking) {
	const viewport = { width: 1366, height: 768 };
	const page = await browser.newPage({
		...{ baseURL: web.origin, locale, timezoneId: 'Asia/Shanghai', viewport }
	});
	const { w } = tester;
	await page.goto('/sign-in');
	await alive(page);
	await page.getByRole('button', { name: w('kit_role_interviewer') }).click();
	await page.waitForURL('**/cases');
	const href = await casePlace(page);
	const list = `${href}/interviews`;
	await open(page, list);
	await camera.shoot(page, 'interviews', { isWhole: true });
	const rooms = await page
		.locator(`main a[href^="${list}/"]`)
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	for (const [state, key] of tabs) {
		// the plan is of the one that runs, the end of the one that is closed
		await open(page, rooms[state === 'interview-end' ? rooms.length - 1 : 0] ?? list);
		await page.getByRole('tab', { name: w(key) }).click();
		await camera.shoot(page, state, { isWhole: true, allLooks: state === 'interview-board' });
	}
	await open(page, rooms[0] ?? list);
	await page.getByRole('tab', { name: w('grid_tab_board') }).click();
	await page.locator('[data-cell="S2C"] button').press('Enter');
	await camera.shoot(page, 'interview-guidance');
	for (const [state, place] of [
		['interview-coding', `${rooms[0] ?? list}/coding`],
		['interview-print', `${rooms[0] ?? list}/print`],
		['case-board', `${href}/board`],
		['instrument', '/instrument']
	] as const) {
		await open(page, place);
		await camera.shoot(page, state, { isWhole: true });
	}
	await page.close();
}

async function open(page: Page, place: string): Promise<void> {
	await page.goto(place);
	await alive(page);
	await expect(page.locator('main h1, main h2').first()).toBeVisible();
}

const alive = (page: Page): Promise<void> =>
	expect(page.locator('html[data-hydrated]')).toBeAttached();
