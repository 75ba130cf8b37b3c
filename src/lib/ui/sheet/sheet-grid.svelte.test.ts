import { expect, test } from 'vitest';
import { scoreSheet } from '#lib/core/sheet/sheet.ts';
import { SheetGrid } from './sheet-grid.svelte.ts';
import type { SheetRow } from './sheet-rows.ts';

/** Two charts, two questions with three and two items, two channels. */
const rows: SheetRow[] = [1, 2].flatMap((chart) =>
	[
		{ question: 1, presentations: [2, 3, 5] },
		{ question: 2, presentations: [7, 9] }
	].flatMap(({ question, presentations }) =>
		['RSP', 'EDA'].map((channel) => ({
			...{ chart, question, channel },
			cells: presentations.map((presentation) => ({
				...{ chart, presentation, channel, key: `${chart}/${presentation}/${channel}` }
			}))
		}))
	)
);
const made = (scale: 'three-position' | 'seven-position' = 'seven-position') =>
	new SheetGrid(scale, rows);
const texts = (grid: SheetGrid, row: number) =>
	rows[row]?.cells.map((cell) => grid.judgement(cell)?.score ?? '·').join(' ');

test('Enter gives 0 to what is open in the row and nothing else, and goes on', () => {
	const grid = made();
	grid.move(0, 1);
	grid.set(2);
	grid.fillRow();
	expect(texts(grid, 0)).toBe('0 2 0');
	expect(texts(grid, 1)).toBe('· · ·');
	expect(grid.cursor).toEqual({ row: 1, column: 0 });
});

test('at the end the cursor goes to what was left open', () => {
	const grid = made();
	grid.goTo(1, 2);
	for (let row = 1; row < rows.length; row++) grid.fillRow();
	expect(grid.isComplete).toBe(false);
	expect(grid.cursor).toEqual({ row: 0, column: 0 });
	grid.fillRow();
	expect(grid.isComplete).toBe(true);
});

test('only positions of the scale can be given, and steps stop at its ends', () => {
	const three = made('three-position');
	expect(three.set(2)).toBe(false);
	expect(three.done).toBe(0);
	expect([three.shift(1), three.shift(1)]).toEqual([true, false]);
	expect(texts(three, 0)).toBe('1 · ·');
	const seven = made();
	for (let times = 0; times < 5; times++) seven.shift(-1);
	expect(texts(seven, 0)).toBe('-3 · ·');
});

test('a cell that cannot be scored needs a reason', () => {
	const grid = made();
	expect(grid.markNotScorable('  ')).toBe(false);
	expect(grid.done).toBe(0);
	expect(grid.markNotScorable(' DB ')).toBe(true);
	expect(grid.judgement(rows[0]!.cells[0]!)).toEqual({ score: null, note: 'DB' });
	grid.clear();
	expect(grid.done).toBe(0);
});

test('undo takes back one change at a time, with its place', () => {
	const grid = made();
	grid.set(1);
	grid.fillRow();
	grid.goTo(3, 1);
	expect(grid.undo()).toBe(true);
	expect(texts(grid, 0)).toBe('1 · ·');
	expect(grid.cursor).toEqual({ row: 0, column: 0 });
	grid.undo();
	expect(grid.done).toBe(0);
	expect(grid.undo()).toBe(false);
});

test('the cursor stays inside, and goes from question to question on one channel, over charts', () => {
	const grid = made();
	grid.move(-1, -1);
	expect(grid.cursor).toEqual({ row: 0, column: 0 });
	grid.goTo(1, 2);
	grid.moveQuestion(1);
	// the second question has two items only
	expect(grid.cursor).toEqual({ row: 3, column: 1 });
	grid.moveQuestion(1);
	expect(grid.cell).toMatchObject({ chart: 2, channel: 'EDA', presentation: 3 });
	grid.moveQuestion(-1);
	grid.moveQuestion(-1);
	grid.moveQuestion(-1);
	expect(grid.cell).toMatchObject({ chart: 1, channel: 'EDA', presentation: 3 });
});

test('a sheet is made when nothing is open, and is one the laboratory takes', () => {
	const grid = made();
	grid.set(-2);
	grid.move(0, 1);
	grid.markNotScorable('M · moved');
	for (let row = 0; row < rows.length; row++) {
		expect(grid.toSheet()).toBeNull();
		grid.fillRow();
	}
	grid.remark = ' quiet ';
	const sheet = scoreSheet.parse(grid.toSheet());
	expect(sheet.cells).toHaveLength(grid.total);
	expect(sheet.cells.slice(0, 3)).toEqual([
		{ chart: 1, presentation: 2, channel: 'RSP', score: -2, note: '' },
		{ chart: 1, presentation: 3, channel: 'RSP', score: null, note: 'M · moved' },
		{ chart: 1, presentation: 5, channel: 'RSP', score: 0, note: '' }
	]);
	expect(sheet.remark).toBe('quiet');
	const again = SheetGrid.of(sheet, rows);
	expect(again.toSheet()).toEqual(sheet);
});

test('a draft comes back; what does not belong to the sheet is left out', () => {
	const grid = made();
	grid.set(3);
	grid.move(1, 1);
	grid.set(-1);
	grid.remark = 'half';
	const kept = structuredClone(grid.snapshot());
	const back = made();
	back.restore(kept);
	expect(back.snapshot()).toEqual(kept);
	const other = made('three-position');
	other.restore({ ...kept, cells: [...kept.cells, ['9/9/ECG', { score: 0, note: '' }]] });
	expect([texts(other, 0), texts(other, 1), other.done]).toEqual(['· · ·', '· -1 ·', 1]);
});
