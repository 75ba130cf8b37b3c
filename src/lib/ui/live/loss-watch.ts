/**
 * How much is being lost now: a trickle that a person does not see in the total.
 *
 * @module
 */
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';

/** Looked back over this much of the recording [s]. */
const WINDOW_S = 5;

interface Count {
	readonly samples: number;
	readonly lost: number;
}

/** Keeps the counts of the last seconds of one chart. */
export class LossWatch {
	#chart = '';
	#counts: Count[] = [];

	/**
	 * Takes what the recorder said.
	 *
	 * @returns share of the samples of the last five seconds that were lost [%]; 0 while nothing is recorded
	 */
	push({
		recording,
		rateHz,
		bootId
	}: Pick<RecorderHealth, 'recording' | 'rateHz' | 'bootId'>): number {
		if (recording === null || rateHz <= 0) {
			this.#counts = [];
			return 0;
		}
		const chart = `${bootId}/${recording.sessionId}/${recording.chart}`;
		const { samples, lost } = recording;
		// a page opened in mid chart does not know when the loss was
		if (chart !== this.#chart)
			this.#counts = samples > WINDOW_S * rateHz ? [] : [{ samples: 0, lost: 0 }];
		this.#chart = chart;
		this.#counts.push({ samples, lost });
		// the last count before the window stays: from it on is counted
		const from = samples - WINDOW_S * rateHz;
		while ((this.#counts[1]?.samples ?? Infinity) <= from) this.#counts.shift();
		const [first = { samples, lost }] = this.#counts;
		// a chart that has hardly begun has no share to speak of
		const length = Math.max(samples - first.samples, rateHz);
		return (100 * (lost - first.lost)) / length;
	}
}
