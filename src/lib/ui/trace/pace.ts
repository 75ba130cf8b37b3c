/**
 * How a live picture follows what arrives: evenly, a little behind.
 *
 * @module
 */

import type { TraceMode } from './strip.ts';

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

/** What a picture follows. */
export interface Followed {
	/** Index after the last sample. */
	readonly end: number;
	readonly version?: number;
}

/** Follows the newest sample evenly, a little behind; jumps when it is far behind. */
export class Pace {
	#shown = 0;
	#version = 0;
	#frameAt: number | null = null;

	/** Last sample shown. */
	get shown(): number {
		return this.#shown;
	}

	/** Shows everything at once. */
	jump(source: Followed | null): void {
		this.#shown = source?.end ?? 0;
	}

	/**
	 * Moves on by a frame.
	 *
	 * @returns whether a review, which stands still, is to be drawn anew: its recording is still being read
	 */
	advance(
		nowMs: number,
		source: Followed | null,
		{ mode, rateHz }: { readonly mode: TraceMode; readonly rateHz: number }
	): boolean {
		const { end = 0, version = 0 } = source ?? {};
		const passedS = this.#frameAt === null ? 0 : (nowMs - this.#frameAt) / 1000;
		this.#frameAt = nowMs;
		const isNews = this.#shown !== end || this.#version !== version;
		this.#version = version;
		this.#shown = mode === 'review' ? end : followed(this.#shown, end, passedS, rateHz);
		return mode === 'review' && isNews;
	}
}
