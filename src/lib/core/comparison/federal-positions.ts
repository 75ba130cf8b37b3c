/**
 * Positions of the federal seven-position scale.
 *
 * @module
 */
import type { Contrast } from './contrasts.ts';
import { graded, threePosition } from './positions.ts';

/**
 * Ratios of skin conductance amplitudes that reach ±1, ±2 and ±3.
 *
 * @source Krapohl & Handler 2006, Polygraph 35(2) (NCJ 215329): the alternative captured more diagnostic information,
 * without significantly better decisions
 */
export const FEDERAL_EDA_RATIOS = { traditional: [2, 3, 4], alternative: [1.25, 2, 3] } as const;
/** Noticeable (the minimum ratio), 1.5 and 3 times. */
const CARDIO = [1.25, 1.5, 3];
/** A clear response against none is scored ±2: how strong it is cannot be told from a ratio. */
const AGAINST_NONE = 2;

/** −3…+3 by these ratios for skin conductance; cardio 1.25, 1.5, 3; respiration and finger pulse ±1. */
export function federalPosition(
	contrast: Contrast,
	edaRatios: readonly [number, number, number]
): number {
	if (contrast.sensor === 'respiration' || contrast.sensor === 'pulse')
		return threePosition(contrast);
	if (!Number.isFinite(contrast.lean)) return Math.sign(contrast.lean) * AGAINST_NONE;
	return graded(contrast.lean, contrast.sensor === 'eda' ? edaRatios : CARDIO);
}
