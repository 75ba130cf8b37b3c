import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { questionListHash } from '#lib/core/session/question-list.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import CasePsychology from './CasePsychology.svelte';
import PostTestInterview from './PostTestInterview.svelte';
import PreTestInterview from './PreTestInterview.svelte';
import QuestionDrafting from './QuestionDrafting.svelte';

beforeEach(() => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([]));
});
afterEach(() => {
	vi.restoreAllMocks();
});

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test.each([
		['case psychology, filled', CasePsychology, 1],
		['case psychology, empty', CasePsychology, 0],
		['question drafting, filled', QuestionDrafting, 2],
		['question drafting, empty', QuestionDrafting, 1],
		['pre-test interview, filled', PreTestInterview, 3],
		['pre-test interview, empty', PreTestInterview, 2],
		['post-test interview, filled', PostTestInterview, 6],
		['post-test interview, empty', PostTestInterview, 5]
	] as const)('%s shows without barriers', async (_, page, progress) => {
		const { screen } = await showPage(page, { progress, locale });
		expect(screen.container.querySelector('h1')?.textContent).not.toBe('');
		expect(await violations()).toEqual([]);
	});
});

test('a fact is recorded by keyboard alone', async () => {
	const { screen, log } = await showPage(CasePsychology, { progress: 0, locale: 'en' });
	(screen.getByRole('button', { name: 'Record a fact' }).element() as HTMLElement).focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(screen.getByRole('dialog')).toBeVisible();
	const text = screen.getByRole('dialog').getByRole('textbox').first();
	(text.element() as HTMLElement).focus();
	await userEvent.keyboard('The watch lay in a tin.');
	// seven boxes, the source, time and place, two groups of choices, nine boxes, two buttons
	await userEvent.keyboard('{Tab} ');
	await userEvent.keyboard('{Tab}'.repeat(7));
	await userEvent.keyboard('Scene record{Tab}on Friday{Tab}in the shed');
	await userEvent.keyboard('{Tab} {Tab} {Tab} ');
	await userEvent.keyboard('{Tab}'.repeat(10) + '{Enter}');
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('fact-recorded'));
	expect(log.at(-1)?.data).toMatchObject({
		text: 'The watch lay in a tin.',
		elements: ['person'],
		source: 'Scene record',
		time: 'on Friday',
		place: 'in the shed',
		confidence: 'established',
		salience: 'central',
		knownBy: ['perpetrator']
	});
	await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
});

test('a rule that a question breaks shows while it is being written', async () => {
	const { screen } = await showPage(QuestionDrafting, { progress: 1, locale: 'en' });
	await screen.getByRole('button', { name: 'Draft a question' }).click();
	const dialog = screen.getByRole('dialog');
	const [fact] = [...document.querySelectorAll<HTMLOptionElement>('[role=dialog] option')].slice(1);
	await dialog.getByRole('combobox', { name: 'From the fact' }).selectOptions(fact?.value ?? '');
	await dialog.getByRole('textbox', { name: 'Stem' }).fill('Was the silver watch in the tin?');
	await dialog.getByRole('textbox', { name: 'Category' }).fill('object');
	await dialog.getByRole('textbox', { name: 'Buffer' }).fill('a pen');
	await dialog.getByRole('textbox', { name: 'Key' }).fill('silver watch');
	expect(dialog.getByText('must be mended').elements()).toHaveLength(0);
	await dialog.getByLabelText('Foil 1').fill('gold coin');
	await expect.element(dialog.getByText('must be mended').first()).toBeVisible();
});

test('a list with warnings is locked only when each has its reason', async () => {
	const { screen, log, view } = await showPage(QuestionDrafting, { progress: 1, locale: 'en' });
	const question = (n: number, factId: string) => ({
		...{ questionId: `q${n}`, factId, stem: `Where was thing ${n}?`, category: `place ${n}` },
		items: ['buffer', 'key', 'foil', 'foil', 'foil', 'foil'].map((role, i) => ({
			...{ itemId: `i${i}`, role: role as 'key', text: `in ${'abcdef'[i]}${n}` }
		}))
	});
	await view.propose('question-drafted', question(1, view.state.facts[0]?.factId ?? ''));
	const lock = screen.getByRole('button', { name: 'Lock', exact: true });
	await expect.element(lock).toBeDisabled();
	const sha256 = questionListHash(view.state);
	await view.propose('review-waived', { sha256, reason: 'one tester in this laboratory' });
	const locking = screen.getByRole('region', { name: 'Lock the question list' });
	const reasons = locking.getByRole('textbox');
	await vi.waitFor(() => expect(reasons.elements().length).toBeGreaterThan(0));
	for (const reason of reasons.all()) await reason.fill('agreed with the supervisor');
	await expect.element(lock).toBeEnabled();
	await lock.click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('question-list-locked'));
});

test('declining the test asks for nothing but the decision', async () => {
	const { screen, log, view } = await showPage(PreTestInterview, { progress: 2, locale: 'en' });
	await view.propose('identity-checked', { method: 'document' });
	const points = view.data.texts.rights.points.map(({ id }) => id);
	await view.propose('rights-explained', { points, language: 'English' });
	await screen.getByRole('radio', { name: 'declines the test' }).click();
	await screen.getByRole('radio', { name: 'orally, on the recording' }).click();
	await screen.getByRole('button', { name: 'Record the decision' }).click();
	await vi.waitFor(() =>
		expect(log.at(-1)).toMatchObject({ type: 'consent-recorded', data: { decision: 'refused' } })
	);
	await expect
		.element(screen.getByText('Nothing adverse may be inferred from this.'))
		.toBeVisible();
});

test('a session can be sealed when it is finished and not before', async () => {
	const early = await showPage(PostTestInterview, { progress: 5, locale: 'en' });
	await expect.element(early.screen.getByRole('button', { name: 'Seal' })).toBeDisabled();
	await early.screen.unmount();
	const late = await showPage(PostTestInterview, { progress: 6, locale: 'en' });
	await expect.element(late.screen.getByRole('button', { name: 'Seal' })).toBeEnabled();
});
