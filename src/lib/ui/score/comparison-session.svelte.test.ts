import { describe, expect, test } from 'vitest';
import { federalTexts, federalZctLog } from '../../../../tests/fixtures/federal-zct.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import SecondScoring from '../report/parts/SecondScoring.svelte';
import Sensitivity from '../report/parts/Sensitivity.svelte';
import Statistics from '../report/parts/Statistics.svelte';
import ConclusionForm from './conclusion/ConclusionForm.svelte';
import ScoreTable from './ScoreTable.svelte';
import SheetPanel from './SheetPanel.svelte';
import WhatWouldChange from './WhatWouldChange.svelte';

const comparison = {
	progress: 0 as const,
	events: federalZctLog,
	texts: federalTexts
};

describe.each(['zh-CN', 'en'] as const)('a comparison test in %s', (locale) => {
	test('shows without barriers and without a forbidden word', async () => {
		for (const page of [
			ScoreTable,
			WhatWouldChange,
			ConclusionForm,
			SheetPanel,
			Statistics,
			Sensitivity
		]) {
			const { screen, texts } = await showPage(page, { ...comparison, locale });
			for (const details of screen.container.querySelectorAll('details')) details.open = true;
			expect(await violations()).toEqual([]);
			const words = texts.wording.forbidden.flatMap(({ words: { zh, en } }) => [...zh, ...en]);
			const said = screen.container.textContent.toLowerCase();
			expect(words.filter((word) => said.includes(word.toLowerCase()))).toEqual([]);
			await screen.unmount();
		}
	});
});

test('each relevant question has its label, its words and its subtotal; the rule is named', async () => {
	const { screen } = await showPage(ScoreTable, { ...comparison, locale: 'en' });
	const { textContent: said } = screen.container;
	// 2.2 times: EDA −1 (2:1), finger −1, breathing alike 0, in one chart
	expect(said.replace(/\s+/g, ' ')).toContain('R5 Did you take that watch? -2');
	expect(said).toContain('By the rule “federal zone rule”');
	expect(said).toContain('no p');
});

test('a conclusion rests on the method of the technique, with what its rule says beside what people said', async () => {
	const { screen, log } = await showPage(ConclusionForm, { ...comparison, locale: 'en' });
	const select = screen.container.querySelector('select')!;
	expect(select.value).toBe('federal-seven-position/all/series-federal-zct');
	expect(select.selectedOptions[0]!.textContent.trim()).toBe(
		'All channels · Federal seven-position scale · no p'
	);
	expect(screen.container.textContent).toContain(
		'Responds more strongly to the relevant than to the comparison questions'
	);
	await expect
		.element(screen.getByText('By the rule “federal zone rule”', { exact: false }))
		.toBeVisible();
	expect(log.some(({ type }) => type === 'sheets-compared')).toBe(true);
});

test('a cell says how a relevant question compares with its comparison question', async () => {
	const { screen } = await showPage(SheetPanel, { ...comparison, locale: 'en' });
	const grid = screen.container.querySelector('[role="grid"]')!;
	// three relevant questions on three channels
	expect(grid.querySelectorAll('[role="gridcell"], td').length).toBe(9);
});

test('both sheets show their totals and subtotals, and no p', async () => {
	const { screen } = await showPage(SecondScoring, {
		...comparison,
		locale: 'en',
		props: { people: [] }
	});
	const cells = [...screen.container.querySelectorAll('tbody tr')].map((row) =>
		[...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim())
	);
	expect(cells[0]![2]).toMatch(/^-6 R\d+ .* -2/);
	expect(cells[0]![3]).toBe('–');
});
