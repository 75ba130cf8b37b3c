/**
 * Finds the flaws of one channel from its raw counts as they come: live block by block, or a whole recording.
 *
 * @module
 */
import { BeatRule, hasJudgedBeats } from './beat-rule.ts';
import type { Flaw, JudgedChannel } from './flaw.ts';
import { ConductanceRule, RailRule, StillRule, type FlawRule } from './flaw-rules.ts';
import { flatS } from './limits.ts';

/** Watches one channel. What it has found does not depend on how the samples were cut into blocks. */
export class FlawFinder {
	readonly #rules: readonly FlawRule[];

	/** @param rateHz > 0, need not be whole */
	constructor(channel: JudgedChannel, rateHz: number) {
		const { kind, unit } = channel;
		this.#rules = [
			new RailRule(channel, rateHz),
			...(Number.isFinite(flatS(kind)) ? [new StillRule(channel, rateHz)] : []),
			...(kind === 'eda' && unit === 'uS' ? [new ConductanceRule(channel, rateHz)] : []),
			...(hasJudgedBeats(kind, rateHz) ? [new BeatRule(kind, channel, rateHz)] : [])
		];
	}

	/**
	 * Takes the next samples.
	 *
	 * @param counts raw, `MISSING` where nothing arrived, shape [samples]
	 * @param first index of the first; what was pushed before ended there
	 */
	push(counts: Int32Array, first: number): void {
		for (const rule of this.#rules) rule.push(counts, first);
	}

	/** No more will come: judges what waited for more. */
	end(): void {
		for (const rule of this.#rules) rule.end?.();
	}

	/** All flaws so far in order of their beginning; those of different causes may overlap. */
	flaws(): Flaw[] {
		return this.#rules
			.flatMap(({ runs }) => runs.flatMap(({ found }) => found))
			.sort((a, b) => a.from - b.from || a.to - b.to);
	}

	/** Another number = `flaws` may give something else than before. */
	get changes(): number {
		return this.#rules.reduce(
			(sum, { runs }) => sum + runs.reduce((own, one) => own + one.changes, 0),
			0
		);
	}

	/** Forgets what ended before a sample, for a preview that never ends. */
	forgetBefore(sample: number): void {
		for (const { runs } of this.#rules) for (const one of runs) one.forgetBefore(sample);
	}
}

/** The flaws of a whole channel. @param counts raw, `MISSING` where nothing arrived */
export function flawsOf(channel: JudgedChannel, counts: Int32Array, rateHz: number): Flaw[] {
	const finder = new FlawFinder(channel, rateHz);
	finder.push(counts, 0);
	finder.end();
	return finder.flaws();
}
