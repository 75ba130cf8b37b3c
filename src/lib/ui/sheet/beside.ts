/**
 * Other sheets beside one's own: the automatic one, that of another scorer.
 *
 * @module
 */
import { cellKey } from '#lib/core/sheet/cells.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import type { Judgement } from './sheet-grid.svelte.ts';
import type { GridCell } from './sheet-rows.ts';
import { scoreText } from './sheet-words.ts';

/** Another sheet with a short name. */
export interface Beside {
	readonly name: string;
	readonly sheet: ScoreSheet;
}

/** What another sheet says of a cell: its position, and ≠ where it differs from one's own. */
export interface BesideText {
	readonly name: string;
	readonly text: string;
}

/** Looks cells up in other sheets; where nothing is judged yet there is no difference. */
export function besides(
	sheets: readonly Beside[]
): (cell: GridCell, own: Judgement | null) => BesideText[] {
	const known = sheets.map(({ name, sheet }) => ({
		name,
		scores: new Map(sheet.cells.map((cell) => [cellKey(cell), cell.score]))
	}));
	return ({ key }, own) =>
		known.flatMap(({ name, scores }) => {
			const score = scores.get(key);
			if (score === undefined) return [];
			const isOther = own !== null && own.score !== score;
			return [{ name, text: isOther ? `${scoreText(score)} ≠` : scoreText(score) }];
		});
}

/** Cells two sheets judge differently, in the order of the first. */
export function differences(
	own: ScoreSheet,
	other: ScoreSheet
): { readonly cell: ScoreSheet['cells'][number]; readonly other: number | null }[] {
	const scores = new Map(other.cells.map((cell) => [cellKey(cell), cell.score]));
	return own.cells.flatMap((cell) => {
		const score = scores.get(cellKey(cell));
		return score === undefined || score === cell.score ? [] : [{ cell, other: score }];
	});
}
