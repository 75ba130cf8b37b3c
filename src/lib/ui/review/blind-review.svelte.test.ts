import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { ReviewView } from '#lib/core/session/review-view.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import BlindReview from './BlindReview.svelte';
import ReviewTasks from './ReviewTasks.svelte';

const item = (number: number, text: string): ReviewView['questions'][number]['items'][number] => ({
	...{ number, text, role: null, expected: null, shown: null, picture: null, sound: null }
});
const role = (number: number, text: string, one: 'comparison' | 'relevant') => ({
	...item(number, text),
	...{ role: one, expected: 'no' as const }
});
const view = (): ReviewView => ({
	...{ task: crypto.randomUUID(), sha256: 'a'.repeat(64) },
	questions: [
		{
			...{ number: 1, stem: '表藏在', category: '容器', kind: 'details' as const },
			items: ['铁盒', '花瓶', '鞋盒'].map((text, index) => item(index + 1, text))
		},
		{
			...{ number: 2, stem: '偷表', category: '偷表', kind: 'series' as const },
			items: [
				role(1, '二十岁以前，你拿过别人的东西吗？', 'comparison'),
				role(2, '你偷了那块表吗？', 'relevant')
			]
		}
	]
});

afterEach(() => {
	vi.restoreAllMocks();
});

async function violations(): Promise<string[]> {
	const rules = { region: { enabled: false }, 'document-title': { enabled: false } };
	const { violations: found } = await axe.run(document.body, { rules });
	return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
}

test.each(['zh-CN', 'en'] as const)(
	'the pages of a blind reviewer have no barriers in %s',
	async (locale) => {
		overwriteGetLocale(() => locale);
		const one = { task: crypto.randomUUID(), createdMs: 1_790_000_000_000 };
		const tasks = (['open', 'done', 'withdrawn'] as const).map((status, n) => ({
			...{ ...one, task: `${n}${one.task}`, status }
		}));
		const list = await render(ReviewTasks, { tasks });
		expect(await violations()).toEqual([]);
		await list.unmount();
		await render(BlindReview, { view: view(), userId: 'u1' });
		expect(await violations()).toEqual([]);
	}
);

test('a review is handed in once every question has its choice, with the numbers that were shown', async () => {
	overwriteGetLocale(() => 'en');
	const sent = vi
		.spyOn(globalThis, 'fetch')
		.mockImplementation(async () => Response.json({ seq: 7 }));
	const shown = view();
	const screen = await render(BlindReview, { view: shown, userId: 'u1' });
	const handIn = screen.getByRole('button', { name: 'Hand in the review' });
	await expect.element(screen.getByText('1 questions still need a choice.')).toBeVisible();
	await screen.getByRole('radio', { name: 'Item 2 is the most likely true one' }).click();
	await screen.getByRole('checkbox', { name: 'Item 3 does not fit' }).click();
	await expect.element(handIn).toBeDisabled();
	await screen.getByRole('radio', { name: /Needs changes/ }).click();
	await screen.getByLabelText('Remarks on question 2').fill('Comparison question too close.');
	await handIn.click();
	await expect.element(screen.getByText(/The review was handed in/)).toBeVisible();
	const [path, request] = sent.mock.calls[0] ?? [];
	expect(path).toBe(`/api/review/${shown.task}`);
	expect(JSON.parse(request?.body as string)).toEqual({
		...{ sha256: shown.sha256, verdict: 'changes-needed', remark: '' },
		answers: [
			{ question: 1, guess: 2, odd: [3], remark: '' },
			{ question: 2, guess: null, odd: [], remark: 'Comparison question too close.' }
		]
	});
});

test('a list that was changed meanwhile is to be loaded again, and nothing typed is lost', async () => {
	overwriteGetLocale(() => 'en');
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () =>
		Response.json({ code: 'session/review-stale', message: '' }, { status: 409 })
	);
	const screen = await render(BlindReview, { view: view(), userId: 'u1' });
	await screen.getByRole('radio', { name: 'None stands out' }).click();
	await screen.getByRole('radio', { name: /May be locked/ }).click();
	await screen.getByRole('button', { name: 'Hand in the review' }).click();
	await expect.element(screen.getByRole('link', { name: /The list was changed/ })).toBeVisible();
	await expect.element(screen.getByRole('radio', { name: 'None stands out' })).toBeChecked();
});
