/** A tester at a workstation: takes a session through the six steps by the pages alone. */
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { demonstrationContent, parseDemonstration } from '#lib/core/casework/demonstration.ts';
import { connectInstrument, disconnectInstrument } from './instrument.ts';
import { expect, fillAndSeal } from './scorer.ts';
import { wordsOf } from './words.ts';

const story = parseDemonstration(
	readFileSync(resolve(import.meta.dirname, '../../protocols/demonstration/coin-club.yaml'), 'utf8')
);

/** The acts of a tester in one language. */
export class Examiner {
	readonly page: Page;
	readonly w: ReturnType<typeof wordsOf>;
	readonly #content: ReturnType<typeof demonstrationContent>;

	constructor(page: Page, locale: 'zh-CN' | 'en') {
		this.page = page;
		this.w = wordsOf(locale);
		this.#content = demonstrationContent(story, locale, 5);
	}

	/** Opens the demonstration laboratory and comes in as its tester. */
	async enter(): Promise<void> {
		const { page, w } = this;
		await page.goto('/');
		await this.alive();
		await page.getByRole('button', { name: w('account_choose_demonstration') }).click();
		await page.waitForURL('**/sign-in');
		await this.alive();
		await page.getByRole('button', { name: w('kit_role_tester') }).click();
		await page.waitForURL('**/cases');
		// in the work list, and below it in its case
		await page.getByRole('link', { name: 'DEMO-S1' }).first().click();
		await page.waitForURL('**/case-psychology');
		await this.alive();
	}

	async alive(): Promise<void> {
		await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
	}

	/** The step's gate list must be all ticks: completes it and goes to the next one. */
	async complete(next: string): Promise<void> {
		await this.button('kit_complete_step').click();
		await expect(this.page.getByText(this.w('kit_step_is_done'))).toBeVisible();
		await this.page.locator(`nav a[href$="/${next}"]`).click();
		await this.page.waitForURL(`**/${next}`);
	}

	button(key: string, places: Record<string, string | number> = {}) {
		return this.page.getByRole('button', { name: this.w(key, places) }).first();
	}

	field(key: string) {
		return this.page.getByLabel(this.w(key)).first();
	}

	async draftQuestions(): Promise<void> {
		const { page, w } = this;
		const facts = this.#content.facts;
		for (const { factId, stem, category, items } of this.#content.questions) {
			const textsOf = (role: string) =>
				items.filter((item) => item.role === role).map(({ text }) => text);
			await this.button('steps_add_question').click();
			const dialog = page.getByRole('dialog');
			const fact = facts.find((one) => one.factId === factId)?.text ?? '';
			await dialog.getByLabel(w('steps_from_fact')).selectOption({ label: fact });
			await dialog.getByLabel(w('steps_stem')).fill(stem);
			await dialog.getByLabel(w('steps_category')).fill(category);
			await dialog.getByLabel(w('steps_buffer')).fill(textsOf('buffer')[0] ?? '');
			await dialog.getByLabel(w('steps_key')).fill(textsOf('key')[0] ?? '');
			for (const [index, foil] of textsOf('foil').entries())
				await dialog.getByLabel(w('steps_foil_number', { number: index + 1 })).fill(foil);
			await dialog.getByRole('button', { name: w('kit_save') }).click();
			await expect(dialog).toBeHidden();
		}
		await this.lockList();
	}

	/** Goes without a review, keeps what is warned about with a reason, and locks. */
	async lockList(): Promise<void> {
		const { page, w } = this;
		await this.button('drafting_waive').click();
		const waiver = page.getByRole('dialog');
		await waiver.getByLabel(w('kit_reason')).fill(w('steps_nothing_yet'));
		await waiver.getByRole('button', { name: w('drafting_waive') }).click();
		await expect(waiver).toBeHidden();
		// what is left to warn about is kept with a reason
		for (const reason of await page.getByLabel(/·/).filter({ visible: true }).all())
			await reason.fill(w('steps_nothing_yet'));
		await this.button('steps_lock_now').click();
		await expect(page.getByText(w('steps_locked', { version: 1 }))).toBeVisible();
	}

	async interview(): Promise<void> {
		const { page, w } = this;
		await this.field('steps_identity_method').fill('ID card');
		await this.button('steps_checked').click();
		// a part that was said loses its button: always the first one that is left
		const said = page.getByRole('button', { name: w('pretest_said') });
		for (let left = await said.count(); left > 0; left--) {
			await said.first().click();
			await expect(said).toHaveCount(left - 1);
		}
		const rights = page.getByRole('group', { name: w('steps_rights_legend') });
		for (const point of await rights.getByRole('checkbox').all()) await point.check();
		await this.button('steps_rights_record').click();
		await page.getByRole('radio', { name: w('steps_agrees'), exact: true }).check();
		await page.getByRole('radio', { name: w('steps_written') }).check();
		await page.getByRole('checkbox', { name: w('steps_understood') }).check();
		await this.button('steps_consent_record').click();
		await expect(page.getByText(w('steps_consent_given_done'))).toBeVisible();
		const fitness = page.locator('section', { has: page.locator('#fitness') });
		for (const no of await fitness.getByRole('radio', { name: w('kit_no'), exact: true }).all())
			await no.check();
		await fitness.getByRole('radio', { name: w('steps_fit'), exact: true }).check();
		await fitness.getByRole('button', { name: w('kit_save') }).click();
		const prior = page.locator('section', { has: page.locator('#prior') });
		for (const no of await prior.getByRole('radio', { name: w('steps_does_not_know') }).all())
			await no.check();
		await prior.getByRole('button', { name: w('kit_save') }).click();
		await expect(prior.getByRole('table')).toBeVisible();
		await this.connect();
	}

