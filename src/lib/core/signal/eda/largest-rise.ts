/**
 * The response of an event: the largest rise that begins in a window.
 *
 * @module
 */
import { sampleIndex } from '../sample-index.ts';

/** A rise; `from` and `to` are null when nothing rises. */
export interface Rise {
	/** [unit of the trace], ≥ 0 */
	readonly amplitude: number;
	readonly from: number | null;
	readonly to: number | null;
}

/**
 * Largest low-to-high difference whose low point lies in the onset window.
 *
 * Needs no detector and no threshold: 0 means that the trace only falls. A rise that began before the window counts
 * from the window's start on.
 *
 * @param eda cleaned skin conductance [uS], finite between the window's ends
 * @param options time of the event [s]; onsetFrom, onsetTo: window of the low point after it [s]; extra: how long
 * after the window the high point may come [s]
 * @source Classic low-point-to-high-point scoring; windows Boucsein et al. 2012
 */
export function largestRise(
	eda: Float64Array,
	rateHz: number,
	options: {
		readonly time: number;
		readonly onsetFrom: number;
		readonly onsetTo: number;
		readonly extra: number;
	}
): Rise {
	const { time, onsetFrom, onsetTo, extra } = options;
	const last = eda.length - 1;
	const first = Math.max(0, sampleIndex(time + onsetFrom, rateHz));
	const lastOnset = Math.min(last, sampleIndex(time + onsetTo, rateHz));
	const lastPeak = Math.min(last, sampleIndex(time + onsetTo + extra, rateHz));
	let best: Rise = { amplitude: 0, from: null, to: null };
	if (first > lastOnset) return best;
	let lowest = first;
	for (let j = first; j <= lastPeak; j++) {
		if (j <= lastOnset && (eda[j] as number) < (eda[lowest] as number)) lowest = j;
		const amplitude = (eda[j] as number) - (eda[lowest] as number);
		if (amplitude > best.amplitude) best = { amplitude, from: lowest, to: j };
	}
	return best;
}
