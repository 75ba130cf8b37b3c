/**
 * Gathers the samples of a few hundredths of a second into blocks for those who watch.
 *
 * @module
 */
import type { BlockRing } from '../socket/block-ring.ts';

/** Longest block [s]; a long gap is several blocks. */
const LONGEST_S = 1;

/** The running block. */
export class LiveBlocks {
	readonly #ring: BlockRing;
	readonly #rateHz: number;
	#chart = 0;
	#origin = 0;
	#firstBlock = 1;
	#first = 0;
	#gap = false;
	#count = 0;
	#runs: (readonly Int32Array[])[] = [];

	constructor(ring: BlockRing, rateHz: number) {
		this.#ring = ring;
		this.#rateHz = rateHz;
	}

	/** Stream index of the chart's (preview's) first sample. */
	get origin(): number {
		return this.#origin;
	}

	/** Number of the first block of the chart (preview). */
	get firstBlock(): number {
		return this.#firstBlock;
	}

	/** From this stream index on, samples belong to a chart (0 = preview). */
	begin(chart: number, origin: number): void {
		this.flush();
		this.#chart = chart;
		this.#origin = origin;
		this.#firstBlock = this.#ring.last + 1;
	}

	/** Takes samples that follow on those before, shape [channels][samples]. */
	push(first: number, channels: readonly Int32Array[], gap: boolean): void {
		const longest = Math.max(1, Math.floor(this.#rateHz * LONGEST_S));
		const total = channels[0]?.length ?? 0;
		if (this.#count > 0 && (gap !== this.#gap || this.#count + total > longest)) this.flush();
		if (total > longest) {
			for (let from = 0; from < total; from += longest) {
				const part = channels.map((samples) => samples.subarray(from, from + longest));
				this.push(first + from, part, gap);
				this.flush();
			}
			return;
		}
		if (this.#count === 0) this.#first = first;
		this.#gap = gap;
		this.#runs.push(channels);
		this.#count += total;
	}

	/** Puts the running block into the ring. */
	flush(): void {
		if (this.#count === 0) return;
		const [only] = this.#runs;
		const channels = this.#runs.length === 1 && only ? only : joined(this.#runs, this.#count);
		const firstSample = this.#first - this.#origin;
		const block = { chart: this.#chart, firstSample, gap: this.#gap, channels };
		this.#ring.append(block, this.#count / this.#rateHz);
		this.#runs = [];
		this.#count = 0;
	}
}

/** Runs one after the other, channel by channel. */
function joined(runs: readonly (readonly Int32Array[])[], count: number): Int32Array[] {
	return (runs[0] ?? []).map((_, channel) => {
		const samples = new Int32Array(count);
		let at = 0;
		for (const run of runs) {
			const part = run[channel];
			if (!part) continue;
			samples.set(part, at);
			at += part.length;
		}
		return samples;
	});
}
