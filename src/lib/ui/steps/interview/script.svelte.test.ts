import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import PreTestInterview from '../PreTestInterview.svelte';

test.each(['zh-CN', 'en'] as const)(
	'the script has every part, its words, and no detail (%s)',
	async (locale) => {
		const { texts, view } = await showPage(PreTestInterview, { progress: 2, locale });
		const nav = page.getByRole('navigation');
		for (const { title } of texts.script!.parts)
			await expect.element(nav.getByText(locale === 'en' ? title.en : title.zh)).toBeVisible();
		await expect
			.element(page.getByText(locale === 'en' ? /proves nothing by itself/ : /不能单独证明什么/))
			.toBeVisible();
		const shown = document.body.textContent;
		const items = view.state.questions.flatMap((question) => question.items);
		for (const { text } of items.filter(({ role }) => role === 'key'))
			expect(shown).not.toContain(text);
		expect(await violations()).toEqual([]);
	}
);

test('words that were said tick their part; the log has which', async () => {
	const { log, texts } = await showPage(PreTestInterview, { progress: 2 });
	const part = texts.script!.parts.find(({ tick }) => tick === 'said')!;
	await userEvent.fill(page.getByLabelText(/被测人说了什么/).first(), '听懂了');
	await page.getByRole('button', { name: '已说明，继续' }).first().click();
	await vi.waitUntil(() => log.some(({ type }) => type === 'part-explained'));
	expect(log.at(-1)!.data).toEqual({ part: part.id, note: '听懂了' });
	await expect.element(page.getByText(`已完成 1 / ${texts.script!.parts.length}`)).toBeVisible();
});

test('J and K go from part to part', async () => {
	const { texts } = await showPage(PreTestInterview, { progress: 2 });
	const [first, second] = texts.script!.parts;
	const here = () => document.activeElement?.id;
	await userEvent.keyboard('j');
	expect(here()).toBe(`part-${first!.id}`);
	await userEvent.keyboard('j');
	expect(here()).toBe(`part-${second!.id}`);
	await userEvent.keyboard('k');
	expect(here()).toBe(`part-${first!.id}`);
});

test('questions are reviewed one by one; an unclear one is not done', async () => {
	const { log, view } = await showPage(PreTestInterview, { progress: 2 });
	const stem = view.state.questions[0]!.stem;
	const row = page.getByRole('group', { name: stem }).last();
	await row.getByRole('button', { name: '不明白' }).click();
	await vi.waitUntil(() => log.some(({ type }) => type === 'question-reviewed'));
	await expect.element(page.getByText(/换说法/)).toBeVisible();
	await row.getByRole('button', { name: '听懂' }).click();
	await expect.element(page.getByText(`已核对 1 / ${view.state.questions.length}`)).toBeVisible();
	expect(view.state.reviews).toHaveLength(1);
});

test('a form on paper is kept with its witness, after consent only', async () => {
	const { log } = await showPage(PreTestInterview, {
		progress: 2,
		then: ({ add }) => {
			add('rights-explained', { points: ['voluntary'], language: '汉语' });
			add('consent-recorded', { decision: 'given', form: 'written', understood: true });
		}
	});
	await page.getByRole('radio', { name: '纸质存档' }).click();
	await userEvent.fill(page.getByLabelText(/见证人/), '一部 02');
	await page.getByRole('button', { name: '留存同意书' }).click();
	await vi.waitUntil(() => log.some(({ type }) => type === 'consent-form-kept'));
	expect(log.at(-1)!.data).toEqual({ kind: 'paper', file: null, witness: '一部 02' });
});
