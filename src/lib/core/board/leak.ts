/**
 * How likely it is that a person has learned a fact in another way than by having been there.
 *
 * @module
 */
import type { BoardSettings } from './board-settings.ts';
import type { FactExposure } from './fact.ts';

/**
 * p_leak = 1 − Π (1 − q_channel × strength), with one way nobody knows of.
 *
 * @source interview reference §6.4
 * @param exposures those of one person to one fact
 * @returns 0–1, of the fact having reached the person; says nothing about the person
 */
export function leakProbability(
	exposures: readonly Pick<FactExposure, 'channel' | 'strength'>[],
	{ channels, residual }: Pick<BoardSettings, 'channels' | 'residual'>
): number {
	const kept = exposures.reduce(
		(product, { channel, strength }) => product * (1 - channels[channel].value * strength),
		1 - residual.value
	);
	return 1 - kept;
}
