/**
 * The rise of a response by onsets and peaks, as computerised polygraphs measure EDA and cardio.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { sampleIndex } from '../sample-index.ts';
import { inflection } from './inflection.ts';
import { slopeTurns } from './slope-runs.ts';

/** The windows, from the question's onset unless said otherwise. [s] */
export interface RiseWindows {
	/** Earliest onset. */
	readonly latency: number;
	/** Latest onset, after the answer. */
	readonly onsetAfterAnswer: number;
	/** Latest peak. */
	readonly evaluation: number;
	/** A rise that began before this and still goes on at the end may peak up to `extra` later. */
	readonly lateOnset: number;
	readonly extra: number;
	/** Shorter changes of slope are ripples. */
	readonly ripple: number;
	/** How long after the latency a steepening rise may count as an onset. */
	readonly inflectionAfter: number;
}

/** @source Nelson, feature extraction of the published R code (current defaults) */
export const RISE_WINDOWS: RiseWindows = {
	...{ latency: 0.5, onsetAfterAnswer: 5, evaluation: 15, lateOnset: 13.5, extra: 10 },
	...{ ripple: 7 / 30, inflectionAfter: 0.5 }
};

/** A response found by onset and peak. */
export interface OnsetPeakRise {
	/** y(peak) − y(onset) [unit of the trace]; 0 without an onset. */
	readonly amplitude: number;
	/** Sample indices; null without an onset. */
	readonly onset: number | null;
	readonly peak: number | null;
	/** `inflection`: the rise had begun before and steepened. */
	readonly by: 'turn' | 'inflection' | 'none';
}

/**
 * Largest rise from an onset in the onset window to a later peak; peaks after the trace fell below the onset do not
 * count. A rise that began before 13.5 s and has no peak within the 10 s after the window counts up to the window's end
 * (lab decision 2026-11; the source does not say).
 *
 * @param trace cleaned, finite where it is looked at
 * @param event time of the question's onset and of the answer [s]; no answer = onset window up to 5 s after the
 * question's onset
 * @param options withInflection: for EDA, not for cardio
 * @throws {LabError} `signal/outside` when the evaluation window is not inside the trace
 * @source Nelson, published R code; windows as RISE_WINDOWS
 */
export function onsetPeakRise(
	trace: Float64Array,
	rateHz: number,
	event: { readonly time: number; readonly answer: number | null },
	options: { readonly withInflection: boolean; readonly windows?: RiseWindows }
): OnsetPeakRise {
	const windows = options.windows ?? RISE_WINDOWS;
	const at = (seconds: number): number => sampleIndex(seconds, rateHz);
	const first = at(event.time + windows.latency);
	const end = at(event.time + windows.evaluation);
	if (first < 0 || end > trace.length - 1)
		throw new LabError(
			'signal/outside',
			`expected ${windows.evaluation} s of trace after ${event.time} s, got ${trace.length / rateHz} s`
		);
	const latest = at(
		Math.min(
			(event.answer ?? event.time) + windows.onsetAfterAnswer,
			event.time + windows.evaluation
		)
	);
	const late = at(event.time + windows.lateOnset);
	const limits = {
		...{
			end,
			late,
			beyond: Math.min(trace.length - 1, at(event.time + windows.evaluation + windows.extra))
		},
		ripple: Math.max(1, Math.round(windows.ripple * rateHz))
	};
	const turns = slopeTurns(trace, Math.max(0, first - 1), limits.beyond, limits.ripple);
	let best: OnsetPeakRise = { amplitude: 0, onset: null, peak: null, by: 'none' };
	const consider = (onset: number, by: 'turn' | 'inflection'): void => {
		for (const peak of peaksAfter(trace, onset, turns, limits)) {
			const amplitude = (trace[peak] as number) - (trace[onset] as number);
			if (amplitude > best.amplitude) best = { amplitude, onset, peak, by };
		}
	};
	for (const { at: turn, rises } of turns)
		if (rises && turn >= first && turn <= latest) consider(turn, 'turn');
	if (options.withInflection && turns[0]?.rises === true) {
		const from = at(event.time + windows.latency + windows.inflectionAfter);
		const onset = inflection(trace, rateHz, from, latest);
		if (onset !== null) consider(onset, 'inflection');
	}
	return best;
}

/** Peaks that belong to an onset: until the trace falls below it; the last one may lie beyond the window's end. */
function peaksAfter(
	trace: Float64Array,
	onset: number,
	turns: readonly { readonly at: number; readonly rises: boolean }[],
	limits: { readonly end: number; readonly late: number; readonly beyond: number }
): number[] {
	const level = trace[onset] as number;
	const peaks: number[] = [];
	let began = onset;
	let isRising = true;
	let below = onset;
	for (const { at, rises } of turns) {
		if (at <= onset) continue;
		while (below < at && (trace[below] as number) >= level) below++;
		if (below < at) return peaks;
		isRising = rises;
		if (rises) began = at;
		else if (at <= limits.end || began <= limits.late) peaks.push(at);
		if (at > limits.end) return peaks;
	}
	// a rise that began early and peaks nowhere counts as far as it came within the window
	if (isRising && began <= limits.late) peaks.push(limits.end);
	return peaks;
}
