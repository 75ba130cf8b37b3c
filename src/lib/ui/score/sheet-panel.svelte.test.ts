import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { reduce } from '#lib/core/session/reduce.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import type { Then } from '../../../../tests/fixtures/coin-club.ts';
import {
	committed,
	keysStrong,
	revealed,
	sheetOf
} from '../../../../tests/fixtures/score-sheets.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import ChartAnalysis from './ChartAnalysis.svelte';

/** The key of each question drew the largest value: the automatic sheet would say so. */
const measured: Then = ({ add, events }) => {
	const { questions, charts } = reduce(events, 'x');
	const roles = new Map(questions.flatMap(({ items }) => items.map((i) => [i.itemId, i.role])));
	const measurements = (charts[0]?.presentations ?? []).map((one) => ({
		...{ chart: 1, presentation: one.presentation, channel: 'EDA', feature: 'scr-amplitude' },
		...{ questionId: one.questionId, itemId: one.itemId, quality: 0.98, exclusion: '' },
		value: roles.get(one.itemId) === 'key' ? 4.321 : 1.234
	}));
	add('chart-measured', { software: 'jingwei', measurements });
};

let commit: ((sheet: ScoreSheet) => Promise<number>) | undefined;
beforeEach(() => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
		const isSheet = typeof path === 'string' && path.endsWith('/sheet');
		if (!isSheet || commit === undefined) return Response.json({}, { status: 404 });
		const { sheet } = (await new Request(path, init).json()) as { sheet: ScoreSheet };
		return Response.json({ seq: await commit(sheet) });
	});
});
afterEach(() => {
	vi.restoreAllMocks();
	commit = undefined;
});

async function show(then: Then, locale: 'zh-CN' | 'en' = 'en') {
	const shown = await showPage(ChartAnalysis, { progress: 4, locale, then });
	await shown.screen.getByRole('tab', { name: /Score sheet|评分表/ }).click();
	return shown;
}

test.each(['zh-CN', 'en'] as const)(
	'the open sheet shows without barriers in %s',
	async (locale) => {
		await show(measured, locale);
		expect(await violations()).toEqual([]);
	}
);

test('nothing of the automatic scores is seen before the own sheet is sealed', async () => {
	const { screen, view } = await show(measured);
	commit = async (sheet) => {
		const answer = await view.propose('sheet-committed', committed('first', sheet));
		return answer.ok ? answer.seq : 0;
	};
	const text = () => screen.container.textContent;
	await expect.element(screen.getByRole('grid')).toBeVisible();
	expect(text()).not.toContain('auto ');
	// nor beside the trace, where the cell that has the focus is measured
	document.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
	for (const key of ['{Home}', ...Array<string>(4).fill('{ArrowRight}')]) {
		await userEvent.keyboard(key);
		expect(text()).not.toMatch(/4\.321|1\.234/);
	}
	await screen.getByRole('tab', { name: 'Measurements' }).click();
	expect(text()).not.toContain('4.321');
	await screen.getByRole('tab', { name: /^Scores/ }).click();
	expect(text()).toContain('after you have sealed');

	await screen.getByRole('tab', { name: 'Score sheet' }).click();
	const rows = screen.getByRole('row').elements().length - 1;
	document.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
	await userEvent.keyboard('{Enter}'.repeat(rows));
	await screen.getByRole('button', { name: 'Seal the sheet' }).click();
	await screen.getByRole('dialog').getByRole('button', { name: 'Seal the sheet' }).click();

	await expect.element(screen.getByText('The sheet was sealed on', { exact: false })).toBeVisible();
	await vi.waitFor(() => expect(text()).toContain('auto +3 ≠'));
	// the sheet can be looked at and not changed
	document.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
	await userEvent.keyboard('2');
	expect(document.activeElement?.textContent).toMatch(/presentation \d+, 0/);
	expect(await violations()).toEqual([]);
});

test('once both are shown the sheets stand side by side, and what differs is listed', async () => {
	const { screen } = await show((log) => {
		const state = reduce(log.events, 'x');
		const [own, other] = [keysStrong(state), sheetOf(state, () => 0)];
		log.add('sheet-committed', committed('first', own));
		log.add('scorer-named', { seat: 'second', scorerId: 'reviewer-1', task: 'task-1' });
		const reviewer = { id: 'reviewer-1', role: 'reviewer' } as const;
		log.add('sheet-committed', committed('second', other), undefined, reviewer);
		const system = { id: 'server', role: 'system' } as const;
		log.add('sheet-revealed', revealed('first', own), undefined, system);
		log.add('sheet-revealed', revealed('second', other), undefined, system);
	});
	await expect.element(screen.getByText(/Cells that differ from “second scorer”/)).toBeVisible();
	expect(screen.container.textContent).toContain('second scorer 0 ≠');
});
