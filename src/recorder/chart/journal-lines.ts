/**
 * The lines of a chart's journal: everything that goes into a recording, in the order in which it did, written within
 * a few hundredths of a second. A recorder that takes the place of one that died puts its records together again from
 * them; a chart that ends has no journal any more.
 *
 * @module
 */
import { z } from 'zod';
import { clockLine } from '#lib/core/recording/clock-lines.ts';

const count = z.number().int().min(0);

const own = z.discriminatedUnion('type', [
	/** The first: the state at the end of a record, so that nothing before it is needed. */
	z.strictObject({
		type: z.literal('start'),
		/** Time of the chart's sample 0: which chart this is about [s]. */
		monotonicS: z.number(),
		records: count,
		/** Annotations that no record had room for. */
		annotations: z.array(
			z.strictObject({ onsetS: z.number(), durationS: z.number().nullable(), text: z.string() })
		),
		/** Ids of marks and their samples. */
		marks: z.array(z.tuple([z.string(), count])),
		lost: count,
		gaps: count,
		/** Sample after the last gap: its filling may not be complete. */
		gapEnd: count
	}),
	/** Raw counts, little-endian i32, shape [channels][samples]. */
	z.strictObject({ type: z.literal('samples'), base64: z.string() }),
	z.strictObject({
		type: z.literal('mark'),
		/** null = not a mark of anybody's. */
		id: z.string().nullable(),
		sample: count,
		durationS: z.number().nullable(),
		text: z.string()
	}),
	/** The recorder ran at this time, whatever the device did. */
	z.strictObject({ type: z.literal('alive'), monotonicS: z.number() }),
	/** The chart is being closed. */
	z.strictObject({ type: z.literal('ending') })
]);

/** A line: one of its own, or a gap or clock pair as in the clock file. */
export const journalLine = z.union([own, clockLine]);
/** A line, read. */
export type JournalLine = z.infer<typeof journalLine>;
/** The first line. */
export type JournalStart = Extract<JournalLine, { type: 'start' }>;

/** Samples of all channels as a line. */
export function samplesLine(channels: readonly Int32Array[]): JournalLine {
	const bytes = channels.map((counts) =>
		Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength)
	);
	return { type: 'samples', base64: Buffer.concat(bytes).toString('base64') };
}

/** The samples of a line; null when they are not those of so many channels. */
export function samplesOf(base64: string, channels: number): Int32Array[] | null {
	const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
	const all = bytes.length % 4 === 0 ? new Int32Array(bytes.buffer) : new Int32Array(0);
	const length = all.length / channels;
	if (length === 0 || !Number.isInteger(length)) return null;
	return Array.from({ length: channels }, (_, i) => all.subarray(i * length, (i + 1) * length));
}
