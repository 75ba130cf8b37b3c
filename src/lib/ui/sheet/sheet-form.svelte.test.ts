import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { LabDatabase } from '#lib/browser/database.ts';
import { Drafts } from '#lib/browser/drafts.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import { sealedCopy } from './sheet-draft.svelte.ts';
import SheetForm from './SheetForm.svelte';
import type { GridCell, SheetRow } from './sheet-rows.ts';

const database = new LabDatabase(`test-${crypto.randomUUID()}`);
const rows: SheetRow[] = ['RSP', 'EDA'].map((channel) => ({
	...{ chart: 1, question: 1, channel },
	cells: [2, 3, 5].map((presentation) => ({
		...{ chart: 1, presentation, channel, key: `1/${presentation}/${channel}` }
	}))
}));

let drafts: Drafts;
beforeEach(() => {
	overwriteGetLocale(() => 'en');
	drafts = new Drafts(crypto.randomUUID(), 'user-1', database);
});

async function show(given: Record<string, unknown> = {}) {
	const looked: GridCell[] = [];
	const sent: ScoreSheet[] = [];
	const screen = await render(SheetForm, {
		...{ label: 'Sheet', scale: 'seven-position', rows, drafts, meaning: 'For good.' },
		artifacts: [{ code: 'DB', label: 'Deep breath' }],
		send: async (sheet: ScoreSheet) => {
			sent.push(sheet);
			return { ok: true, value: {} } as const;
		},
		onlook: (cell: GridCell) => looked.push(cell),
		...given
	});
	await expect.element(screen.getByRole('grid')).toBeVisible();
	const cell = (channel: string, number: number) =>
		[...document.querySelectorAll('td')].find(({ textContent }) =>
			textContent.startsWith(`Q1 · ${channel}, presentation ${number}, `)
		)!;
	return { screen, looked, sent, cell };
}

test('a whole sheet is filled in and sealed by keyboard alone', async () => {
	const { screen, looked, sent, cell } = await show();
	await userEvent.keyboard('{Tab}');
	expect(document.activeElement).toBe(cell('RSP', 2));
	await userEvent.keyboard('2{ArrowRight}{Shift>}1{/Shift}{ArrowRight}');
	expect(looked.map(({ presentation }) => presentation)).toEqual([2, 3, 5]);
	await userEvent.keyboard('x');
	await expect.element(screen.getByRole('dialog')).toBeVisible();
	await userEvent.keyboard('D{Tab}loud{Enter}');
	await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
	await vi.waitFor(() => expect(document.activeElement).toBe(cell('RSP', 5)));
	await userEvent.keyboard('{Enter}');
	expect(document.activeElement).toBe(cell('EDA', 2));
	await userEvent.keyboard('-3{Enter}');
	await expect.element(screen.getByText('6 of 6 cells scored')).toBeVisible();
	expect(await violations()).toEqual([]);
	await userEvent.keyboard('{Tab}{Tab}quiet{Tab}{Enter}');
	await expect.element(screen.getByRole('dialog')).toBeVisible();
	// the cross, cancel, seal
	await userEvent.keyboard('{Tab}{Tab}{Enter}');
	await vi.waitFor(() => expect(sent).toHaveLength(1));
	expect(sent[0]?.cells.map(({ score, note }) => note || score)).toEqual([
		...[2, -1, 'DB · loud', -3, 0, 0]
	]);
	expect(sent[0]?.remark).toBe('quiet');
	expect(await sealedCopy(drafts)).toEqual(sent[0]);
	expect(await drafts.load('sheet')).toBeNull();
});

test('a reload loses nothing, not even where one was', async () => {
	const first = await show();
	first.cell('EDA', 3).focus();
	await userEvent.keyboard('+1');
	await first.screen.unmount();
	const { cell } = await show();
	await vi.waitFor(() => expect(cell('EDA', 3).textContent).toContain('+1'));
	await userEvent.keyboard('{Tab}');
	expect(document.activeElement).toBe(cell('EDA', 3));
	await userEvent.keyboard('{Delete}');
	expect(cell('EDA', 3).textContent).not.toContain('+1');
});

test('a position outside the scale is refused in words', async () => {
	const { screen, cell } = await show({ scale: 'three-position' });
	cell('RSP', 2).focus();
	await userEvent.keyboard('2');
	await expect.element(screen.getByText("This sheet's scale is −1 … +1.")).toBeVisible();
	expect(cell('RSP', 2).textContent).toContain('not scored yet');
});

test('by pointer: a cell, then a position; the focus stays in the sheet', async () => {
	const { screen, cell } = await show();
	await userEvent.click(cell('EDA', 5));
	await screen.getByRole('button', { name: '−2' }).click();
	expect(cell('EDA', 5).textContent).toContain('−2');
	expect(document.activeElement).toBe(cell('EDA', 5));
});

test('a refusal stands where it was asked for, and the sheet can still be changed', async () => {
	const refusal = { ok: false, code: 'session/sheet-incomplete', message: '' } as const;
	const { screen, cell } = await show({ send: async () => refusal });
	cell('RSP', 2).focus();
	await userEvent.keyboard('{Enter}{Enter}');
	await screen.getByRole('button', { name: 'Seal the sheet' }).click();
	await screen.getByRole('dialog').getByRole('button', { name: 'Seal the sheet' }).click();
	await expect.element(screen.getByRole('alert')).toBeVisible();
	expect(await sealedCopy(drafts)).toBeNull();
	expect(await drafts.load('sheet')).not.toBeNull();
});
