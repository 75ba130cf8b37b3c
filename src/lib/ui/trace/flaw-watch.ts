/**
 * Looks through the samples of a source for flaws, a little at a time: what comes live, or a whole recording without
 * holding up the page.
 *
 * @module
 */
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import { FlawFinder } from '#lib/core/signal/quality/flaw-finder.ts';
import { knownEnd, type TraceChannel, type TraceSource } from './strip.ts';

/** Read between two looks at the clock [samples of each channel]. */
const BLOCK = 1024;

/** Watches the raw channels of one source. */
export class FlawWatch {
	readonly #source: TraceSource;
	readonly #finders: readonly FlawFinder[];
	readonly #block = new Int32Array(BLOCK);
	/** Index of the next sample to read. */
	#at: number;
	#isEnded = false;

	/** @param channels as they are recorded, not as a filter shows them; in the order of the source */
	constructor(source: TraceSource, channels: readonly TraceChannel[], rateHz: number) {
		this.#source = source;
		this.#at = source.first;
		this.#finders = channels.map(
			({ kind, unit, transfer }) => new FlawFinder({ kind, unit, ...transfer }, rateHz)
		);
	}

	/** Whether everything that is here was read. */
	get isCaughtUp(): boolean {
		return this.#at >= knownEnd(this.#source);
	}

	/**
	 * Reads on.
	 *
	 * @param budgetMs stops soon after so long; at least one block is read
	 * @returns whether there was anything to read
	 */
	read(budgetMs: number): boolean {
		if (this.isCaughtUp) return false;
		const { first, tiles } = this.#source;
		const end = knownEnd(this.#source);
		const until = performance.now() + budgetMs;
		this.#at = Math.max(this.#at, first);
		do {
			const count = Math.min(BLOCK, end - this.#at);
			const block = count === BLOCK ? this.#block : this.#block.subarray(0, count);
			for (const [channel, finder] of this.#finders.entries()) {
				const own = tiles[channel];
				if (own === undefined) continue;
				for (let i = 0; i < count; i++) block[i] = own.at(this.#at + i);
				finder.push(block, this.#at);
			}
			this.#at += count;
		} while (this.#at < end && performance.now() < until);
		for (const finder of this.#finders) finder.forgetBefore(first);
		return true;
	}

	/** The recording is complete and was read: what waited for more is judged. */
	end(): void {
		if (this.#isEnded) return;
		this.#isEnded = true;
		for (const finder of this.#finders) finder.end();
	}

	/** Another number = `flaws` may give something else than before. */
	get changes(): number {
		return this.#finders.reduce((sum, finder) => sum + finder.changes, 0);
	}

	/** What was found so far, one list for each channel. */
	flaws(): Flaw[][] {
		return this.#finders.map((finder) => finder.flaws());
	}
}

/** A slice of work between two chances for the page to do something else [ms]. */
const SLICE_MS = 12;

/** The flaws of a whole source whose samples are all here; the page stays alive meanwhile. */
export async function findFlaws(
	source: TraceSource,
	channels: readonly TraceChannel[],
	rateHz: number
): Promise<Flaw[][]> {
	const watch = new FlawWatch(source, channels, rateHz);
	while (watch.read(SLICE_MS)) await new Promise((go) => setTimeout(go));
	watch.end();
	return watch.flaws();
}