	connect = (): Promise<void> => connectInstrument(this.page, this.w);

	disconnect = (): Promise<void> => disconnectInstrument(this.page, this.w);

	/**
	 * The formal test by single keys; returns when the chart is sealed.
	 *
	 * @param between done after each question, with how many were asked
	 * @param total presentations of the chart; those of the demonstration case by default
	 */
	async test(
		between?: (asked: number) => Promise<void>,
		total = this.#content.questions.reduce((sum, { items }) => sum + items.length, 0)
	): Promise<void> {
		const { page, w } = this;
		await this.button('live_start_chart', { chart: 1 }).click();
		await this.#press('x', w('live_do_announce_start'));
		for (let number = 1; number <= total; number++) {
			await this.#press(' ', w('live_do_ask', { number }));
			await this.#press(' ', w('live_do_end'));
			await page.keyboard.press('n');
			await between?.(number);
		}
		await this.#press('x', w('live_do_announce_end'));
		await this.#press('Enter', w('live_do_finish'));
		await expect(page.getByText(w('live_chart_sealed'), { exact: true })).toBeVisible();
	}

	/**
	 * Waits until the console offers it, then presses the key; again only when nothing came of it for long. In a lapse
	 * of time a clock that is set right jumps by seconds, and what was offered is offered a little later.
	 */
	async #press(key: string, offered: string): Promise<void> {
		const next = this.page.getByRole('button', { name: offered });
		let isPressed = false;
		await expect(async () => {
			// a busy page may have taken the key only after the last look
			if (isPressed && !(await next.isVisible())) return;
			await expect(next).toBeEnabled();
			await this.page.keyboard.press(key);
			isPressed = true;
			await expect(next).toBeHidden({ timeout: 20_000 });
		}).toPass({ timeout: 90_000 });
	}

	#tab(key: string) {
		return this.page.getByRole('tab', { name: this.w(key) });
	}

	openTab = (key: string): Promise<void> => this.#tab(key).click();

	async measure(): Promise<void> {
		// by keyboard: what the charts above it push away between press and release of a mouse is not clicked
		await expect(this.button('analysis_measure')).toBeEnabled();
		await this.button('analysis_measure').press('Enter');
		await expect(this.button('analysis_measure_again')).toBeVisible({ timeout: 60_000 });
	}

	/** Measures, seals the own sheet and names the demonstration's reviewer as second scorer. */
	async score(): Promise<void> {
		const { page, w } = this;
		await this.measure();
		await this.#tab('analysis_tab_sheet').click();
		await fillAndSeal(page, w);
		await this.#tab('analysis_tab_second').click();
		const second = page.getByLabel(w('scoring_choose_second'));
		await second.selectOption({ label: `复核人丙 (演示) · ${w('kit_role_reviewer')}` });
		await page.getByRole('button', { name: w('scoring_name'), exact: true }).click();
		await expect(page.getByText(w('scoring_stand_waiting'))).toBeVisible();
	}

	/** Both sheets agree: records a conclusion, the first there is or what the rule of the technique says. */
	async conclude(says: 'first' | 'by-rule' = 'first'): Promise<void> {
		const { page, w } = this;
		await expect(page.getByText(w('scoring_stand_agreed'))).toBeVisible();
		await this.#tab('analysis_tab_conclusion').click();
		await page.getByLabel(w('analysis_basis')).selectOption({ index: 1 });
		const rule = page.getByText(w('analysis_conclusion_rule_says')).locator('..');
		const name = says === 'first' ? /./ : await rule.locator('> :last-child').innerText();
		await page.getByRole('radio', { name }).first().check();
		await this.button('analysis_record').click();
		await expect(this.button('analysis_record_again')).toBeVisible();
	}

	async close(): Promise<void> {
		const { page, w } = this;
		await this.field('steps_topic').fill('evening');
		await page
			.getByRole('textbox', { name: w('steps_open_question') })
			.first()
			.fill('Please tell me about that evening.');
		await this.field('steps_said_words').fill('I was at home.');
		await this.button('steps_add_clarification').click();
		await expect(page.getByText('I was at home.')).toBeVisible();
		await this.field('steps_recording_reference').fill('AV-0001');
		await this.field('steps_welfare').fill('calm');
		await this.button('steps_close_interview').click();
		await expect(page.getByText('AV-0001')).toBeVisible();
		await this.button('kit_complete_step').click();
		await expect(page.getByText(w('kit_step_is_done'))).toBeVisible();
		await this.button('steps_seal_now').click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: w('steps_seal_now') })
			.click();
		await expect(page.getByText(w('kit_sealed'), { exact: true })).toBeVisible();
	}
}
