/**
 * Breaths: where each begins and where it is deepest.
 *
 * @module
 */

/** Troughs (inspiration begins) and peaks (expiration begins) of a trace [samples]; each trough has its peak. */
export interface Breaths {
	readonly troughs: readonly number[];
	readonly peaks: readonly number[];
}

/** An extremum counts when it stands this share of the median difference of extrema away from a neighbour. */
const LEAST = 0.3;

/**
 * Breaths from the zero crossings of a cleaned trace.
 *
 * @param respiration of `cleanRespiration`, finite
 * @param neighbours `either`: an extremum counts that differs enough from the one before or the one after, so that
 * the last breath is kept; a rise too small for a breath (a halt in breathing out) is then left out. `next`: from the
 * one after only, as the published reference, which loses the last extremum
 * @returns starting with a trough and ending with a peak; empty when nothing alternates
 * @source Khodadad et al. 2018, Physiol. Meas. 39: 094001; NeuroKit2 `rsp_peaks(method="khodadad2018")`
 */
export function breaths(
	respiration: Float64Array,
	neighbours: 'either' | 'next' = 'either'
): Breaths {
	const all = extrema(respiration);
	const steps = all.slice(1).map((at, k) => difference(respiration, all[k] as number, at));
	const least = LEAST * median(steps.map(Math.abs));
	const large = (k: number): boolean => Math.abs(steps[k] ?? 0) > least;
	const kept = all.filter((_, k) => large(k) || (neighbours === 'either' && large(k - 1)));
	const alternating = withoutInner(respiration, kept);
	if (neighbours === 'next') return paired(respiration, alternating);
	return paired(respiration, withoutHalts(respiration, alternating, least));
}

function difference(trace: Float64Array, from: number, to: number): number {
	return (trace[to] as number) - (trace[from] as number);
}

/** The highest sample between a rising crossing of zero and the next falling one, the lowest in between. */
function extrema(trace: Float64Array): number[] {
	const found: number[] = [];
	let best = -1;
	let wasBelow: boolean | null = null;
	for (let i = 0; i < trace.length; i++) {
		const isBelow = (trace[i] as number) < 0;
		if (wasBelow !== null && isBelow !== wasBelow) {
			// before the first crossing there is no whole half-breath
			if (best !== -1) found.push(best);
			// the last sample before the crossing belongs to the new half-breath
			best = i - 1;
		}
		if (best !== -1) {
			const [now, most] = [trace[i] as number, trace[best] as number];
			if (isBelow ? now < most : now > most) best = i;
		}
		wasBelow = isBelow;
	}
	return found;
}

/** Without extrema between two steps of the same direction. */
function withoutInner(trace: Float64Array, places: readonly number[]): number[] {
	return places.filter((at, k) => {
		const [before, after] = [places[k - 1], places[k + 1]];
		if (before === undefined || after === undefined) return true;
		return difference(trace, before, at) > 0 !== difference(trace, at, after) > 0;
	});
}

/** Without rises that are too small, each with the trough and the peak it lies between. */
function withoutHalts(trace: Float64Array, places: readonly number[], least: number): number[] {
	const isHalt = (k: number): boolean => {
		const [from, to] = [places[k], places[k + 1]];
		if (from === undefined || to === undefined) return false;
		const rise = difference(trace, from, to);
		return rise > 0 && rise <= least;
	};
	return places.filter((_, k) => !isHalt(k) && !isHalt(k - 1));
}

function paired(trace: Float64Array, places: readonly number[]): Breaths {
	const startsHigh =
		places.length > 1 && difference(trace, places[0] as number, places[1] as number) < 0;
	const from = startsHigh ? 1 : 0;
	const count = (places.length - from) & ~1;
	const used = places.slice(from, from + count);
	return {
		troughs: used.filter((_, k) => k % 2 === 0),
		peaks: used.filter((_, k) => k % 2 === 1)
	};
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
