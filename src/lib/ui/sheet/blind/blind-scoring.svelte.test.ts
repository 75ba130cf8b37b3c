import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { reduce } from '#lib/core/session/reduce.ts';
import { blindView } from '#lib/core/sheet/blind-view.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { coinClub, coinClubPage } from '../../../../../tests/fixtures/coin-club.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import BlindScoring from './BlindScoring.svelte';
import ScoringTasks from './ScoringTasks.svelte';

const sent: { path: string; sheet: ScoreSheet }[] = [];
beforeEach(() => {
	sent.length = 0;
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
		if (init?.method !== 'POST') return Response.json({}, { status: 404 });
		const order = new Request(path, init);
		const { sheet } = (await order.json()) as { sheet: ScoreSheet };
		sent.push({ path: new URL(order.url).pathname, sheet });
		return Response.json({ seq: 1 });
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

async function show(locale: 'zh-CN' | 'en') {
	overwriteGetLocale(() => locale);
	const events = coinClub('session-1', 4, locale);
	const state = reduce(events, 'session-1');
	const { texts, case: file } = coinClubPage(events);
	if (texts.scoringProcedure === null) throw new Error('expected a scoring procedure');
	const task = crypto.randomUUID();
	const view = blindView(state, task, texts.scoringProcedure);
	const { artifacts, measurement, technique } = texts;
	const screen = await render(BlindScoring, {
		...{ view, status: 'open', userId: 'reviewer-1' },
		texts: { artifacts, measurement, readingS: technique.timing.readingS.value }
	});
	await expect.element(screen.getByRole('grid')).toBeVisible();
	return { screen, state, file, task };
}

test.each(['zh-CN', 'en'] as const)('in %s nothing of the case is on the page', async (locale) => {
	const { screen, state, file } = await show(locale);
	// names of styles are the program's own
	const said = screen.container.innerHTML.replaceAll(/ class="[^"]*"/g, '');
	const secrets = [
		...[file.id, file.number, file.title, 'DEMO-S1', 'session-1', 'tester-1'],
		...state.questions.flatMap(({ questionId, stem, category, items }) => [
			...[questionId, stem, category],
			...items.flatMap(({ itemId, text }) => [itemId, text])
		]),
		...state.facts.map(({ text }) => text),
		...state.hypotheses.map(({ statement }) => statement)
	];
	// an id as short as “q1” is a word only when it stands alone
	const stands = (secret: string) =>
		new RegExp(`(?<![\\w.])${secret.replaceAll(/[.*+?^$()[\]{}|\\/]/g, '\\$&')}(?![\\w.])`).test(
			said
		);
	expect(secrets.length).toBeGreaterThan(40);
	expect(secrets.filter((secret) => secret.length > 1 && stands(secret))).toEqual([]);
	expect(await violations()).toEqual([]);
});

test('the keys of the review are told, without those of calipers that are not here', async () => {
	const { screen } = await show('en');
	await screen.getByRole('button', { name: 'Keys of the review' }).click();
	const { textContent } = screen.getByRole('dialog').element();
	expect(textContent).toContain('play, pause');
	expect(textContent).toContain('two fingers');
	expect(textContent).not.toContain('calipers');
	expect(await violations()).toEqual([]);
});

test('the sheet is filled in and sealed under the name of the task', async () => {
	const { screen, task } = await show('en');
	const rows = screen.getByRole('row').elements().length - 1;
	document.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
	await userEvent.keyboard(`2${'{Enter}'.repeat(rows)}`);
	await screen.getByRole('button', { name: 'Seal the sheet' }).click();
	await screen.getByRole('dialog').getByRole('button', { name: 'Seal the sheet' }).click();
	await expect.element(screen.getByText('Your sheet is sealed')).toBeVisible();
	expect(sent[0]?.path).toBe(`/api/scoring/${task}/commit`);
	expect(sent[0]?.sheet.cells.map(({ score }) => score)).toEqual([
		...[2, ...Array.from({ length: sent[0]!.sheet.cells.length - 1 }, () => 0)]
	]);
});

test.each(['zh-CN', 'en'] as const)(
	'the list of tasks, with and without any, in %s',
	async (locale) => {
		overwriteGetLocale(() => locale);
		const { unmount, container } = await render(ScoringTasks, { tasks: [] });
		expect(container.textContent).toMatch(/no charts for you to score|没有请您盲评/);
		expect(await violations()).toEqual([]);
		await unmount();
		const task = 'a1b2c3d4-0000-4000-8000-000000000000';
		const tasks = (['open', 'committed', 'withdrawn'] as const).map((status, index) => ({
			...{ task: task.replace('a', String(index)), seat: 'second' as const, createdMs: 0, status }
		}));
		const { getByRole } = await render(ScoringTasks, { tasks });
		expect(getByRole('link').elements()).toHaveLength(2);
		expect(await violations()).toEqual([]);
	}
);
