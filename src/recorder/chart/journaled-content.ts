/**
 * The content of a running chart, everything that goes into it written down in the chart's journal.
 *
 * @module
 */
import type { ChartContent, ChartGap } from './chart-content.ts';
import type { ChartJournal } from './journal.ts';
import { samplesLine } from './journal-lines.ts';

/** Content and journal in step. */
export class JournaledContent {
	readonly content: ChartContent;
	readonly #journal: ChartJournal;
	/** Time of sample 0 [s]. */
	readonly #monotonicS: number;
	readonly #durable: () => number;

	/** @param durable how many records are on the disk; −1 = it refuses them */
	constructor(
		content: ChartContent,
		journal: ChartJournal,
		{ monotonicS, durable }: { readonly monotonicS: number; readonly durable: () => number }
	) {
		this.content = content;
		this.#journal = journal;
		this.#monotonicS = monotonicS;
		this.#durable = durable;
	}

	/** Begins a new journal; true only where a record has just ended. */
	begin(): void {
		this.#journal.begin(this.content.state(this.#monotonicS));
	}

	/** Takes samples, shape [channels][samples]; a journal may begin anew where a record ends. */
	append(channels: readonly Int32Array[]): void {
		const total = channels[0]?.length ?? 0;
		for (let from = 0; from < total;) {
			const { room } = this.content;
			const count = Math.min(total - from, room);
			const part = channels.map((counts) => counts.subarray(from, from + count));
			this.#journal.add(samplesLine(part));
			this.content.append(part);
			from += count;
			if (count === room)
				this.#journal.recordEnded(this.content.records, this.#durable(), () =>
					this.content.state(this.#monotonicS)
				);
		}
	}

	/** Declares samples (appended as digital minima) as lost. */
	declareGap(gap: ChartGap): void {
		this.#journal.add({ type: 'gap', ...gap });
		this.content.declareGap(gap);
	}

	/** Keeps a clock pair. */
	pair(sample: number, monotonicS: number, utcMs: number): void {
		this.#journal.add({ type: 'clock', sample, monotonicS, utcMs });
		this.content.pair(sample, monotonicS, utcMs);
	}

	/** Annotates; see `ChartContent.mark`. */
	mark(sample: number, durationS: number | null, text: string, id: string | null): void {
		this.content.mark(sample, durationS, text, id);
		this.#journal.add({ type: 'mark', id, sample, durationS, text });
	}

	/** Nobody goes on with the chart from here on: its journal ends, and the content by itself. */
	async ending(): Promise<void> {
		this.#journal.add({ type: 'ending' });
		await this.#journal.kept();
		await this.#journal.end();
	}

	/** The last records, with what every recording ends with; follows `ending`. */
	end(effectiveRateHz: number): void {
		const { content } = this;
		content.mark(content.samples, null, 'recording ends', null);
		content.mark(0, null, `effective rate ${effectiveRateHz.toFixed(4)} Hz`, null);
		content.end();
	}
}
