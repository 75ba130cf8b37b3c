/**
 * The lines of `chart-NN.clock.jsonl`, the file beside each recording: what BDF+ cannot hold.
 *
 * First a `header`, then `clock` pairs (about one a second), `gap`s as they happen and the checksum of each data `record`,
 * on the disk before the record itself; last a `closed` line; after a repair a second `closed` line, which is the one that
 * counts.
 *
 * @module
 */
import { z } from 'zod';
import { channelSpec, gapCauses } from './recorder-messages.ts';

const sample = z.number().int().min(0);
const times = { monotonicS: z.number(), utcMs: z.number() };

/** One line of a clock file. */
export const clockLine = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('header'),
		version: z.literal(1),
		sessionId: z.string(),
		chart: z.number().int(),
		bootId: z.string(),
		profile: z.string(),
		driver: z.string(),
		model: z.string().nullable(),
		firmware: z.string().nullable(),
		/** Nominal rate [Hz] and duration of one data record [s]. */
		rateHz: z.number().positive(),
		recordS: z.number().positive(),
		/** Recorded seconds per real second; 1 except in simulations. */
		timeLapse: z.number().min(1),
		/** Time of sample 0. */
		...times,
		channels: z.array(channelSpec)
	}),
	/** This sample was taken at this time, by the clock fit. */
	z.strictObject({ type: z.literal('clock'), sample, ...times }),
	/** These samples never arrived and hold the digital minimum; times are of the first of them. */
	z.strictObject({
		type: z.literal('gap'),
		firstSample: sample,
		samples: z.number().int().min(1),
		cause: z.enum(gapCauses),
		...times
	}),
	/** A data record as it is about to be written: BDF has no checksums, and a power cut may leave a part of one. */
	z.strictObject({
		type: z.literal('record'),
		/** 0 = the first. */
		record: z.number().int().min(0),
		/** CRC-32 of its bytes. */
		crc32: z.number().int().min(0)
	}),
	/** Samples of the recording, gaps included, padding of the last record excluded. */
	z.strictObject({
		type: z.literal('closed'),
		samples: sample,
		lost: sample,
		effectiveRateHz: z.number().positive(),
		repaired: z.boolean()
	})
]);
/** A line, read. */
export type ClockLine = z.infer<typeof clockLine>;
/** The first line. */
export type ClockHeader = Extract<ClockLine, { type: 'header' }>;

/**
 * Reads the text of a clock file. A last line cut off by a crash is left out.
 *
 * @throws {z.ZodError} when a complete line is not of the format
 * @throws {SyntaxError} when a complete line is not JSON
 */
export function parseClockLines(text: string): ClockLine[] {
	return text
		.split('\n')
		.slice(0, -1)
		.map((line) => clockLine.parse(JSON.parse(line)));
}
