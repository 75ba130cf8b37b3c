/**
 * The schema of protocols/scoring/scoring-procedure.yaml: how people score charts and what counts as agreement.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { scaleIds } from './sheet.ts';

const source = z.string().trim().min(3);
/** A value with where it comes from; inside the program only the value is kept. */
const sourced = <T>(value: z.ZodType<T>) =>
	z.strictObject({ value, source }).transform((given) => (given as { value: T }).value);

/** Three ascending limits, for positions 1, 2 and 3. */
const limits = (least: number) =>
	sourced(
		z
			.tuple([z.number().gt(least), z.number(), z.number()])
			.refine(([one, two, three]) => one < two && two < three, 'expected ascending limits')
	);

/** The whole file. */
export const scoringProcedure = z.strictObject({
	id: z.literal('scoring-procedure'),
	title: bilingualText,
	source,
	/** Positions a person can give. */
	scale: sourced(z.enum(scaleIds)),
	/** Whether a scorer sees values, automatic positions and scores only after sealing their own sheet. */
	automaticHidden: sourced(z.boolean()),
	/** Limits of the automatic sheet: ratios to the other items; for the heart rate differences [bpm]. */
	thresholds: z.strictObject({
		'scr-amplitude': limits(1),
		'line-length': limits(1),
		'heart-rate-change': limits(0)
	}),
	agreement: z.strictObject({
		/** Below this two sheets do not agree, even when they come to the same outcome. */
		leastWeightedKappa: sourced(z.number().min(-1).max(1)),
		/** Method each sheet alone is scored with. */
		method: sourced(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/))
	})
});
export type ScoringProcedure = z.infer<typeof scoringProcedure>;
