/**
 * Whether several groups of values lie at different heights.
 *
 * @module
 */
import { chiSquareAtLeast } from './distributions.ts';
import { standings } from './ranks.ts';

/**
 * Kruskal–Wallis H with correction for ties, p from χ² with groups − 1 degrees of freedom.
 *
 * With groups of three to five values p is rough; it only chooses between two rules here, it is no result.
 *
 * @param groups values, shape [groups][values]; empty groups are left out
 * @returns H 0 and p 1 when fewer than two groups are left or all values are equal
 * @source Kruskal & Wallis 1952, J. Am. Stat. Assoc. 47: 583–621
 */
export function kruskalWallis(groups: readonly (readonly number[])[]): {
	readonly h: number;
	readonly p: number;
} {
	const filled = groups.filter((group) => group.length > 0);
	const all = standings(filled.flat());
	const n = all.length;
	const ties = all.reduce((sum, { tied }) => sum + (tied * tied - 1), 0);
	const correction = 1 - ties / (n ** 3 - n);
	if (filled.length < 2 || !(correction > 0)) return { h: 0, p: 1 };
	let at = 0;
	let between = 0;
	for (const group of filled) {
		const ranks = all.slice(at, at + group.length);
		at += group.length;
		between += ranks.reduce((sum, { rank }) => sum + rank, 0) ** 2 / group.length;
	}
	const h = ((12 / (n * (n + 1))) * between - 3 * (n + 1)) / correction;
	return { h, p: chiSquareAtLeast(h, filled.length - 1) };
}
