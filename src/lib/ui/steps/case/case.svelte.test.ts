import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { CaseFact } from '#lib/core/casework/case-facts.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import CasePsychology from '../CasePsychology.svelte';
import { knowledgeRows } from './knowledge-rows.ts';

const entry = (code: string, more: Partial<CaseFact> = {}): CaseFact => ({
	...{ id: code.toLowerCase(), code, element: 'vehicle', text: `a grey van (${code})` },
	...{ category: '', source: 'road camera', sourceStrength: 'A', confidence: 'high' },
	...{ time: 'Friday night', place: 'the yard', use: 'open', stage: 'none', free: true },
	...{ mayKnow: false, elsewhere: 'no', ...more }
});
const kept = { text: '', source: '', time: '', place: '', free: false, use: 'kept' } as const;

let register: CaseFact[];
beforeEach(() => {
	register = [];
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ facts: register }));
});
afterEach(() => {
	vi.restoreAllMocks();
});

test('the seven elements stand with their counts, and an empty one says what to think of', async () => {
	const { screen, view, texts } = await showPage(CasePsychology, { progress: 1, locale: 'en' });
	const counts = texts.elements.elements.map(
		({ id }) => view.state.facts.filter(({ elements }) => elements.includes(id)).length
	);
	const strip = screen.getByRole('list', { name: 'Seven elements' }).getByRole('listitem');
	expect(strip.all().map((one) => Number(/\d+/.exec(one.element().textContent)?.[0]))).toEqual(
		counts
	);
	// every fact once as a row
	for (const { text } of view.state.facts)
		expect(screen.getByText(text, { exact: true }).elements().length).toBeGreaterThan(0);
	await screen.unmount();
	const empty = await showPage(CasePsychology, { progress: 0, locale: 'en' });
	for (const { description } of texts.elements.elements)
		await expect
			.element(empty.screen.getByText(`Nothing recorded. Think of: ${description.en}`))
			.toBeVisible();
});

test('a fact is taken from the register of the case with its link; what is kept shows its code only', async () => {
	register = [
		entry('F01', kept),
		entry('F02', { mayKnow: true }),
		entry('F03', { elsewhere: 'read-out' })
	];
	const { screen, log } = await showPage(CasePsychology, { progress: 0, locale: 'en' });
	await screen.getByRole('button', { name: 'Take from the case register' }).click();
	const dialog = screen.getByRole('dialog');
	await expect
		.element(dialog.getByText('Kept for something else in this case: not for a test'))
		.toBeVisible();
	await expect.element(dialog.getByText('The person may know it already')).toBeVisible();
	await expect
		.element(dialog.getByText('Read out in another test of this person: leaked'))
		.toBeVisible();
	expect(dialog.getByRole('button', { name: 'Take F01' }).elements()).toHaveLength(0);
	expect(await violations()).toEqual([]);
	await dialog.getByRole('button', { name: 'Take F02' }).click();
	const form = screen.getByRole('dialog', { name: 'Record a fact' });
	await form.getByRole('radio', { name: 'central' }).click();
	await form.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('fact-recorded'));
	expect(log.at(-1)?.data).toMatchObject({
		...{ text: 'a grey van (F02)', source: 'road camera', time: 'Friday night' },
		...{ boardFactId: 'f02', boardCode: 'F02', confidence: 'established' }
	});
});

test('who was told is written down, shows in the matrix, and the fact counts as disclosed', async () => {
	const { screen, log, view } = await showPage(CasePsychology, { progress: 1, locale: 'en' });
	const [first] = view.state.facts;
	await screen.getByRole('button', { name: 'Record a disclosure' }).first().click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('radio', { name: 'the person' }).click();
	await dialog.getByRole('textbox', { name: 'Told by' }).fill('the guard');
	await dialog.getByRole('textbox', { name: 'How' }).fill('in the corridor');
	await dialog.getByRole('radio', { name: 'all of it' }).click();
	await dialog.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('disclosure-recorded'));
	const told = log.at(-1)?.data as { factId: string };
	await expect.element(screen.getByText('The person was told').first()).toBeVisible();
	const row = knowledgeRows(view.state, '', 'leak')[0];
	expect(row?.factId).toBe(told.factId);
	const matrix = screen.getByRole('group', { name: 'Knowledge matrix' });
	await expect.element(matrix.getByText(/told .*the guard in the corridor/)).toBeVisible();
	expect(view.state.facts.some(({ factId }) => factId === told.factId)).toBe(true);
	expect(first).toBeDefined();
});

