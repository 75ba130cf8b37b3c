/**
 * Events of coding a recording: which file it is, what was seen at which moment of it, and who looked at results.
 *
 * @module
 */
import { z } from 'zod';

const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Time of an interview: seconds since it was opened; below 0 where the recorder ran before that. */
export const interviewSeconds = z.number().min(-86_400).max(864_000);

/** Event types of coding with the schema of their data. */
export const codingPayloads = {
	/**
	 * The file that is coded. It stays where the recording system keeps it: nothing of it comes here but this.
	 */
	'recording-named': z.strictObject({
		sha256,
		bytes: z.number().int().positive(),
		name: needed(200),
		/** As the player reads it [s]. */
		durationS: z.number().positive().max(864_000),
		/** Time of the interview at the file's zero [s]. */
		offsetS: interviewSeconds,
		/** Time of the interview at which the first slice begins, after the neutral talk [s]. */
		firstSliceS: interviewSeconds,
		/** Number written on the recording; must be the one recorded with rights and fitness. */
		reference: needed(120)
	}),
	/** Something seen or heard at a moment of the recording. */
	'behaviour-marked': z.strictObject({
		/** Of the file the coder has open. */
		sha256,
		/** An indicator, a safeguard sign or an item of the interviewers' conduct. */
		item: needed(40),
		/** null = could not be seen here. */
		value: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.null()]),
		/** Time of the interview [s]. */
		atS: interviewSeconds,
		/** Its end [s]; null = a moment. Needed where the length is what is rated. */
		untilS: interviewSeconds.nullable(),
		note: text(400),
		/** What else it may mean; needed with a 3. */
		alternative: text(400)
	}),
	/** Of the coder's own marks only. */
	'behaviour-mark-withdrawn': z.strictObject({
		/** Id of the event that made it. */
		mark: needed(64),
		reason: needed(400)
	}),
	/** Somebody looks at what others rated without rating it first: these slices are no longer theirs to rate. */
	'results-opened': z.strictObject({})
} as const;
