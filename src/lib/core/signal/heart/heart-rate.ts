/**
 * Heart rate second by second, and its change after a question.
 *
 * @module
 */

/** Time between two beats. */
export interface BeatInterval {
	/** [s] */
	readonly from: number;
	readonly to: number;
	/** Whether the interval fits a heart and its neighbours. */
	readonly plausible: boolean;
}

/** Intervals outside are no heart beats. [s] */
const SHORTEST_S = 0.3;
const LONGEST_S = 2;
/** An interval may differ from the median of its neighbours by this share of it. */
const MOST_AWAY = 0.25;
/** Neighbours before and after that the median is taken over. */
const NEIGHBOURS = 4;

/**
 * Intervals between beats, with a simple gate for missed and extra beats.
 *
 * @param beats times of the beats, rising [s]
 * @source signal practice: 0.3–2.0 s, within 25 % of the median of nine (lab decision 2026-11, centred on the interval)
 */
export function beatIntervals(beats: readonly number[]): BeatInterval[] {
	const lengths = beats.slice(1).map((beat, i) => beat - (beats[i] ?? beat));
	return lengths.map((length, i) => {
		const near = lengths.slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1);
		const middle = near.toSorted((a, b) => a - b)[near.length >> 1] ?? length;
		const fits = Math.abs(length - middle) <= MOST_AWAY * middle;
		const plausible = length >= SHORTEST_S && length <= LONGEST_S && fits;
		return { from: beats[i] ?? 0, to: beats[i + 1] ?? 0, plausible };
	});
}

/** Mean heart rate over a time, and how much of that time it rests on. */
export interface MeanRate {
	/** Time-weighted mean [bpm]; null when nothing is covered. */
	readonly bpm: number | null;
	/** Share of the time inside plausible intervals, 0…1. */
	readonly covered: number;
}

/**
 * Time-weighted mean of 60 ÷ interval over [from, to).
 *
 * @param intervals in time order
 * @source Velden & Wölk 1987; Graham 1978 (heart rate in real time)
 */
export function meanHeartRate(
	intervals: readonly BeatInterval[],
	from: number,
	to: number
): MeanRate {
	let weighted = 0;
	let covered = 0;
	for (const interval of intervals) {
		const overlap = Math.min(to, interval.to) - Math.max(from, interval.from);
		if (overlap <= 0 || !interval.plausible) continue;
		weighted += (overlap * 60) / (interval.to - interval.from);
		covered += overlap;
	}
	return { bpm: covered > 0 ? weighted / covered : null, covered: covered / (to - from) };
}

/** Heart rate after an event against the time before it. */
export interface HeartRateChange {
	/** Mean before the event [bpm]; null when not covered. */
	readonly baseline: number | null;
	/** Mean of each second after the event minus the baseline [bpm], shape [seconds]; null when not covered. */
	readonly change: readonly (number | null)[];
}

/**
 * Change of heart rate in each second after an event.
 *
 * @param time of the event [s]
 * @param options before: length of the baseline [s]; seconds after the event; leastCovered: share of a second (and
 * of the baseline) that must be inside plausible intervals
 * @source klein Selle et al. 2017; Gamer & Verschuere (3 s before, 15 s after)
 */
export function heartRateChange(
	intervals: readonly BeatInterval[],
	time: number,
	options: { readonly before: number; readonly seconds: number; readonly leastCovered: number }
): HeartRateChange {
	const rate = (from: number, to: number): number | null => {
		const { bpm, covered } = meanHeartRate(intervals, from, to);
		return covered >= options.leastCovered ? bpm : null;
	};
	const baseline = rate(time - options.before, time);
	const change = Array.from({ length: options.seconds }, (_, k) => {
		const mean = rate(time + k, time + k + 1);
		return mean === null || baseline === null ? null : mean - baseline;
	});
	return { baseline, change };
}
