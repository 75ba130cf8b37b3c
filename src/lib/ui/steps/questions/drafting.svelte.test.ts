import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import { questionsOf, techniqueIds, textsOf } from '../../../../../tests/fixtures/techniques.ts';
import QuestionDrafting from '../QuestionDrafting.svelte';

const file = { sha256: 'a'.repeat(64), bytes: 9, type: 'image/png', name: 'tin.png' };
const sound = { ...file, type: 'audio/webm', name: 'tin.webm' };

beforeEach(() => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (path) => {
		const url = path instanceof Request ? path.url : path.toString();
		if (url.includes('/reviewers')) return Response.json({ candidates: [], named: [] });
		if (url.includes('/media?name=')) return Response.json(url.includes('tin.png') ? file : sound);
		return Response.json([]);
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** Step 2 of a session of this technique, with its made-up questions drafted or none. */
const draft = (
	id: string,
	{ filled = false, locale = 'en' }: { filled?: boolean; locale?: 'zh-CN' | 'en' } = {}
) =>
	showPage(QuestionDrafting, {
		...{ progress: 1, locale, texts: textsOf(id) },
		then: ({ add }) => {
			if (!filled) return;
			for (const question of questionsOf(id, locale)) add('question-drafted', question);
		}
	});

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test.each(techniqueIds)('the list and the editor of %s show without barriers', async (id) => {
		const { screen } = await draft(id, { filled: true, locale });
		expect(await violations()).toEqual([]);
		await screen
			.getByRole('button', { name: locale === 'en' ? 'Draft a question' : '编写题目' })
			.click();
		await expect.element(screen.getByRole('dialog')).toBeVisible();
		expect(await violations()).toEqual([]);
	});
});

test('a series is written row by row and gets the labels of its sequence', async () => {
	const { screen, log } = await draft('utah-zct');
	await screen.getByRole('button', { name: 'Draft a question' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Name of the series' }).fill('First series');
	await dialog.getByRole('textbox', { name: 'The act it is about' }).fill('the missing watch');
	const rows = dialog.getByRole('row').getByRole('textbox');
	expect(rows.elements()).toHaveLength(11);
	for (const [index, row] of rows.all().entries()) await row.fill(`Question ${index + 1}?`);
	await dialog.getByLabelText('Agreed answer of row 1', { exact: true }).selectOptions('yes');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('question-drafted'));
	const { items, factId } = log.at(-1)?.data as ReturnType<typeof questionsOf>[number];
	const labels = ['I1', 'SR2', 'N3', 'C4', 'R5', 'N6', 'C7', 'R8', 'N9', 'C10', 'R11'];
	expect(items.map(({ label }) => label)).toEqual(labels);
	expect(items[0]).toMatchObject({ role: 'neutral', expected: 'yes' });
	expect(factId).toBeNull();
});

test('rows are moved by keyboard, the focus goes with them, and buffers stay', async () => {
	const { screen } = await draft('pot-known');
	await screen.getByRole('button', { name: 'Draft a question' }).click();
	const dialog = screen.getByRole('dialog');
	const texts = () =>
		[...document.querySelectorAll<HTMLInputElement>('[role=dialog] input[data-row]')].map(
			({ value }) => value
		);
	for (const [index, row] of dialog.getByRole('row').getByRole('textbox').all().entries())
		await row.fill(`item ${index + 1}`);
	const key = dialog.getByRole('textbox', { name: 'Key', exact: true });
	(key.element() as HTMLElement).focus();
	const before = texts();
	const at = before.indexOf((key.element() as HTMLInputElement).value);
	await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
	expect(texts()).toEqual(before.with(at, before[at - 1]!).with(at - 1, before[at]!));
	await vi.waitFor(() =>
		expect((document.activeElement as HTMLInputElement).value).toBe(before[at])
	);
	for (let n = 0; n < 9; n++) await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
	expect(texts().indexOf(before[at]!)).toBe(2);
});

/** The dialog of a detail with its six items written. */
async function detail() {
	const shown = await draft('cit');
	await shown.screen.getByRole('button', { name: 'Draft a question' }).click();
	const dialog = shown.screen.getByRole('dialog');
	const fact = shown.view.state.facts[0]?.factId ?? '';
	await dialog.getByRole('combobox', { name: 'From the fact' }).selectOptions(fact);
	await dialog.getByRole('textbox', { name: 'Stem' }).fill('Where was it?');
	await dialog.getByRole('textbox', { name: 'Category' }).fill('container');
	for (const [index, row] of dialog.getByRole('row').getByRole('textbox').all().entries())
		await row.fill(['a drawer', 'a tin', 'a vase', 'a pot', 'a crate', 'a sack'][index] ?? '');
	return { ...shown, dialog };
}

test('an item is shown with a picture, and its voice is recorded in the page', async () => {
	const { dialog, log } = await detail();
	const audio = new AudioContext();
	const tone = audio.createOscillator();
	const into = audio.createMediaStreamDestination();
	tone.connect(into);
	tone.start();
	vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => into.stream);
	await dialog.getByText('Picture and sound of row 2').click();
	await dialog.getByRole('combobox', { name: 'Shown with it' }).selectOptions('picture');
	await dialog.getByRole('textbox', { name: 'What is shown' }).fill('the tin from the shed');
	await expect.element(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
	await dialog.getByLabelText('Picture file').upload(new File(['png'], 'tin.png'));
	await expect.element(dialog.getByText('tin.png', { exact: true })).toBeVisible();
	await dialog.getByRole('combobox', { name: 'How it is read out' }).selectOptions('recorded');
	await dialog.getByRole('button', { name: 'Record', exact: true }).click();
	await expect.element(dialog.getByText(/read the item out/)).toBeVisible();
	await dialog.getByRole('button', { name: 'Stop recording' }).click();
	await expect.element(dialog.getByText('tin.webm')).toBeVisible();
	expect(into.stream.getTracks().every(({ readyState }) => readyState === 'ended')).toBe(true);
	await dialog.getByRole('button', { name: 'Save' }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('question-drafted'));
	const { items } = log.at(-1)?.data as ReturnType<typeof questionsOf>[number];
	expect(items[1]).toMatchObject({
		stimulus: { kind: 'picture', description: 'the tin from the shed', file },
		prompt: { kind: 'recorded', file: sound }
	});
	expect(items[0]).not.toHaveProperty('stimulus');
	await audio.close();
});

test('a workstation without a voice or a microphone says so', async () => {
	const { dialog } = await detail();
	vi.spyOn(speechSynthesis, 'getVoices').mockReturnValue([
		{ lang: 'en-US', localService: false, name: 'a voice of a service' } as SpeechSynthesisVoice
	]);
	vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(
		new DOMException('denied', 'NotAllowedError')
	);
	await dialog.getByText('Picture and sound of row 1').click();
	const played = dialog.getByRole('combobox', { name: 'How it is read out' });
	await played.selectOptions('synthesised');
	await expect.element(dialog.getByText(/has no voice of its own/)).toBeVisible();
	await played.selectOptions('recorded');
	await dialog.getByRole('button', { name: 'Record', exact: true }).click();
	await expect.element(dialog.getByText(/may not use a microphone/)).toBeVisible();
});
