/**
 * The samples of a recording while they come from the server's disk.
 *
 * @module
 */
import { readRecordingFacts, readSamples, samplesFor } from '#lib/browser/recordings.ts';
import type { ChartSamples } from '#lib/browser/samples.ts';
import type { RecordingFacts } from '#lib/core/session/exchange.ts';
import { units, type Unit } from '#lib/core/units.ts';
import type { TraceChannel } from '../../trace/strip.ts';
import type { ReviewedChart } from './reviewed-chart.ts';

/** One recording being read. */
export class RecordedSamples {
	facts = $state.raw<RecordingFacts | null>(null);
	samples = $state.raw<ChartSamples | null>(null);
	/** How far it is read [s]. */
	loadedS = $state(0);
	failed = $state(false);

	/** Length of the recording [s]; 0 = not known yet. */
	get lengthS(): number {
		return this.facts === null ? 0 : this.facts.samples / this.facts.rateHz;
	}

	/** Reads everything; what cannot be had is told by `failed`. */
	async load(place: string, chart: number, gaps: ReviewedChart['gaps']): Promise<void> {
		try {
			const facts = await readRecordingFacts(place, chart);
			this.facts = facts;
			if (facts !== null) {
				const made = samplesFor(facts);
				this.samples = made;
				const progress = (): void => void (this.loadedS = made.end / facts.rateHz);
				this.failed = !(await readSamples(place, chart, made, gaps, progress));
			} else this.failed = true;
		} catch {
			// no network: the page says so and the notice in it offers nothing more
			this.failed = true;
		}
	}
}

/** The strips of a recording: how counts become values is told by the file, what is attached by the chart. */
export function reviewedChannels(
	facts: RecordingFacts | null,
	columns: ReviewedChart['columns']
): TraceChannel[] {
	return (facts?.channels ?? []).map((transfer) => {
		const column = columns.find(({ name }) => name === transfer.name);
		const unit = units.find((one) => one === column?.unit) ?? ('counts' satisfies Unit);
		return { name: transfer.name, kind: column?.kind ?? 'other', unit, view: null, transfer };
	});
}
