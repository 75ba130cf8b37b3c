/** The way of one technique through drafting, test and analysis, by the pages; what other tests show comes by the API. */
import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { demonstrationContent, parseDemonstration } from '#lib/core/casework/demonstration.ts';
import {
	demonstrationList,
	type DemonstrationList
} from '#lib/core/casework/demonstration-list.ts';
import { technique } from '#lib/core/protocols/technique.ts';
import type { EventData, EventType } from '#lib/core/session/event.ts';
import type { Question } from '#lib/core/session/question.ts';
import { chartOrder } from '#lib/core/technique/order.ts';
import { Examiner } from './examiner.ts';
import { expect } from './scorer.ts';

const protocols = resolve(import.meta.dirname, '../../protocols');
const read = (name: string): string => readFileSync(resolve(protocols, name), 'utf8');
const story = parseDemonstration(read('demonstration/coin-club.yaml'));

/** Languages of the product. */
export type PageLocale = 'zh-CN' | 'en';

/** The made-up list of a technique, cut to its first question: one test of it is enough here. */
export function shortList(technique: string): DemonstrationList {
	const list = demonstrationList.parse(parse(read(`demonstration/lists/${technique}.yaml`)));
	return { ...list, questions: list.questions.slice(0, 1) };
}

interface Gate {
	readonly parameters?: { readonly points?: string[]; readonly rules?: string[] };
}

/** Ids the gates of the pre-test interview ask for. */
function asked(kind: 'points' | 'rules'): string[] {
	const { steps } = parse(read('procedure/six-step.yaml')) as { steps: { gates: Gate[] }[] };
	return steps.flatMap(({ gates }) => gates.flatMap((gate) => gate.parameters?.[kind] ?? []));
}

/** One session of a technique. */
export class TechniqueWay {
	readonly page: Page;
	readonly #list: DemonstrationList;
	#locale: PageLocale;
	#sessionId = '';
	#factId = '';

	constructor(page: Page, technique: string, locale: PageLocale) {
		this.page = page;
		this.#list = shortList(technique);
		this.#locale = locale;
	}

	/** The tester in the language of the moment. */
	get tester(): Examiner {
		return new Examiner(this.page, this.#locale);
	}

	get #content() {
		return demonstrationContent(story, this.#locale, 5, this.#list);
	}

	/** Changes the language as a person does; the page comes back as it was. */
	async switchLanguage(): Promise<void> {
		await this.#speak(this.#locale === 'en' ? 'zh-CN' : 'en');
	}

	async #speak(locale: PageLocale): Promise<void> {
		const isSpoken = (await this.page.locator('html').getAttribute('lang')) === locale;
		if (!isSpoken) await this.page.locator(`header button[lang="${locale}"]`).click();
		await expect(this.page.locator('html')).toHaveAttribute('lang', locale);
		await this.tester.alive();
		this.#locale = locale;
	}

