/**
 * Reads whole files and, for large ones, plans how to read them record by record.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { AnnotationCollector, type EdfPause } from './annotation-lists.ts';
import type { EdfAnnotation } from './annotation-queue.ts';
import { type Complain, decodeHeader, type EdfProblem } from './decode-header.ts';
import { type EdfHeader, type EdfLayout, type EdfSignal, layoutOf, rateOf } from './header.ts';
import { readSamples } from './record.ts';

/** How a file is read: record `i` lies at `layout.headerBytes + i · layout.recordBytes`. */
export interface ReadingPlan {
	/** As in the file, `records` included: −1 or wrong in a file that was not closed. */
	readonly header: EdfHeader;
	readonly layout: EdfLayout;
	/** Whole records the file really has. */
	readonly records: number;
	readonly problems: readonly EdfProblem[];
}

/** One signal that holds samples. */
export interface EdfChannel {
	readonly signal: EdfSignal;
	/** [Hz]; null when records have no duration. */
	readonly rateHz: number | null;
	/** Raw counts, record after record; times of records are in `recordStartsS`. */
	readonly samples: Int32Array;
}

/** A whole file. */
export interface EdfReading {
	readonly header: EdfHeader;
	readonly channels: readonly EdfChannel[];
	/** In file order; times since the first sample. */
	readonly annotations: readonly EdfAnnotation[];
	/** Start of each record since the first sample [s]. */
	readonly recordStartsS: readonly number[];
	readonly pauses: readonly EdfPause[];
	/** Time of the first sample since the header's start [s]. */
	readonly startOffsetS: number;
	readonly problems: readonly EdfProblem[];
}

/**
 * Plans the reading of a file. What the size says counts, not the header: every whole record is read.
 *
 * @param header at least the whole header (see `headerLength`)
 * @param fileBytes size of the whole file
 * @throws {LabError} `edf/not-edf`, `edf/header` when the file cannot be laid out
 */
export function planReading(header: Uint8Array, fileBytes: number): ReadingPlan {
	const problems: EdfProblem[] = [];
	const complain: Complain = (code, message) => problems.push({ code, message });
	const decoded = decodeHeader(header, complain);
	const layout = layoutOf(decoded);
	const dataBytes = fileBytes - layout.headerBytes;
	const records = Math.floor(dataBytes / layout.recordBytes);
	const tail = dataBytes - records * layout.recordBytes;
	if (decoded.records >= 0 && decoded.records !== records)
		complain('record-count', `expected ${records} records by size, got ${decoded.records}`);
	if (records === 0) complain('no-records', 'expected at least one record, got none');
	if (tail > 0) complain('tail-bytes', `expected whole records, got ${tail} bytes after the last`);
	return { header: decoded, layout, records, problems };
}

/**
 * Reads a whole file that is in memory.
 *
 * @throws {LabError} `edf/not-edf`, `edf/header` when the file cannot be laid out
 */
export function readEdf(bytes: Uint8Array): EdfReading {
	const { header, layout, records, problems: planned } = planReading(bytes, bytes.length);
	const problems = [...planned];
	const collector = new AnnotationCollector(header, layout, (code, message) =>
		problems.push({ code, message })
	);
	const slots = layout.slots.filter((slot) => !slot.isAnnotation);
	const channels = slots.map(({ signal }) => ({
		signal,
		rateHz: rateOf(header, signal),
		samples: new Int32Array(signal.samplesPerRecord * records)
	}));
	for (let record = 0; record < records; record++) {
		const from = layout.headerBytes + record * layout.recordBytes;
		const data = bytes.subarray(from, from + layout.recordBytes);
		collector.take(data);
		for (const [index, slot] of slots.entries()) {
			const samples = channels[index]?.samples;
			if (samples) readSamples(data, slot, samples, record * slot.signal.samplesPerRecord);
		}
	}
	const { annotations, recordStartsS, pauses, startOffsetS } = collector;
	return { header, channels, annotations, recordStartsS, pauses, startOffsetS, problems };
}

/**
 * When a sample was taken, since the first sample [s]. In files with gaps this is not index ÷ rate.
 *
 * @throws {LabError} `edf/sample` when the channel has no such sample or no rate
 */
export function sampleTime(reading: EdfReading, channel: EdfChannel, sample: number): number {
	const { samplesPerRecord } = channel.signal;
	const start = reading.recordStartsS[Math.floor(sample / samplesPerRecord)];
	if (start === undefined || channel.rateHz === null || !(sample >= 0))
		throw new LabError(
			'edf/sample',
			`expected a sample below ${channel.samples.length}, got ${sample}`
		);
	return start + (sample % samplesPerRecord) / channel.rateHz;
}
