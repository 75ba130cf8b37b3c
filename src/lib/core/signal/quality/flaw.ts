/**
 * A flaw: a stretch of one channel in which the trace is not what the sensor should have measured.
 *
 * What is strong, sudden or still for a reason of the body is no flaw: breath that is held, vessels that narrow, a steep
 * skin response. Rules that cannot tell these apart are not used here.
 *
 * @module
 */
/** The kind of each cause. */
export const flawKinds = {
	/** At (or beyond) the lowest, the highest count the converter can give: what was beyond it is not known. */
	minimum: 'clipped',
	maximum: 'clipped',
	/** The same count for longer than any living sensor gives it. */
	still: 'flat',
	/** Skin conductance that skin cannot have, or cannot change to so fast. */
	'out-of-range': 'poor',
	steep: 'poor',
	/** A heart sensor without beats, or with beats that do not look like each other. */
	'no-beats': 'poor',
	'unlike-beats': 'poor'
} as const;

/** Why a stretch is marked. */
export type FlawCause = keyof typeof flawKinds;
/** How it is drawn and called. */
export type FlawKind = (typeof flawKinds)[FlawCause];

/** One stretch, samples from…to−1. */
export interface Flaw {
	readonly from: number;
	readonly to: number;
	readonly kind: FlawKind;
	readonly cause: FlawCause;
}

/** What must be known of a channel to judge it; fits a channel's specification and a strip's transfer. */
export interface JudgedChannel {
	/** Of sensor. */
	readonly kind: string;
	readonly unit: string;
	/** Least and greatest count of the converter. */
	readonly digitalMin: number;
	readonly digitalMax: number;
	/** What they stand for, in the channel's unit. */
	readonly physicalMin: number;
	readonly physicalMax: number;
}

/** Stretches of one cause, growing. */
export class FlawRuns {
	readonly #cause: FlawCause;
	readonly #join: number;
	#found: Flaw[] = [];
	/** Whether the last one may still grow: nothing was lost since. */
	#isOpen = false;
	#changes = 0;

	/** @param join stretches this close are one [samples] */
	constructor(cause: FlawCause, join: number) {
		this.#cause = cause;
		this.#join = join;
	}

	/** In order, apart from each other. */
	get found(): readonly Flaw[] {
		return this.#found;
	}

	/** Another number = something was found or forgotten since. */
	get changes(): number {
		return this.#changes;
	}

	/** Adds samples from…to−1; not before the last ones added, but they may overlap. */
	add(from: number, to: number): void {
		const last = this.#found.at(-1);
		const own = { kind: flawKinds[this.#cause], cause: this.#cause };
		this.#changes++;
		if (this.#isOpen && last !== undefined && from - last.to <= this.#join)
			this.#found[this.#found.length - 1] = { ...last, to: Math.max(last.to, to) };
		else this.#found.push({ from, to, ...own });
		this.#isOpen = true;
	}

	/** Samples were lost: what follows is another stretch. */
	cut(): void {
		this.#isOpen = false;
	}

	/** Forgets what ended before a sample. */
	forgetBefore(sample: number): void {
		if ((this.#found[0]?.to ?? Infinity) > sample) return;
		this.#found = this.#found.filter(({ to }) => to > sample);
		this.#changes++;
	}
}
