/**
 * Whether a heart sensor shows beats that look like each other, ten seconds at a time.
 *
 * @module
 */
import { MISSING } from '../../recording/tiles.ts';
import { cleanEcg } from '../heart/ecg-clean.ts';
import { rPeaks, sharpEcg } from '../heart/ecg.ts';
import { gradientPeaks } from '../heart/gradient-peaks.ts';
import { cleanPpg, ppgBeats } from '../heart/ppg.ts';
import { beatCorrelations, LEAST_CORRELATION } from './beat-template.ts';
import { FlawRuns, type FlawCause, type JudgedChannel } from './flaw.ts';
import { railsOf, type FlawRule } from './flaw-rules.ts';
import { FLAWS } from './limits.ts';

/** Lowest rates at which beats can be looked for [Hz]: twice the highest frequency of their filters, and some more. */
const LEAST_RATE_HZ = { ecg: 60, ppg: 20 } as const;
/** A stretch of which more stands at the converter's limit is clipped; its beats are not judged. Lab decision 2026-11 */
const MOST_CLIPPED = 0.5;

type BeatKind = keyof typeof LEAST_RATE_HZ;

/** Whether beats can be judged on a channel. An arm cuff is not: no limit for the likeness of its beats is published. */
export function hasJudgedBeats(kind: string, rateHz: number): kind is BeatKind {
	return (kind === 'ecg' || kind === 'ppg') && rateHz >= LEAST_RATE_HZ[kind];
}

/**
 * What is wrong with the beats of a stretch; null = nothing, or nothing can be said.
 *
 * Two of the rules of Orphanidou et al.: no time of more than 3 s without a beat, and a correlation of the beats with
 * their mean of at least .66 (ECG) or .86 (pulse). Correlation does not depend on size: a pulse that narrowing vessels
 * make small is no flaw. Their limits of rate and rhythm are left out: those judge the heart, not the sensor. Where they
 * take the mean correlation the median counts here, so that one beat that came early or was found in the wrong place
 * speaks against nobody. An electrocardiogram has two detectors; it is at fault only if the beats of neither will do.
 *
 * @param values raw, finite, shape [samples]
 * @source Orphanidou et al. 2015, IEEE J. Biomed. Health Inform. 19: 832–838
 */
export function beatFlaw(kind: BeatKind, values: Float64Array, rateHz: number): FlawCause | null {
	const trace = kind === 'ecg' ? sharpEcg(values, rateHz) : cleanPpg(values, rateHz);
	const first = kind === 'ecg' ? rPeaks(values, rateHz, trace) : ppgBeats(trace, rateHz);
	const found = likeness(kind, trace, first, rateHz);
	if (found === null || kind === 'ppg') return found;
	return likeness(kind, trace, gradientPeaks(cleanEcg(values, rateHz), rateHz), rateHz) && found;
}

/** @param beats of one detector, rising */
function likeness(
	kind: BeatKind,
	trace: Float64Array,
	beats: readonly number[],
	rateHz: number
): FlawCause | null {
	const longest = FLAWS.longestBeatS * rateHz;
	const ends = [...beats, trace.length];
	if (ends.some((at, index) => at - (beats[index - 1] ?? 0) > longest)) return 'no-beats';
	const known = [...beatCorrelations(trace, beats)].filter((one) => !Number.isNaN(one));
	if (known.length === 0) return null;
	const middle = known.toSorted((a, b) => a - b)[known.length >> 1] ?? 1;
	return middle < LEAST_CORRELATION[kind] ? 'unlike-beats' : null;
}

/** The rule: stretches of ten seconds from the beginning, or from where samples come again. */
export class BeatRule implements FlawRule {
	readonly runs: readonly [FlawRuns, FlawRuns] = [
		new FlawRuns('no-beats', 0),
		new FlawRuns('unlike-beats', 0)
	];
	readonly #kind: BeatKind;
	readonly #channel: JudgedChannel;
	readonly #rateHz: number;
	readonly #held: Float64Array;
	#count = 0;
	/** Index after the last sample held. */
	#end = 0;

	constructor(kind: BeatKind, channel: JudgedChannel, rateHz: number) {
		this.#kind = kind;
		this.#channel = channel;
		this.#rateHz = rateHz;
		this.#held = new Float64Array(Math.round(FLAWS.beatsS * rateHz));
	}

	push(counts: Int32Array, first: number): void {
		for (let i = 0; i < counts.length; i++) {
			const count = counts[i] as number;
			this.#end = first + i;
			if (count === MISSING) {
				this.end();
				continue;
			}
			this.#held[this.#count++] = count;
			this.#end++;
			if (this.#count === this.#held.length) this.#judge();
		}
	}

	end(): void {
		if (this.#count >= FLAWS.leastBeatsS * this.#rateHz) this.#judge();
		this.#count = 0;
		for (const runs of this.runs) runs.cut();
	}

	#judge(): void {
		const values = this.#held.subarray(0, this.#count);
		const from = this.#end - this.#count;
		this.#count = 0;
		const cause = this.#isJudged(values) ? beatFlaw(this.#kind, values, this.#rateHz) : null;
		if (cause !== null) this.runs[cause === 'no-beats' ? 0 : 1].add(from, this.#end);
	}

	/** A trace that stands still or at its limit is told by other rules. */
	#isJudged(values: Float64Array): boolean {
		const { low, high } = railsOf(this.#channel);
		let clipped = 0;
		let isMoving = false;
		for (const value of values) {
			if (value <= low || value >= high) clipped++;
			if (value !== values[0]) isMoving = true;
		}
		return isMoving && clipped <= MOST_CLIPPED * values.length;
	}
}
