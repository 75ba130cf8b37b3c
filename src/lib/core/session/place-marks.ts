/**
 * Where marks fall on the recording: a mark carries a time, the recorder's clock pairs say which sample that was.
 *
 * @module
 */
import { withMark } from './folding/test.ts';
import type { EventData } from './event.ts';
import type { Chart, PlacedMark } from './state.ts';

type ClockPair = EventData<'clock-paired'>;

/** The chart with its unplaced marks at their samples. A mark its maker or the recorder placed stays there. */
export function placeChartMarks(chart: Chart): Chart {
	const pairs = [...chart.clock].sort((a, b) => a.monotonicS - b.monotonicS);
	const samples = chart.sealed?.samples ?? Infinity;
	return withMark(chart, <M extends PlacedMark>(mark: M): M => {
		if (mark.sample !== null || mark.at.monotonicS === null) return mark;
		const sample = sampleAt(pairs, mark.at.monotonicS, chart.started.rateHz);
		return sample === null || sample < 0 || sample >= samples ? mark : { ...mark, sample };
	});
}

/**
 * The sample that was taken at a time.
 *
 * Between two pairs on the straight line through them; before the first and after the last at the rate of the
 * whole chart (the nominal rate while there is one pair only). Both clocks run evenly over seconds, so the
 * error between pairs is that of the pairs themselves.
 *
 * @param pairs sorted by time
 * @param monotonicS workstation clock [s]
 * @param rateHz nominal rate [Hz]
 * @returns sample index, null without any pair; negative before the recording's first sample
 */
export function sampleAt(
	pairs: readonly ClockPair[],
	monotonicS: number,
	rateHz: number
): number | null {
	const [first, last] = [pairs[0], pairs.at(-1)];
	if (first === undefined || last === undefined) return null;
	const span = last.monotonicS - first.monotonicS;
	const rate = span > 0 ? (last.sample - first.sample) / span : rateHz;
	const after = pairs.findIndex((pair) => pair.monotonicS > monotonicS);
	if (after === 0) return Math.round(first.sample - (first.monotonicS - monotonicS) * rate);
	const [before, next] = [pairs[after - 1], pairs[after]];
	if (before === undefined || next === undefined)
		return Math.round(last.sample + (monotonicS - last.monotonicS) * rate);
	const share = (monotonicS - before.monotonicS) / (next.monotonicS - before.monotonicS);
	return Math.round(before.sample + share * (next.sample - before.sample));
}
