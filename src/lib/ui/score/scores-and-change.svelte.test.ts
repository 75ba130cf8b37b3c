import { describe, expect, test } from 'vitest';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import { committed, keysStrong } from '../../../../tests/fixtures/score-sheets.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import ConclusionForm from './conclusion/ConclusionForm.svelte';
import ScoreTable from './ScoreTable.svelte';
import WhatWouldChange from './WhatWouldChange.svelte';

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test('scores and what would change them show without barriers and without a forbidden word', async () => {
		for (const page of [ScoreTable, WhatWouldChange, ConclusionForm]) {
			const { screen, texts } = await showPage(page, { progress: 5, locale });
			for (const details of screen.container.querySelectorAll('details')) details.open = true;
			expect(await violations()).toEqual([]);
			const words = texts.wording.forbidden.flatMap(({ words: { zh, en } }) => [...zh, ...en]);
			const said = screen.container.textContent.toLowerCase();
			expect(words.filter((word) => said.includes(word.toLowerCase()))).toEqual([]);
			await screen.unmount();
		}
	});
});

test('a score prints its arithmetic: points of each question, their sum, the null distribution', async () => {
	const { screen } = await showPage(ScoreTable, { progress: 5, locale: 'en' });
	await expect.element(screen.getByText('left out by a person: 1', { exact: false })).toBeVisible();
	const [lykken] = screen.getByText('How this is computed').all();
	await lykken!.click();
	await expect.element(screen.getByText('2 + 2 + 2 + 2 + 2 + 2 = 12')).toBeVisible();
	await expect.element(screen.getByText('observed')).toBeVisible();
	// six questions of five scored items; one item was marked as artifact and one taken out
	await expect.element(screen.getByText(/^Possible combinations: 10000/)).toBeVisible();
});

test('the panel says what the result rests on, what changes it, and warns of choosing a method', async () => {
	const { screen } = await showPage(WhatWouldChange, { progress: 4, locale: 'en' });
	await expect
		.element(screen.getByText('There is no question that can be scored', { exact: false }))
		.toBeVisible();
	await screen.unmount();
	const shown = await showPage(WhatWouldChange, { progress: 5, locale: 'en' });
	const { container } = shown.screen;
	await expect
		.element(shown.screen.getByText('Basis of the recorded conclusion: Lykken score, channel EDA'))
		.toBeVisible();
	const rows = [...container.querySelectorAll('tbody')[0]!.rows].map((row) =>
		row.cells[0]!.textContent.trim()
	);
	expect(rows).toEqual([
		'all data',
		...[1, 2, 3, 4, 5, 6].map((number) => `without question ${number}`),
		'with what a person left out put back (values: 1)'
	]);
	expect(container.textContent).toContain('takes the smallest finds something in almost everyone');
	for (const name of ['Relative response magnitude', 'Leave-one-out z', 'Miritello'])
		expect(container.textContent).toContain(name);
	await expect
		.element(shown.screen.getByText('Examiner and an independent second scorer'))
		.toBeVisible();
});

describe('the conclusion', () => {
	test('is not there before the second score, and leads to what is missing', async () => {
		const opened: string[] = [];
		const props = { onopen: (tab: string) => opened.push(tab) };
		const first = await showPage(ConclusionForm, { progress: 4, locale: 'en', props });
		await expect.element(first.screen.getByText('No conclusion yet')).toBeVisible();
		expect(first.screen.getByRole('combobox').elements()).toEqual([]);
		await first.screen.getByRole('button', { name: 'Open the score sheet' }).click();
		await first.screen.unmount();
		const second = await showPage(ConclusionForm, {
			...{ progress: 4, locale: 'en', props },
			then: (log) =>
				void log.add('sheet-committed', committed('first', keysStrong(reduce(log.events, 'x'))))
		});
		await expect
			.element(second.screen.getByText('The second scorer has not sealed a sheet yet.'))
			.toBeVisible();
		await second.screen.getByRole('button', { name: 'Open the second score' }).click();
		expect(opened).toEqual(['sheet', 'second']);
	});
});
