/**
 * Samples that arrive after the stream began anew wait here until it is known how long it was away.
 *
 * The device's counter says nothing about the time before; the clock does. Delays are one-sided, so the least
 * late arrival of the next half second tells the length of the gap.
 *
 * @module
 */
import type { GapCause } from '#lib/core/recording/recorder-messages.ts';
import type { Frame } from '#lib/devices/types.ts';

/** What is known when the stream begins anew. */
export interface GapBegin {
	readonly cause: GapCause;
	/** The device was opened again: its delay is a new one. */
	readonly reopened: boolean;
	/** By the clock so far [Hz]. */
	readonly rateHz: number;
	/** How long the decision takes [s of recorded time]. */
	readonly holdS: number;
	/** When the first sample after the gap would have come if nothing were lost [s]. */
	readonly expectedS: number;
}

/** Frames of one chunk and its arrival. */
export interface HeldChunk {
	readonly frames: readonly Frame[];
	readonly arrivedS: number;
}

/** One undecided absence. */
export class GapHold {
	readonly begin: GapBegin;
	readonly chunks: HeldChunk[] = [];
	#samples = 0;
	#least = Infinity;

	constructor(begin: GapBegin) {
		this.begin = begin;
	}

	/** Keeps a chunk with at least one frame. */
	push(frames: readonly Frame[], arrivedS: number): void {
		this.chunks.push({ frames, arrivedS });
		const isFirst = this.#samples === 0;
		for (const [index, { lostBefore }] of frames.entries())
			this.#samples += 1 + (isFirst && index === 0 ? 0 : lostBefore);
		const expectedS = this.begin.expectedS + (this.#samples - 1) / this.begin.rateHz;
		this.#least = Math.min(this.#least, arrivedS - expectedS);
	}

	/** Samples lost by what is known now. */
	get lost(): number {
		if (!Number.isFinite(this.#least)) return 0;
		return Math.max(0, Math.round(this.#least * this.begin.rateHz));
	}

	/** Whether it has waited long enough. */
	get decided(): boolean {
		const [first] = this.chunks;
		const last = this.chunks.at(-1);
		if (!first || !last) return false;
		return this.lost === 0 || last.arrivedS - first.arrivedS >= this.begin.holdS;
	}
}
