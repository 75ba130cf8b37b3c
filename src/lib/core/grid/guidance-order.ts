/**
 * The order in which guidance cards are shown. A role hypothesis sorts them and touches nothing else: no probability is
 * made or changed here (interview reference §4.1).
 *
 * @module
 */
import { cellId, type CellId, type GridCell, type GridFrame, type RoleHypothesis } from './cell.ts';

/**
 * Cells by probability times the emphasis of their dimension, the largest first; equals stay as they stand.
 *
 * @param cells in the order of the files
 * @param probabilities of each cell, 0–1
 */
export function guidanceOrder(
	cells: readonly GridCell[],
	probabilities: Readonly<Record<CellId, number>>,
	emphasis: GridFrame['emphasis'][RoleHypothesis]
): GridCell[] {
	const rank = (cell: GridCell): number => probabilities[cellId(cell)] * emphasis[cell.dimension];
	return cells.toSorted((a, b) => rank(b) - rank(a));
}
