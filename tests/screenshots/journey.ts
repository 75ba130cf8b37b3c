/**
 * The demonstration case from an empty folder to the sealed report, with a picture of every state on the way.
 *
 * @module
 */
import type { Browser, Page } from '@playwright/test';
import { findInstrument, tell } from '#lib/server/instrument/client.ts';
import type { WebProcess } from '../fixtures/web-process.ts';
import { Examiner } from '../e2e/examiner.ts';
import { expect, scoreBlind } from '../e2e/scorer.ts';
import type { Camera } from './camera.ts';
import { interviewStates, lookAtInterviews } from './interviews.ts';
import { keepingStates, lookAtKeeping, lookAtWork } from './keeping.ts';

/** Who travels, and what is needed. */
export interface Journey {
	readonly browser: Browser;
	readonly web: WebProcess;
	readonly locale: 'zh-CN' | 'en';
	readonly page: Page;
	readonly tester: Examiner;
	readonly camera: Camera;
}

/** A part of the way: the pictures it can take, and how it goes. */
interface Stage {
	readonly states: readonly string[];
	go(journey: Journey): Promise<void>;
	/** Nothing that comes later needs it. */
	readonly isAside?: true;
}

/** How long the cable is out [s of the instrument]. */
const UNPLUGGED_S = 60;

const stages: readonly Stage[] = [
	{
		states: ['start', 'display-settings'],
		async go({ page, camera, tester }) {
			await page.goto('/');
			await tester.alive();
			await camera.shoot(page, 'start');
			await tester.button('kit_display').click();
			await camera.shoot(page, 'display-settings', { allLooks: true });
			await page.keyboard.press('Escape');
			await tester.enter();
		}
	},
	{
		// the first page of whoever is signed in, and the laboratory as a tester sees it
		states: ['work', 'laboratory'],
		isAside: true,
		go: lookAtWork
	},
	{ states: interviewStates, go: lookAtInterviews, isAside: true },
	{ states: keepingStates, go: lookAtKeeping, isAside: true },
	{
		states: ['guide', 'step-1'],
		async go({ page, camera, tester }) {
			const { pathname } = new URL(page.url());
			await page.goto('/guide');
			await tester.alive();
			await camera.shoot(page, 'guide');
			await page.goto(pathname);
			await tester.alive();
			await camera.shoot(page, 'step-1', { isWhole: true });
			await tester.complete('question-drafting');
		}
	},
	{
		states: ['step-2'],
		async go({ page, camera, tester }) {
			await tester.draftQuestions();
			await camera.shoot(page, 'step-2', { isWhole: true });
			await tester.complete('pre-test-interview');
		}
	},
	{
		states: ['step-3'],
		async go({ page, camera, tester }) {
			await tester.interview();
			await camera.shoot(page, 'step-3', { isWhole: true });
			await tester.complete('formal-test');
			await camera.shoot(page, 'step-4');
		}
	},
	{
		states: ['step-4', 'live-sweep', 'live-scroll', 'live-unplugged', 'live-lossy', 'step-4-done'],
		async go(journey) {
			const { page, camera, tester } = journey;
			await tester.test(live(journey));
			await camera.shoot(page, 'step-4-done', { isWhole: true });
			await tester.complete('chart-analysis');
		}
	},
	{
		states: ['review-10-s', 'review-60-s', 'review-whole', 'sheet', 'aligned', 'scores'],
		go: review
	},
	{
		states: ['scoring', 'scoring-sealed'],
		async go({ browser, web, locale, camera }) {
			let state = 'scoring';
			await scoreBlind(browser, { origin: web.origin, locale }, async (page) => {
				await camera.shoot(page, state);
				state = 'scoring-sealed';
			});
		}
	},
	{
		states: ['step-5', 'print', 'step-6', 'report', 'report-page'],
		async go({ page, camera, tester }) {
			await tester.conclude('by-rule');
			await camera.shoot(page, 'step-5', { isWhole: true });
			await tester.complete('post-test-interview');
			await tester.close();
			await camera.shoot(page, 'step-6', { isWhole: true });
			const session = page.url().replace('/post-test-interview', '');
			await page.goto(`${session}/charts/1`);
			await tester.alive();
			await expect(page.locator('svg').nth(3)).toBeVisible();
			await camera.shoot(page, 'print');
			await page.goto(`${session}/result`);
			await expect(page.getByText('高检发研字〔1999〕12号').first()).toBeVisible();
			await camera.shoot(page, 'report', { isWhole: true });
			await page.goto(`${session}/report`);
			await tester.alive();
			await camera.shoot(page, 'report-page', { isWhole: true });
		}
	}
];

