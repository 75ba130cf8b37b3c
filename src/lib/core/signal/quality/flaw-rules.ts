/**
 * Rules that look at one sample after the other: the converter's limits, a trace that stands still, and skin conductance
 * that cannot be. Each takes raw counts block by block; how they are cut into blocks makes no difference.
 *
 * @module
 */
import { MISSING } from '../../recording/tiles.ts';
import { FlawRuns, type JudgedChannel } from './flaw.ts';
import { flatS, FLAWS, PLAUSIBLE_US, STEEPEST_US_PER_S } from './limits.ts';

/** One rule at one channel. */
export interface FlawRule {
	/** What was found, one for each cause. */
	readonly runs: readonly FlawRuns[];
	/**
	 * Takes the next samples.
	 *
	 * @param counts raw, `MISSING` where nothing arrived
	 * @param first index of the first
	 */
	push(counts: Int32Array, first: number): void;
	/** No more will come: judges what waits. */
	end?(): void;
}

/** Counts at which the converter is at its end. A line of two states always is: there is nothing beyond. */
export function railsOf({
	digitalMin,
	digitalMax
}: Pick<JudgedChannel, 'digitalMin' | 'digitalMax'>): {
	readonly low: number;
	readonly high: number;
} {
	return digitalMax - digitalMin > 1
		? { low: digitalMin, high: digitalMax }
		: { low: -Infinity, high: Infinity };
}

const joinOf = (rateHz: number): number => Math.round(FLAWS.joinS * rateHz);

/** The converter at its lowest or highest count, a single sample included. */
export class RailRule implements FlawRule {
	readonly runs: readonly [FlawRuns, FlawRuns];
	readonly #low: number;
	readonly #high: number;

	constructor(channel: JudgedChannel, rateHz: number) {
		this.runs = [new FlawRuns('minimum', joinOf(rateHz)), new FlawRuns('maximum', joinOf(rateHz))];
		({ low: this.#low, high: this.#high } = railsOf(channel));
	}

	push(counts: Int32Array, first: number): void {
		const [atLow, atHigh] = this.runs;
		for (let i = 0; i < counts.length; i++) {
			const count = counts[i] as number;
			if (count > this.#low && count < this.#high) continue;
			const from = i;
			if (count === MISSING) {
				atLow.cut();
				atHigh.cut();
			} else if (count <= this.#low) {
				while (i + 1 < counts.length && this.#isLow(counts[i + 1] as number)) i++;
				atLow.add(first + from, first + i + 1);
			} else {
				while (i + 1 < counts.length && (counts[i + 1] as number) >= this.#high) i++;
				atHigh.add(first + from, first + i + 1);
			}
		}
	}

	#isLow(count: number): boolean {
		return count <= this.#low && count !== MISSING;
	}
}

/** The same count for too long. At the converter's limit that is clipping and left to its rule. */
export class StillRule implements FlawRule {
	readonly runs: readonly [FlawRuns];
	readonly #least: number;
	readonly #low: number;
	readonly #high: number;
	#count = MISSING;
	/** Where the run of this count began. */
	#begin = 0;

	constructor(channel: JudgedChannel, rateHz: number) {
		this.runs = [new FlawRuns('still', joinOf(rateHz))];
		this.#least = Math.max(2, Math.round(flatS(channel.kind) * rateHz));
		({ low: this.#low, high: this.#high } = railsOf(channel));
	}

	push(counts: Int32Array, first: number): void {
		for (let i = 0; i < counts.length; i++) {
			const count = counts[i] as number;
			if (count === this.#count) continue;
			this.#close(first + i);
			if (count === MISSING) this.runs[0].cut();
			this.#count = count;
			this.#begin = first + i;
		}
		this.#close(first + counts.length);
	}

	#close(to: number): void {
		const isRail = this.#count <= this.#low || this.#count >= this.#high;
		if (isRail || this.#count === MISSING || to - this.#begin < this.#least) return;
		this.runs[0].add(this.#begin, to);
	}
}

/** Skin conductance in µS outside its range, or steeper than it can be. */
export class ConductanceRule implements FlawRule {
	readonly runs: readonly [FlawRuns, FlawRuns];
	readonly #channel: JudgedChannel;
	/** Largest change over `#lag` samples [counts]. */
	readonly #most: number;
	/** A tenth of a second, so that one step of a coarse converter is no slope. */
	readonly #lag: number;
	/** The last `#lag` counts. */
	readonly #ring: Int32Array;
	#at = 0;
	/** Samples since something was lost. */
	#known = 0;

	constructor(channel: JudgedChannel, rateHz: number) {
		this.#channel = channel;
		this.runs = [
			new FlawRuns('out-of-range', joinOf(rateHz)),
			new FlawRuns('steep', joinOf(rateHz))
		];
		this.#lag = Math.max(1, Math.round(rateHz / 10));
		this.#ring = new Int32Array(this.#lag);
		this.#most = (STEEPEST_US_PER_S * this.#lag) / rateHz / Math.abs(slopeOf(channel));
	}

	push(counts: Int32Array, first: number): void {
		const [outside, steep] = this.runs;
		const { physicalMin, digitalMin } = this.#channel;
		const slope = slopeOf(this.#channel);
		const { low, high } = railsOf(this.#channel);
		for (let i = 0; i < counts.length; i++) {
			const count = counts[i] as number;
			if (count === MISSING) {
				outside.cut();
				steep.cut();
				this.#known = 0;
				continue;
			}
			const value = physicalMin + (count - digitalMin) * slope;
			const isOutside = value < PLAUSIBLE_US[0] || value > PLAUSIBLE_US[1];
			// at its limit the converter says nothing of the skin; that is clipping
			if (isOutside && count > low && count < high) outside.add(first + i, first + i + 1);
			const before = this.#ring[this.#at] as number;
			if (this.#known >= this.#lag && Math.abs(count - before) > this.#most)
				steep.add(first + i - this.#lag, first + i + 1);
			this.#ring[this.#at] = count;
			this.#at = (this.#at + 1) % this.#lag;
			this.#known++;
		}
	}
}

const slopeOf = ({ digitalMin, digitalMax, physicalMin, physicalMax }: JudgedChannel): number =>
	(physicalMax - physicalMin) / (digitalMax - digitalMin);
