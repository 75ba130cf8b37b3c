/**
 * Makes the frames of a tile file while samples come.
 *
 * @module
 */
import { encodeFrame, FRAME_SAMPLES } from './tile-file.ts';
import { levelsFor, MISSING, raiseFirst, raiseNext, TILE_SIZES, type Run } from './tile-levels.ts';

/** Takes samples in any portions, gives frames. */
export class TileBuilder {
	readonly #header: Uint8Array;
	readonly #samples: Int32Array[];
	readonly #levels: readonly Int32Array[][];
	#gaps: Run[] = [];
	#frame: number;
	#filled = 0;

	/**
	 * @param header of the file
	 * @param firstFrame samples come from the beginning of this frame on
	 */
	constructor(header: Uint8Array, channels: number, firstFrame = 0) {
		this.#header = header;
		this.#frame = firstFrame;
		this.#samples = Array.from({ length: channels }, () => new Int32Array(FRAME_SAMPLES));
		this.#levels = this.#samples.map(() => levelsFor(FRAME_SAMPLES));
	}

	/** Samples from…to−1 never arrived: whatever fills their place is no sample. Before `push` reaches them, in order. */
	lose(gap: Run): void {
		this.#gaps.push(gap);
	}

	/**
	 * Adds samples.
	 *
	 * @param channels raw counts of 24 bits, shape [channels][samples]
	 * @returns the frames they completed
	 */
	push(channels: readonly Int32Array[]): Uint8Array[] {
		const total = channels[0]?.length ?? 0;
		const frames: Uint8Array[] = [];
		for (let from = 0; from < total;) {
			const count = Math.min(total - from, FRAME_SAMPLES - this.#filled);
			for (const [index, samples] of this.#samples.entries())
				samples.set(channels[index]?.subarray(from, from + count) ?? [], this.#filled);
			this.#filled += count;
			from += count;
			if (this.#filled === FRAME_SAMPLES) frames.push(this.#finish());
		}
		return frames;
	}

	/** The frame of the samples that are left; none when there are none. */
	end(): Uint8Array[] {
		return this.#filled > 0 ? [this.#finish()] : [];
	}

	#finish(): Uint8Array {
		const samples = this.#filled;
		for (const channel of this.#samples) channel.fill(MISSING, samples);
		const lost = this.#takeOut(samples);
		for (const [channel, levels] of this.#levels.entries())
			levels.forEach((level, above) => {
				const below = levels[above - 1];
				const counts = this.#samples[channel];
				if (below !== undefined) raiseNext(below, level, 0, below.length / 2);
				else if (counts !== undefined) raiseFirst(counts, level, 0, FRAME_SAMPLES);
			});
		const levels = TILE_SIZES.map((_, level) =>
			this.#levels.map((own) => own[level] ?? new Int32Array(0))
		);
		const facts = { number: this.#frame, samples, lost };
		this.#frame += 1;
		this.#filled = 0;
		return encodeFrame(this.#header, facts, levels);
	}

	/** Blanks what never arrived in this frame; gives back how much that is. */
	#takeOut(samples: number): number {
		const first = this.#frame * FRAME_SAMPLES;
		const lost = lostIn(this.#gaps, { from: first, to: first + samples }, (from, to) => {
			for (const channel of this.#samples) channel.fill(MISSING, from - first, to - first);
		});
		this.#gaps = this.#gaps.filter(({ to }) => to > first + samples);
		return lost;
	}
}

/** Samples of a run that lie in gaps; gaps may touch and overlap. In order of their beginning. */
export function lostIn(
	gaps: readonly Run[],
	run: Run,
	each: (from: number, to: number) => void = () => undefined
): number {
	let [lost, at] = [0, run.from];
	for (const gap of gaps) {
		const [from, to] = [Math.max(at, gap.from), Math.min(run.to, gap.to)];
		if (to <= from) continue;
		each(from, to);
		lost += to - from;
		at = to;
	}
	return lost;
}