/**
 * Pictures of a recording that goes on: one after each question, so that there is a question in each of them. Later
 * the cable is pulled, and put in again.
 */
function live({ page, camera, tester, web }: Journey): (asked: number) => Promise<void> {
	const health = page.getByRole('status').filter({ has: page.locator('strong') });
	const choose = (value: string) => async () => {
		await page
			.locator('select', { has: page.locator(`option[value="${value}"]`) })
			.selectOption(value);
	};
	const unplug = async (): Promise<void> => {
		const place = await findInstrument(web.data);
		if (place === null) throw new Error('expected an instrument, found none');
		await tell(place.socket, { hear: 'unplug', forS: UNPLUGGED_S });
		await expect(health.getByText(tester.w('live_state_lost'), { exact: true })).toBeVisible();
		await camera.shoot(page, 'live-unplugged');
		await expect(health.getByText(tester.w('live_state_incomplete'))).toBeVisible();
	};
	const todo = [
		...camera.takes(page, 'live-sweep', { allLooks: true }),
		choose('scroll'),
		...camera.takes(page, 'live-scroll'),
		choose('sweep'),
		unplug,
		...camera.takes(page, 'live-lossy', { allLooks: true })
	];
	return async (asked) => {
		// two questions first: an empty picture shows little
		if (asked > 2) await todo.shift()?.();
	};
}

/** Step 5 by the tester: the recording at three zooms, the sheet, presentations over each other, scores. */
async function review({ page, camera, tester }: Journey): Promise<void> {
	const { w } = tester;
	const zoom = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
	await expect(page.locator('canvas:visible').first()).toBeVisible();
	await page.getByRole('application').first().press('Home');
	await zoom('60 s');
	await page.getByRole('application').first().press('Home');
	await camera.shoot(page, 'review-60-s');
	// the first question comes half a minute after the start
	await zoom('10 s');
	await page
		.getByRole('button', { name: w('analysis_later') })
		.first()
		.click();
	await camera.shoot(page, 'review-10-s', { allLooks: true });
	await zoom(w('analysis_whole'));
	await camera.shoot(page, 'review-whole');
	await page.getByRole('tab', { name: w('analysis_tab_sheet') }).click();
	await camera.shoot(page, 'sheet');
	await page.getByRole('tab', { name: w('analysis_tab_measurements') }).click();
	await tester.score();
	await page.getByRole('tab', { name: w('analysis_tab_aligned') }).click();
	await expect(page.locator('[data-line]').first()).toBeVisible();
	await page.getByLabel(w('analysis_channel'), { exact: true }).selectOption('EDA');
	// the question that was asked first: whole, whatever its number
	const question = page.getByLabel(w('analysis_question'), { exact: true });
	const first = page.locator('[data-line="1"]');
	for (let index = 0; (await first.count()) === 0; index++) await question.selectOption({ index });
	await page
		.locator('svg', { has: page.locator('[data-line]') })
		.first()
		.evaluate((picture) => {
			picture.scrollIntoView({ block: 'center' });
		});
	await camera.shoot(page, 'aligned', { allLooks: true });
	await page.getByRole('tab', { name: w('analysis_tab_scores') }).click();
	await camera.shoot(page, 'scores', { isWhole: true });
	await page.getByRole('tab', { name: w('analysis_tab_second') }).click();
}

/** Every state there is a picture of. */
export const states = [...new Set(stages.flatMap((stage) => stage.states))];

/** Goes as far as the last state that is wanted. */
export async function travel(
	journey: Journey,
	isWanted: (state: string) => boolean
): Promise<void> {
	const last = stages.findLastIndex((stage) => stage.states.some(isWanted));
	for (const stage of stages.slice(0, last + 1))
		if (stage.isAside !== true || stage.states.some(isWanted)) await stage.go(journey);
}
