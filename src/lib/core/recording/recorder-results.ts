/**
 * What the recorder's replies carry, by command. Commands that are not listed answer without a result.
 *
 * @module
 */
import { z } from 'zod';

/** Results of the commands that have one. */
export const recorderResults = {
	'list-ports': z.strictObject({
		ports: z.array(
			z.strictObject({
				path: z.string(),
				manufacturer: z.string().nullable(),
				serialNumber: z.string().nullable(),
				vendorId: z.string().nullable(),
				productId: z.string().nullable()
			})
		),
		/** Why the list may be incomplete, e.g. no `udevadm`; null = complete. */
		problem: z.string().nullable()
	}),
	/** The device streams. */
	open: z.strictObject({
		model: z.string().nullable(),
		firmware: z.string().nullable(),
		/** Columns found in the stream. */
		columns: z.array(z.string()),
		path: z.string()
	}),
	'start-chart': z.strictObject({
		/** Path of the file relative to the data folder, with forward slashes. */
		file: z.string(),
		/** Time of sample 0. */
		monotonicS: z.number(),
		utcMs: z.number()
	}),
	/** Sample of the mark, from the recording's start; never negative. */
	mark: z.strictObject({ sample: z.number().int().min(0) }),
	/** null = the recorder does not know this chart or the time lies before its first sample. */
	place: z.strictObject({ sample: z.number().int().min(0).nullable() }),
	'stop-chart': z.strictObject({ samples: z.number().int(), lost: z.number().int() }),
	/** First block that will be sent. */
	subscribe: z.strictObject({ first: z.number().int() })
} as const;
/** What each command answers when it was done, by command. */
export type RecorderResults = {
	[C in keyof typeof recorderResults]: z.infer<(typeof recorderResults)[C]>;
};
