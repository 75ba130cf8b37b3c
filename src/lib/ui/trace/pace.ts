/**
 * How a live picture follows what arrives: evenly, a little behind.
 *
 * @module
 */

/**
 * How far the picture is behind the newest sample, so that it moves evenly [s]: one of the blocks it comes in. More would
 * be seen as delay; where blocks come in bursts it falls behind them by itself and moves on evenly all the same.
 */
const LAG_S = 0.01;
/** Farther behind it jumps [s]. */
const JUMP_S = 2;

/** The sample shown after some time [samples]. */
export function followed(shown: number, end: number, passedS: number, rateHz: number): number {
	const behindS = (end - shown) / rateHz;
	if (behindS > JUMP_S || behindS < 0) return end;
	const speed = 1 + Math.max(-0.5, Math.min(2, 2 * (behindS - LAG_S)));
	return Math.min(end, shown + passedS * rateHz * speed);
}
