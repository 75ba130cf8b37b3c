/** An interviewer takes an interview from rights to its end by the pages alone, in both languages. */
import { expect as soon, test, type Page } from '@playwright/test';
import axe from 'axe-core';
import { WebProcess } from '../fixtures/web-process.ts';
import { casePlace } from './case-place.ts';
import { wordsOf } from './words.ts';

const expect = soon.configure({ timeout: 60_000 });

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

/** Questions of law in their order, and which of their answers is given. */
const LAWFUL = {
	...{ 'session.kind': 0, 'case.filed': 0, 'subject.sex': 1, 'subject.mandatory_counsel': 1 },
	...{ 'session.interviewers_qualified': 0, 'session.conflict_found': 1 },
	...{ 'session.recusal_declared': 0, 'session.other_suspects_present': 1, 'dpia.done': 0 },
	...{ 'session.credentials_shown': 0, 'rec.device_check': 0, 'notice.recording_told': 0 },
	...{ 'notice.teachback_score': 3, 'session.narrative_offered': 0 }
} as const;

/** The acts of an interviewer in one language. */
class Interviewer {
	readonly page: Page;
	readonly w: ReturnType<typeof wordsOf>;

	constructor(page: Page, locale: 'zh-CN' | 'en') {
		this.page = page;
		this.w = wordsOf(locale);
	}

	async alive(): Promise<void> {
		await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
	}

	async enter(): Promise<void> {
		const { page, w } = this;
		await page.goto('/');
		await this.alive();
		await page.getByRole('button', { name: w('account_choose_demonstration') }).click();
		await page.waitForURL('**/sign-in');
		await this.alive();
		await page.getByRole('button', { name: w('kit_role_interviewer') }).click();
		await page.waitForURL('**/cases');
	}

	async openInterview(code: string): Promise<void> {
		const { page, w } = this;
		const field = (key: string) => page.getByLabel(w(key), { exact: false });
		await page.goto(await casePlace(page));
		await this.alive();
		await page.getByRole('link', { name: w('grid_title') }).click();
		await page.waitForURL('**/interviews');
		await this.alive();
		await isAccessible(page);
		await field('grid_code').fill(code);
		await field('grid_lead').fill('A');
		await field('grid_second').fill('B');
		await field('grid_place').fill('2');
		await page.getByRole('button', { name: w('grid_open') }).click();
		await page.waitForURL('**/interviews/*');
		await this.alive();
		await this.tab('grid_tab_board');
		await expect(page.getByText(w('grid_nothing_rated'))).toBeVisible();
	}

	async tab(key: string): Promise<void> {
		await this.page.getByRole('tab', { name: this.w(key) }).click();
	}

	/** Rights, fitness and recording, then the baseline. */
	async passGate(): Promise<void> {
		const { page, w } = this;
		await this.tab('grid_tab_gate');
		for (const box of await page.getByRole('checkbox').all()) await box.check();
		await page.getByLabel(w('grid_fit_basis'), { exact: false }).fill('8 h');
		await page.getByLabel(w('grid_recording'), { exact: false }).fill('AV-1');
		await page
			.getByRole('button', { name: w('grid_gate_save') })
			.first()
			.click();
		await page.getByRole('spinbutton', { name: w('grid_baseline_minutes') }).fill('6');
		await page.getByRole('spinbutton', { name: w('grid_baseline_questions') }).fill('6');
		await page
			.getByRole('button', { name: w('grid_gate_save') })
			.last()
			.click();
		await expect(page.getByText(w('grid_gate_done'))).toBeVisible();
		await isAccessible(page);
	}

	/** Arrival, rest, and every question of law that is asked of a grown man who came of himself. */
	async passLaw(): Promise<void> {
		const { page, w } = this;
		await this.tab('law_tab');
		await page.getByLabel(w('law_measure'), { exact: false }).selectOption('none');
		await page.getByLabel(w('law_longest_rest'), { exact: false }).fill('8');
		await page.getByRole('button', { name: w('law_save_custody') }).click();
		await page.locator('summary', { hasText: w('law_moment_live') }).click();
		const field = (id: string) => page.locator(`[data-fact="${id}"]`);
		await field('subject.age').getByRole('spinbutton').fill('35');
		for (const [id, place] of Object.entries(LAWFUL))
			await field(id).getByRole('radio').nth(place).check();
		// asked at night only
		const night = field('case.urgent_reason').getByRole('radio');
		if ((await night.count()) > 0) await night.first().check();
		await page.getByRole('button', { name: w('law_save_answers') }).click();
		await expect(page.getByText(w('law_unsaved'))).toHaveCount(0);
		await isAccessible(page);
	}

	/** One slice by keyboard: the indicators of one stage high, all others 0. */
	async rate(stage: number): Promise<void> {
		const { page, w } = this;
		await this.tab('grid_tab_form');
		const rows = page.locator('[data-row]');
		await rows.first().getByRole('radio').first().focus();
		const texts = await rows
			.locator('p[id^="rating-"]')
			.evaluateAll((all) => all.map(({ id }) => id));
		for (const id of texts) await page.keyboard.press(id.includes(`-S${stage}`) ? '2' : '0');
		await page.getByRole('radio', { name: w('coding_blind_no') }).check();
		await page.getByRole('button', { name: w('grid_submit') }).press('Enter');
		await expect(page.locator('[data-cell]')).toHaveCount(9);
	}
}

for (const locale of ['zh-CN', 'en'] as const)
	test.describe(locale, () => {
		test.use({ locale, viewport: { width: 1366, height: 768 } });

		test('an interview from rights to its end', async ({ browser }) => {
			test.setTimeout(480_000);
			const web = new WebProcess();
			await web.start();
			try {
				const page = await browser.newPage({ baseURL: web.origin });
				const problems: string[] = [];
				page.on('pageerror', (error) => problems.push(error.message));
				const officer = new Interviewer(page, locale);
				const { w } = officer;
				await officer.enter();
				await officer.openInterview('E2E-1');
				await officer.passGate();
				await officer.passLaw();
				await officer.rate(2);
				await expect(page.getByText(w('grid_too_little'), { exact: true })).toBeVisible();
				await officer.rate(2);
				await expect(page.getByText(w('grid_why_probability'))).toHaveCount(0);
				await isAccessible(page);
				await page.locator('[data-cell="S2C"] button').press('Enter');
				await expect(page.getByRole('dialog').getByText(w('grid_guidance_rights'))).toBeVisible();
				await isAccessible(page);
				await page.keyboard.press('Escape');
				await officer.tab('grid_tab_end');
				await page.getByLabel(w('grid_close_welfare'), { exact: false }).fill('calm');
				await page.getByRole('button', { name: w('grid_close') }).click();
				await expect(page.getByText(w('grid_closed'), { exact: true })).toBeVisible();
				// nothing of it was only on the page
				await page.reload();
				await officer.alive();
				await expect(page.locator('[data-cell]')).toHaveCount(9);
				expect(problems).toEqual([]);
			} finally {
				await web.end();
				await web.remove();
			}
		});
	});
