/**
 * From a contrast to a score of one of few positions.
 *
 * @module
 */
import type { Sensor } from '../score-table/cell.ts';
import type { Contrast } from './contrasts.ts';

/** Smallest and largest ratio of the two responses that counts; beyond the largest it is taken for an artifact. */
export type Constraints = Readonly<
	Record<Exclude<Sensor, 'other'>, { readonly least: number; readonly most: number }>
>;

/**
 * Minimum ratios of a score.
 *
 * @source R project NCCA_ASCII_Parse (R. Nelson), init and ESSScoreFromLogRC: EDA 1.10, cardio 1.25,
 * respiration 1.2…1.6, finger pulse 1.10
 */
export const MINIMUM_RATIOS: Constraints = {
	eda: { least: 1.1, most: Infinity },
	cardio: { least: 1.25, most: Infinity },
	respiration: { least: 1.2, most: 1.6 },
	pulse: { least: 1.1, most: Infinity }
};

/** Ratios that are equal in decimal notation are equal, whatever the last bit says. */
const ROUNDING = 1e-9;

/** −1 = stronger to the relevant question, 0 = no clear difference, +1 = stronger to the comparison question. */
export function threePosition(
	{ sensor, lean }: Pick<Contrast, 'sensor' | 'lean'>,
	constraints: Constraints = MINIMUM_RATIOS
): -1 | 0 | 1 {
	const { least, most } = constraints[sensor];
	const size = Math.abs(lean);
	if (size < Math.log(least) - ROUNDING || size > Math.log(most) + ROUNDING) return 0;
	return lean > 0 ? 1 : -1;
}

/**
 * Score of −n…n: the number of thresholds that the ratio of the two responses reaches, with the sign of the contrast.
 *
 * @param thresholds ascending ratios of the stronger to the weaker response, shape [n]
 */
export function graded(lean: number, thresholds: readonly number[], most = Infinity): number {
	const size = Math.abs(lean);
	if (size > Math.log(most) + ROUNDING) return 0;
	const reached = thresholds.filter((ratio) => size >= Math.log(ratio) - ROUNDING).length;
	return reached === 0 ? 0 : Math.sign(lean) * reached;
}
