import { afterEach, expect, test, vi } from 'vitest';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import SearchLists from './SearchLists.svelte';

const list = {
	...{ sessionId: 's1', leadId: 'l1', text: 'the shed by the river' },
	search: { stem: 'On which side is it?', category: 'side', items: ['left', 'right', 'behind'] }
};

afterEach(() => {
	vi.restoreAllMocks();
});

test('a list that a lead proposed becomes a question of possibilities, once', async () => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ lists: [list] }));
	const { screen, log } = await showPage(SearchLists, { progress: 1, locale: 'en' });
	const take = screen.getByRole('button', { name: 'Take over: On which side is it?' });
	await expect.element(take).toBeVisible();
	expect(await violations()).toEqual([]);
	await take.click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('question-drafted'));
	expect(log.at(-1)?.data).toMatchObject({
		...{ factId: null, stem: list.search.stem },
		items: list.search.items.map((text) => ({ text, role: 'item' }))
	});
	await expect.element(screen.getByText('taken over')).toBeVisible();
	await expect.element(take).not.toBeInTheDocument();
});

test('what cannot be read is said, and asked for again', async () => {
	vi.spyOn(globalThis, 'fetch')
		.mockResolvedValueOnce(Response.json({ code: 'x' }, { status: 500 }))
		.mockImplementation(async () => Response.json({ lists: [list] }));
	const { screen } = await showPage(SearchLists, { progress: 1, locale: 'en' });
	await screen.getByRole('button', { name: 'Read again' }).click();
	await expect.element(screen.getByText(/On which side is it/)).toBeVisible();
});
