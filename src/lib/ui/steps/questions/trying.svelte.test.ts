import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { questionListHash } from '#lib/core/session/question-list.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import { questionsOf, textsOf } from '../../../../../tests/fixtures/techniques.ts';
import QuestionDrafting from '../QuestionDrafting.svelte';

const somebody = { id: 'tester-2', name: 'Second tester', role: 'tester' };

beforeEach(() => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, request) => {
		const url = path instanceof Request ? path.url : path.toString();
		if (!url.includes('/reviewers')) return Response.json([]);
		if (request?.method === 'POST') return Response.json({ seq: 9, task: 'task-1' });
		return Response.json({ candidates: [somebody], named: [somebody] });
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** Step 2 with the known peaks of the demonstration drafted. */
const peaks = (id = 'pot-known') =>
	showPage(QuestionDrafting, {
		...{ progress: 1, locale: 'en', texts: textsOf(id) },
		then: ({ add }) => questionsOf(id, 'en').forEach((one) => add('question-drafted', one))
	});

test('a panel is pasted, tested exactly, and no longer counts when the words change', async () => {
	const { screen, view, log } = await peaks();
	const section = screen.getByRole('region', { name: 'Naive panel' });
	const [question] = view.state.questions;
	const key = question!.items.find(({ role }) => role === 'key')!;
	await section.getByRole('combobox', { name: 'Question' }).selectOptions(question!.questionId);
	await section.getByRole('textbox', { name: 'Who they were' }).fill('ten clerks');
	const choices = section.getByRole('textbox', { name: 'Choices' });
	await choices.fill('1, 2, nonsense');
	await expect.element(section.getByText('Not understood: nonsense')).toBeVisible();
	await expect.element(section.getByRole('button', { name: 'Record the panel' })).toBeDisabled();
	await choices.fill(`${`${key.text}\n`.repeat(5)}1,2,4,5,1`);
	await section.getByRole('button', { name: 'Record the panel' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('panel-recorded'));
	// binomial tables, n = 10, p = .20: P(X ≥ 5) = .0328
	await expect.element(section.getByText('0.033')).toBeVisible();
	await expect.element(section.getByText(/A clear preference/)).toBeVisible();
	expect(await violations()).toEqual([]);
	const { history: _, ...words } = question!;
	await view.propose('question-corrected', { ...words, stem: 'Other words?', reason: 'wording' });
	await expect.element(section.getByText(/The question was changed since/)).toBeVisible();
});

test('the list is locked once it was accepted without review with a reason, and asked again after a change', async () => {
	const { screen, view, log } = await peaks();
	const section = screen.getByRole('region', { name: 'Blind review' });
	const lock = screen.getByRole('region', { name: 'Lock the question list' });
	await expect.element(lock.getByText(/neither been accepted/)).toBeVisible();
	await section.getByRole('combobox', { name: 'Whom to ask' }).selectOptions(somebody.id);
	await section.getByRole('button', { name: 'Ask for a review' }).click();
	const sent = vi.mocked(fetch).mock.calls.find(([, request]) => request?.method === 'POST');
	expect(JSON.parse(sent?.[1]?.body as string)).toEqual({ reviewerId: somebody.id });
	await section.getByRole('button', { name: 'Accept without review' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('textbox').fill('one tester in this laboratory');
	await dialog.getByRole('button', { name: 'Accept without review' }).click();
	await vi.waitFor(() =>
		expect(log.at(-1)).toMatchObject({
			...{ type: 'review-waived', data: { sha256: questionListHash(view.state) } }
		})
	);
	await expect.element(section.getByText(/Accepted without a review/)).toBeVisible();
	expect(lock.getByText(/neither been accepted/).elements()).toHaveLength(0);
	const { history: _, ...words } = view.state.questions[0]!;
	await view.propose('question-corrected', { ...words, stem: 'Other words?', reason: 'wording' });
	await expect.element(lock.getByText(/neither been accepted/)).toBeVisible();
});

test('what a rule would put instead is taken with one press', async () => {
	const { screen, view, log } = await peaks();
	const { history: _, ...first } = view.state.questions[0]!;
	const items = first.items.with(2, { ...first.items[2]!, text: `${first.items[2]!.text}.` });
	await view.propose('question-corrected', { ...first, items, reason: 'wording' });
	const findings = screen.getByRole('region', { name: 'Rule checks' });
	const mend = findings.getByRole('button', { name: /^Mend: .*ends with punctuation/ });
	(mend.element() as HTMLElement).focus();
	await userEvent.keyboard('{ArrowDown}');
	expect(document.activeElement?.getAttribute('aria-label')).toMatch(
		/^Go to the question: .*punctuation/
	);
	await userEvent.keyboard('{Enter}');
	expect(document.activeElement?.id).toBe(`question-${first.questionId}`);
	await mend.click();
	await vi.waitFor(() =>
		expect(view.state.questions[0]?.items[2]?.text).toBe(first.items[2]!.text)
	);
	expect(log.at(-1)).toMatchObject({
		type: 'question-corrected',
		data: { reason: 'mended by the rule check' }
	});
	expect(mend.elements()).toHaveLength(0);
});

test('what a place tells is shown: chance for a detail, the key of a known peak, types of a series', async () => {
	const cellsOf = (screen: Awaited<ReturnType<typeof peaks>>['screen']) =>
		screen
			.getByRole('region', { name: 'Example of a presentation order' })
			.getByRole('row')
			.nth(1)
			.getByRole('cell')
			.all()
			.map((cell) => cell.element().textContent);
	const known = await peaks();
	expect(cellsOf(known.screen)).toEqual(['0', '0', '0', '0', '1', '0', '0', '0', '0']);
	await known.screen.unmount();
	const series = await peaks('utah-zct');
	expect(cellsOf(series.screen)).toEqual(['0', '0', '0', '0', '1', '0', '0', '1', '0', '0', '1']);
	await series.screen.unmount();
	const detail = await showPage(QuestionDrafting, { progress: 2, locale: 'en' });
	expect(cellsOf(detail.screen)).toEqual(['0', '0.2', '0.2', '0.2', '0.2', '0.2']);
});

test('after a chart a changed list is a new series, and the old words stay readable', async () => {
	const { screen, view, log } = await showPage(QuestionDrafting, {
		...{ progress: 4, locale: 'en' },
		then: ({ add }) => {
			add('step-reopened', { step: 'question-drafting', reason: 'a question was unclear' });
		}
	});
	const lock = screen.getByRole('region', { name: 'Lock the question list' });
	await lock.getByRole('button', { name: 'Begin a new series' }).click();
	const dialog = screen.getByRole('dialog');
	await expect.element(dialog.getByText(/1 charts were recorded with version 1/)).toBeVisible();
	await dialog.getByRole('textbox').fill('the third question was unclear');
	await dialog.getByRole('button', { name: 'Begin a new series' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('question-list-unlocked'));
	const stem = view.state.questions[0]!.stem;
	const { history: _, ...words } = view.state.questions[0]!;
	await view.propose('question-corrected', { ...words, stem: 'Other words?', reason: 'wording' });
	await lock.getByText('Earlier versions').click();
	await expect.element(lock.getByRole('heading', { name: 'Version 1 · Charts 1' })).toBeVisible();
	await expect.element(lock.getByText(stem)).toBeVisible();
	expect(await violations()).toEqual([]);
});