	async #put<T extends EventType>(type: T, data: EventData<T>): Promise<void> {
		const at = { utc: new Date().toISOString(), monotonicS: null };
		const answer = await this.page.request.post(`/api/sessions/${this.#sessionId}/events`, {
			data: { events: [{ id: randomUUID(), type, at, data }] },
			headers: { origin: new URL(this.page.url()).origin }
		});
		expect(answer.ok(), `${type}: ${await answer.text()}`).toBe(true);
	}

	/** Opens a session of the technique in the demonstration case, with its first step done. */
	async open(caseUrl: string, code: string): Promise<void> {
		const { page, tester } = this;
		const { w } = tester;
		await page.goto(caseUrl);
		await tester.alive();
		await this.#speak(this.#locale);
		await page.getByLabel(w('cases_subject_code')).fill(code);
		await page.getByLabel(w('cases_technique')).selectOption(this.#list.technique);
		await page.getByRole('button', { name: w('cases_open_session') }).click();
		await page.waitForURL('**/case-psychology');
		this.#sessionId = page.url().split('/').at(-2) ?? '';
		const { subject, facts, hypotheses, law } = this.#content;
		await this.#put('subject-described', subject);
		for (const fact of facts) await this.#put('fact-recorded', fact);
		for (const hypothesis of hypotheses) await this.#put('hypothesis-recorded', hypothesis);
		if (law !== null) {
			await this.#put('law-answered', law.answers);
			await this.#put('law-times-recorded', law.times);
		}
		await this.#put('step-completed', { step: 'case-psychology' });
		await this.#goTo('question-drafting');
	}

	async #goTo(step: string): Promise<void> {
		await this.page.goto(this.page.url().replace(/[^/]+$/, step));
		await this.tester.alive();
	}

	/** Writes the list in the editor of the technique, deals with remarks, locks it. */
	async draft(): Promise<void> {
		const { page, tester } = this;
		for (const question of this.#content.questions) await this.#write(question);
		await tester.lockList();
		await expect(page.getByText(tester.w('steps_locked', { version: 1 }))).toBeVisible();
		await tester.complete('pre-test-interview');
	}

	async #write({ factId, stem, category, items }: Question): Promise<void> {
		const { page, tester } = this;
		const { w } = tester;
		await tester.button('steps_add_question').click();
		const dialog = page.getByRole('dialog');
		if (factId !== null) {
			this.#factId = factId;
			const fact = this.#content.facts.find((one) => one.factId === factId)?.text ?? '';
			await dialog.getByLabel(w('steps_from_fact')).selectOption({ label: fact });
		}
		const isSeries = items.some(({ role }) => role === 'relevant');
		await dialog.getByLabel(w(isSeries ? 'drafting_issue' : 'steps_stem')).fill(stem);
		await dialog.getByLabel(w(isSeries ? 'drafting_theme' : 'steps_category')).fill(category);
		const rows = dialog.locator('input[data-row]');
		// the row of a series is that of its label; others stand in the order of the list
		const rowOf = (label: string | undefined, index: number) =>
			label === undefined ? rows.nth(index) : dialog.locator(`[data-row][aria-label^="${label} "]`);
		for (const [index, { role, label }] of items.entries()) {
			if ((await rowOf(label, index).count()) > 0) continue;
			const name = w('drafting_add_row', { role: w(`drafting_role_${role}`) });
			await dialog.getByRole('button', { name }).click();
		}
		await expect(rows).toHaveCount(items.length);
		for (const [index, { text, label }] of items.entries()) await rowOf(label, index).fill(text);
		await dialog.getByRole('button', { name: w('kit_save') }).click();
		await expect(dialog).toBeHidden();
	}

	/** Steps before the test by the API; the words are read on the page where the technique has them read. */
	async interview(): Promise<void> {
		const { page, tester } = this;
		const { identity, priorKnowledge, subject, questions } = this.#content;
		const answers = asked('rules').map((ruleId) => ({ ruleId, answer: 'no' as const, note: '' }));
		await this.#put('identity-checked', identity);
		for (const part of ['purpose', 'sensors-explained'])
			await this.#put('part-explained', { part, note: '' });
		await this.#put('rights-explained', { points: asked('points'), language: subject.language });
		await this.#put('consent-recorded', { decision: 'given', form: 'written', understood: true });
		await this.#put('fitness-recorded', { answers, medication: '', fit: true, note: '' });
		const ids = await this.#questionIds();
		await this.#put('prior-knowledge-recorded', {
			...priorKnowledge,
			entries: ids.map((questionId) => ({ questionId, knows: 'no', fromWhom: '' }))
		});
		await this.#goTo('pre-test-interview');
		const understood = page.getByRole('button', { name: tester.w('pretest_review_understood') });
		const isRead = this.#factId === '' && questions.some(({ items }) => items.some(isSeriesItem));
		if (isRead) await expect(understood.first()).toBeVisible();
		for (const one of await understood.all()) {
			await one.click();
			await expect(one).toHaveAttribute('aria-pressed', 'true');
		}
		await tester.connect();
		await tester.complete('formal-test');
	}

	/** Records one chart by single keys. */
	async test(): Promise<void> {
		const { tester } = this;
		const { questions } = this.#content;
		const file = `techniques/${this.#list.technique}.yaml`;
		const order = chartOrder(technique.parse(parse(read(file))), { questions, seed: 1, chart: 1 });
		await tester.test(undefined, order.length);
		await tester.disconnect();
		await tester.complete('chart-analysis');
	}

	/** Ids the editor gave the questions. */
	async #questionIds(): Promise<string[]> {
		const answer = await this.page.request.get(`/api/sessions/${this.#sessionId}/state`);
		const state = (await answer.json()) as { questions: { questionId: string }[] };
		return state.questions.map(({ questionId }) => questionId);
	}
}

const isSeriesItem = ({ role }: Question['items'][number]): boolean =>
	role === 'relevant' || role === 'comparison';
