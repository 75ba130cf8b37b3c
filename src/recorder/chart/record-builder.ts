/**
 * Collects samples and annotations into data records.
 *
 * @module
 */
import { AnnotationQueue, type EdfAnnotation } from '#lib/core/recording/edf/annotation-queue.ts';
import { layoutOf, type EdfHeader } from '#lib/core/recording/edf/header.ts';
import { encodeRecord } from '#lib/core/recording/edf/record.ts';

/** Where a builder begins: at the end of a record. */
export interface BuilderStart {
	/** Records before. */
	readonly records: number;
	/** Annotations that no record had room for. */
	readonly annotations: readonly EdfAnnotation[];
}

/** Fills records one after the other. */
export class RecordBuilder {
	readonly #header: EdfHeader;
	readonly #samples: readonly Int32Array[];
	readonly #minima: readonly number[];
	readonly #annotations: AnnotationQueue;
	readonly #annotationBytes: number;
	readonly #perRecord: number;
	readonly #recordS: number;
	#filled = 0;
	#records: number;

	constructor(header: EdfHeader, start: BuilderStart = { records: 0, annotations: [] }) {
		this.#header = header;
		this.#records = start.records;
		this.#annotations = new AnnotationQueue(start.annotations);
		const { slots } = layoutOf(header);
		const signals = slots.filter((slot) => !slot.isAnnotation).map((slot) => slot.signal);
		this.#perRecord = signals[0]?.samplesPerRecord ?? 1;
		this.#samples = signals.map(() => new Int32Array(this.#perRecord));
		this.#minima = signals.map((signal) => signal.digitalMin);
		this.#annotationBytes = slots.find((slot) => slot.isAnnotation)?.bytes ?? 0;
		this.#recordS = header.recordDurationS;
	}

	/** Samples taken in, per channel. */
	get samples(): number {
		return this.#records * this.#perRecord + this.#filled;
	}

	/** Records given out. */
	get records(): number {
		return this.#records;
	}

	/** Samples until the running record is full. */
	get room(): number {
		return this.#perRecord - this.#filled;
	}

	/** Where another builder goes on; true only where a record has just ended. */
	get state(): BuilderStart {
		return { records: this.#records, annotations: [...this.#annotations.left] };
	}

	/**
	 * Adds samples.
	 *
	 * @param channels raw counts, shape [channels][samples]
	 * @returns the records they completed
	 */
	push(channels: readonly Int32Array[]): Uint8Array[] {
		const total = channels[0]?.length ?? 0;
		const records: Uint8Array[] = [];
		for (let from = 0; from < total;) {
			const count = Math.min(total - from, this.#perRecord - this.#filled);
			for (const [index, samples] of this.#samples.entries())
				samples.set(channels[index]?.subarray(from, from + count) ?? [], this.#filled);
			this.#filled += count;
			from += count;
			if (this.#filled === this.#perRecord) records.push(this.#finish());
		}
		return records;
	}

	/**
	 * Adds an annotation; it goes into the next record that has room, whatever its time.
	 *
	 * @param sample where it happened; @param durationS [s]
	 */
	annotate(sample: number, durationS: number | null, text: string): void {
		const onsetS = (sample * this.#recordS) / this.#perRecord;
		this.#annotations.add({ onsetS, durationS, text });
	}

	/** The last records: the begun one filled up with digital minima, and more while annotations wait. */
	end(): Uint8Array[] {
		const records: Uint8Array[] = [];
		while (this.#filled > 0 || this.#annotations.waiting > 0 || this.#records === 0) {
			for (const [index, samples] of this.#samples.entries())
				samples.fill(this.#minima[index] ?? 0, this.#filled);
			records.push(this.#finish());
		}
		return records;
	}

	#finish(): Uint8Array {
		const annotations = this.#annotations.take(
			this.#records * this.#recordS,
			this.#annotationBytes
		);
		this.#records += 1;
		this.#filled = 0;
		return encodeRecord(this.#header, this.#samples, annotations);
	}
}
