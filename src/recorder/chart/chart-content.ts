/**
 * What a chart is made of: samples, marks, gaps and clock pairs become data records and lines of the clock file. The
 * same calls in the same order make the same bytes, so that a chart can be put together again from its journal.
 *
 * @module
 */
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { crc32 } from '#lib/core/recording/crc32.ts';
import type { EdfHeader } from '#lib/core/recording/edf/header.ts';
import type { JournalStart } from './journal-lines.ts';
import { RecordBuilder } from './record-builder.ts';

/** A declared gap, samples counted from the chart's start. */
export type ChartGap = Omit<Extract<ClockLine, { type: 'gap' }>, 'type'>;

/** Takes what was made, in order. */
export interface ContentTaker {
	line(line: ClockLine): void;
	/** Follows its line. */
	record(bytes: Uint8Array): void;
}

/** The content of a chart, growing. */
export class ChartContent {
	readonly #builder: RecordBuilder;
	readonly #rateHz: number;
	readonly #marks: Map<string, number>;
	#taker: ContentTaker;
	lost: number;
	gaps: number;
	/** Sample after the last gap that was declared. */
	gapEnd: number;

	/** @param start the end of a record that is gone on from; null = the beginning */
	constructor(
		header: EdfHeader,
		rateHz: number,
		taker: ContentTaker,
		start: JournalStart | null = null
	) {
		this.#builder = new RecordBuilder(header, start ?? undefined);
		this.#rateHz = rateHz;
		this.#taker = taker;
		this.#marks = new Map(start?.marks);
		this.lost = start?.lost ?? 0;
		this.gaps = start?.gaps ?? 0;
		this.gapEnd = start?.gapEnd ?? 0;
	}

	/** Samples taken in, per channel. */
	get samples(): number {
		return this.#builder.samples;
	}

	/** Samples until the running record is full. */
	get room(): number {
		return this.#builder.room;
	}

	/** Records made. */
	get records(): number {
		return this.#builder.records;
	}

	/** From now on what is made goes elsewhere. */
	handTo(taker: ContentTaker): void {
		this.#taker = taker;
	}

	/** Where somebody may go on who has the records up to here; true only where one has just ended. */
	state(monotonicS: number): JournalStart {
		const { lost, gaps, gapEnd } = this;
		const { records, annotations } = this.#builder.state;
		const marks = [...this.#marks];
		return {
			type: 'start',
			monotonicS,
			records,
			annotations: [...annotations],
			marks,
			lost,
			gaps,
			gapEnd
		};
	}

	/** Takes samples, shape [channels][samples]. */
	append(channels: readonly Int32Array[]): void {
		this.#write(this.#builder.push(channels));
	}

	/** Declares samples (appended as digital minima) as lost. */
	declareGap(gap: ChartGap): void {
		this.lost += gap.samples;
		this.gaps += 1;
		this.gapEnd = gap.firstSample + gap.samples;
		this.#taker.line({ type: 'gap', ...gap });
		this.#builder.annotate(gap.firstSample, gap.samples / this.#rateHz, `gap: ${gap.cause}`);
	}

	/** Keeps a clock pair. */
	pair(sample: number, monotonicS: number, utcMs: number): void {
		this.#taker.line({ type: 'clock', sample, monotonicS, utcMs });
	}

	/** Where a mark stands; undefined = none has this id. */
	markedAt(id: string): number | undefined {
		return this.#marks.get(id);
	}

	/**
	 * Annotates.
	 *
	 * @param id null = nobody asks for it again
	 * @throws {LabError} `edf/annotation` for a text or time that cannot be written
	 */
	mark(sample: number, durationS: number | null, text: string, id: string | null): void {
		this.#builder.annotate(sample, durationS, text);
		if (id !== null) this.#marks.set(id, sample);
	}

	/** The last records. */
	end(): void {
		this.#write(this.#builder.end());
	}

	#write(records: readonly Uint8Array[]): void {
		let record = this.records - records.length;
		for (const bytes of records) {
			this.#taker.line({ type: 'record', record: record++, crc32: crc32(bytes) });
			this.#taker.record(bytes);
		}
	}
}
