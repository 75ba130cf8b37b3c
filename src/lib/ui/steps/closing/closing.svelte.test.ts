import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { forbiddenHits } from '#lib/core/law/forbidden-words.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import PostTestInterview from '../PostTestInterview.svelte';

beforeEach(() => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([]));
});
afterEach(() => {
	vi.restoreAllMocks();
});

const detail = { clarificationId: null, checkable: true, howToCheck: 'ask the carrier' };
const lead = {
	...{ parentLeadId: null, nextStep: 'look', owner: 'the team', due: '2026-12-01' },
	search: { stem: 'On which floor?', category: 'floor', items: ['first', 'second', 'third'] }
};

test.each(['zh-CN', 'en'] as const)(
	'nothing of a result is on the page, read or typed into a field, in %s',
	async (locale) => {
		await page.viewport(1366, 768);
		const { screen, view, texts } = await showPage(PostTestInterview, { progress: 5, locale });
		// there is a result: the page is not silent for want of one
		expect(view.state.conclusion?.outcome).toBe('responds');
		await view.propose('detail-recorded', {
			...{ ...detail, detailId: 'd1', text: '铁盒', factId: null }
		});
		await view.propose('lead-recorded', {
			...{ ...lead, leadId: 'l1', text: '仓库', from: { kind: 'detail', detailId: 'd1' } }
		});
		await expect.element(screen.getByText('On which floor?', { exact: false })).toBeVisible();
		const fields = [...screen.container.querySelectorAll('input, textarea, option')];
		const said = [
			screen.container.textContent,
			...fields.map((one) =>
				one instanceof HTMLOptionElement ? one.text : (one as HTMLInputElement).value
			)
		].join('\n');
		const results = texts.wording.outcomes.flatMap(({ label, meaning }) => [
			...[label.zh, label.en, meaning.zh, meaning.en]
		]);
		for (const word of results) expect(said.toLowerCase()).not.toContain(word.toLowerCase());
		expect(forbiddenHits(texts.wording.forbidden, said)).toEqual([]);
		expect(said).not.toMatch(/lykken|p\s*[=<]|0[.]\d{2}|特异反应|得分|responds/i);
		expect(await violations()).toEqual([]);
	}
);

test('a question is built on an open stem; one that uses the test as pressure cannot be recorded', async () => {
	const { screen, log } = await showPage(PostTestInterview, { progress: 5, locale: 'en' });
	await screen.getByRole('textbox', { name: 'Topic' }).fill('the tin');
	await screen.getByRole('combobox', { name: 'Open question' }).selectOptions('how-known');
	const question = screen.getByRole('textbox', { name: 'Open question' });
	await expect.element(question).toHaveValue('How do you come to know the tin?');
	await screen.getByRole('textbox', { name: 'What the subject said' }).fill('I saw it there.');
	const save = screen.getByRole('button', { name: 'Record', exact: true });
	await expect.element(save).toBeEnabled();
	await question.fill('The machine shows you know the tin. Where is it?');
	await expect.element(save).toBeDisabled();
	await expect
		.element(screen.getByText(/What came out of the test is not used as pressure/))
		.toBeVisible();
	await question.fill('How do you come to know the tin?');
	await save.click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('clarification-recorded'));
	expect(log.at(-1)?.data).toMatchObject({ stemId: 'how-known', topic: 'the tin' });
});

test('how a detail stands is worked out while it is written, and what came of checking is kept', async () => {
	const { screen, log, view } = await showPage(PostTestInterview, { progress: 5, locale: 'en' });
	await screen.getByRole('button', { name: 'Record a new detail' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('textbox', { name: /^Detail/ }).fill('a second tin');
	await expect.element(dialog.getByText('not in the register')).toBeVisible();
	// the keys of the list were read out in the chart
	const asked = view.state.questions[0]?.factId ?? '';
	await dialog.getByRole('combobox', { name: 'Matching fact' }).selectOptions(asked);
	await expect.element(dialog.getByText('heard in the test')).toBeVisible();
	await dialog.getByRole('combobox', { name: 'Matching fact' }).selectOptions('');
	await dialog.getByRole('checkbox', { name: 'It can be checked' }).click();
	await expect.element(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
	await dialog.getByRole('textbox', { name: 'How it can be checked' }).fill('look in the shed');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('detail-recorded'));
	expect(log.at(-1)?.data).not.toHaveProperty('standing');
	await screen.getByRole('button', { name: 'Record what came of checking' }).click();
	await screen.getByRole('dialog').getByRole('radio', { name: 'found as said' }).click();
	await screen.getByRole('dialog').getByRole('textbox').fill('found by two officers');
	await screen.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(view.state.details[0]?.checked?.outcome).toBe('found'));
});

test('leads narrow layer by layer and are closed with how they ended', async () => {
	const { screen, log, view } = await showPage(PostTestInterview, { progress: 5, locale: 'en' });
	await view.propose('detail-recorded', {
		...detail,
		detailId: 'd1',
		text: 'a shed',
		factId: null
	});
	await view.propose('lead-recorded', {
		...{ ...lead, leadId: 'l1', text: 'the sheds', from: { kind: 'detail', detailId: 'd1' } }
	});
	await screen.getByRole('button', { name: 'Narrow it down' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Lead' }).fill('the shed by the river');
	await dialog.getByRole('combobox', { name: 'From' }).selectOptions('Detail: a shed');
	await dialog.getByRole('textbox', { name: 'Next step' }).fill('search it');
	await dialog.getByRole('textbox', { name: 'Owner' }).fill('the team');
	await dialog.getByRole('textbox', { name: /^Possibilities/ }).fill('left\nright');
	// a list needs three possibilities and its words
	await expect.element(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
	await dialog.getByRole('textbox', { name: /^Possibilities/ }).fill('');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(view.state.leads).toHaveLength(2));
	expect(log.at(-1)?.data).toMatchObject({ parentLeadId: 'l1', search: null });
	const inner = screen.getByRole('listitem').filter({ hasText: 'the sheds' }).getByRole('list');
	await expect.element(inner.getByText('the shed by the river')).toBeVisible();
	await inner.getByRole('button', { name: 'Close the lead' }).click();
	await screen.getByRole('dialog').getByRole('radio', { name: 'nothing found' }).click();
	await screen.getByRole('dialog').getByRole('textbox').fill('searched on Monday');
	await screen.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(view.state.leads[1]?.closed?.outcome).toBe('nothing-found'));
});

test('a concern for the person is passed on to somebody, or there is none', async () => {
	const { screen, log } = await showPage(PostTestInterview, { progress: 5, locale: 'en' });
	await screen
		.getByRole('textbox', { name: /recording/i })
		.first()
		.fill('AV-7');
	await screen
		.getByRole('textbox', { name: 'Who was present' })
		.fill('tester, interviewer、 lawyer');
	await screen
		.getByRole('textbox', { name: /state|welfare|How the person/i })
		.first()
		.fill('calm');
	const close = screen.getByRole('button', { name: 'Close the interview' });
	await screen.getByRole('textbox', { name: 'The concern' }).fill('does not sleep');
	await expect.element(close).toBeDisabled();
	await screen.getByRole('textbox', { name: 'Passed on to' }).fill('the doctor');
	await close.click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('interview-closed'));
	expect(log.at(-1)?.data).toMatchObject({
		present: ['tester', 'interviewer', 'lawyer'],
		referral: { to: 'the doctor', concern: 'does not sleep' }
	});
});