test('a use that clashes is refused with its reason', async () => {
	const { screen, view } = await showPage(CasePsychology, { progress: 1, locale: 'en' });
	const factId = view.state.facts[0]?.factId ?? '';
	await view.propose('fact-use-set', { factId, use: 'hold-back', reason: 'kept back' });
	await expect.element(screen.getByText('hold-back').first()).toBeVisible();
	const row = screen.getByRole('listitem').filter({ hasText: view.state.facts[0]?.text ?? '' });
	await row.getByRole('button', { name: 'Set the use' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('radio', { name: 'identification' }).click();
	await dialog.getByRole('textbox', { name: 'Reason' }).fill('for a line-up');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect.element(dialog.getByText(/One fact has one use at a time/)).toBeVisible();
});

test('a hypothesis is set against its facts, and refuted only by one that does not speak for it', async () => {
	const { screen, log, view } = await showPage(CasePsychology, { progress: 1, locale: 'en' });
	const ids = view.state.facts.map(({ factId }) => factId);
	await view.propose('hypothesis-recorded', {
		...{ hypothesisId: 'h2', statement: 'Somebody else had the key', refutedIf: 'one key only' },
		...{ supportedBy: [ids[0] ?? ''], contradictedBy: [ids[1] ?? ''], topics: ['who had keys'] }
	});
	const card = screen.getByRole('article', { name: /Somebody else had the key/ });
	await expect.element(card.getByText('who had keys')).toBeVisible();
	await card.getByRole('button', { name: 'Set the state' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('radio', { name: 'refuted' }).click();
	await dialog.getByRole('textbox', { name: 'Reason' }).fill('the camera shows it');
	await expect.element(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
	const choices = [...document.querySelectorAll<HTMLOptionElement>('[role=dialog] option')].map(
		({ value }) => value
	);
	expect(choices).not.toContain(ids[0]);
	await dialog.getByRole('combobox').selectOptions(ids[1] ?? '');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('hypothesis-state-set'));
	await expect.element(card.getByText('refuted', { exact: true })).toBeVisible();
});

test('the profile of the person is kept, with what follows from it', async () => {
	const { screen, log } = await showPage(CasePsychology, { progress: 0, locale: 'en' });
	await screen.getByRole('radio', { name: 'female' }).click();
	await screen.getByRole('textbox', { name: 'Language' }).fill('Sign language');
	await screen.getByRole('checkbox', { name: 'Hearing or speech impairment' }).click();
	await screen.getByLabelText('Interpreter', { exact: true }).selectOptions('arranged');
	await screen.getByLabelText('Medication').fill('none');
	await screen.getByRole('button', { name: 'Save' }).first().click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('subject-described'));
	expect(log.at(-1)?.data).toMatchObject({
		...{ vulnerabilities: ['hearing'], interpreter: 'arranged', medication: 'none' }
	});
	await expect
		.element(screen.getByText(/Someone who knows sign language is present/))
		.toBeVisible();
});

test.each(['zh-CN', 'en'] as const)(
	'the whole page is without barriers and fits, in %s',
	async (locale) => {
		await page.viewport(1366, 768);
		register = [entry('F01', kept), entry('F02', { mayKnow: true })];
		const { view } = await showPage(CasePsychology, { progress: 1, locale });
		const factId = view.state.facts[0]?.factId ?? '';
		await view.propose('disclosure-recorded', {
			...{
				disclosureId: 'd1',
				factId,
				to: 'press',
				toWhom: '晚报',
				when: '2026-11-24T02:00:00.000Z'
			},
			...{ by: '记者', how: '报道', extent: 'part' }
		});
		await vi.waitFor(() => expect(view.state.disclosures).toHaveLength(1));
		expect(await violations()).toEqual([]);
		expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1366);
	}
);
