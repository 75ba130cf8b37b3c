/**
 * Data records: samples of every signal as 16-bit (EDF) or 24-bit (BDF) little-endian integers.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { type EdfHeader, type EdfLayout, type EdfSlot, layoutOf, sampleRange } from './header.ts';

/**
 * One record as bytes.
 *
 * @param channels raw counts of each signal that holds samples, in header order, shape [channels][samplesPerRecord]
 * @param annotations bytes for the first annotation signal, from `AnnotationQueue.take`; shorter is zero-filled
 * @throws {LabError} `edf/record` when a shape does not fit or a count is outside what the format holds
 */
export function encodeRecord(
	header: EdfHeader,
	channels: readonly Int32Array[],
	annotations: Uint8Array = new Uint8Array(0)
): Uint8Array {
	const layout = layoutOf(header);
	const ordinary = layout.slots.filter((slot) => !slot.isAnnotation);
	if (channels.length !== ordinary.length)
		throw new LabError(
			'edf/record',
			`expected ${ordinary.length} channels, got ${channels.length}`
		);
	const bytes = new Uint8Array(layout.recordBytes);
	const range = sampleRange(header.format);
	for (const [index, slot] of ordinary.entries())
		putSamples(bytes, slot, channels[index] ?? new Int32Array(0), range);
	putAnnotations(bytes, layout, annotations);
	return bytes;
}

function putSamples(
	bytes: Uint8Array,
	slot: EdfSlot,
	samples: Int32Array,
	[least, most]: readonly [number, number]
): void {
	const { label, samplesPerRecord } = slot.signal;
	if (samples.length !== samplesPerRecord)
		throw new LabError(
			'edf/record',
			`expected ${samplesPerRecord} samples of ${label}, got ${samples.length}`
		);
	const width = slot.bytes / samplesPerRecord;
	let offset = slot.offset;
	for (const count of samples) {
		if (count < least || count > most)
			throw new LabError('edf/record', `expected ${label} in ${least}…${most}, got ${count}`);
		bytes[offset] = count;
		bytes[offset + 1] = count >> 8;
		if (width === 3) bytes[offset + 2] = count >> 16;
		offset += width;
	}
}

function putAnnotations(bytes: Uint8Array, layout: EdfLayout, annotations: Uint8Array): void {
	if (annotations.length === 0) return;
	const slot = layout.slots.find((each) => each.isAnnotation);
	if (slot === undefined || annotations.length > slot.bytes)
		throw new LabError(
			'edf/record',
			`expected at most ${slot?.bytes ?? 0} bytes of annotations, got ${annotations.length}`
		);
	bytes.set(annotations, slot.offset);
}

/**
 * Reads samples into a place of an array.
 *
 * @param bytes one whole record
 * @param into receives `slot.signal.samplesPerRecord` counts from `at` on
 */
export function readSamples(bytes: Uint8Array, slot: EdfSlot, into: Int32Array, at: number): void {
	const count = slot.signal.samplesPerRecord;
	if (slot.bytes === 2 * count)
		for (let i = 0, from = slot.offset; i < count; i++, from += 2)
			into[at + i] = (((bytes[from + 1] ?? 0) << 24) >> 16) | (bytes[from] ?? 0);
	else
		for (let i = 0, from = slot.offset; i < count; i++, from += 3)
			into[at + i] =
				(((bytes[from + 2] ?? 0) << 24) >> 8) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from] ?? 0);
}

/** Sum of all counts: exact, since a file would need 2^30 samples of 24 bits to pass 2^53. */
export function digitalSum(samples: Int32Array): number {
	let sum = 0;
	for (const count of samples) sum += count;
	return sum;
}
