/**
 * The schema of protocols/scoring/comparison-measures.yaml: windows of the features that comparison and
 * relevant-irrelevant tests are scored by. Filters, quality limits and artifacts are those of cit-measures.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../../text.ts';
import { sourced } from './sourced.ts';

const seconds = sourced.pipe(z.number().min(0));
const positive = sourced.pipe(z.number().positive());

/** The whole file. Times in seconds from the onset of the question unless said otherwise. */
export const comparisonMeasures = z.strictObject({
	id: z.literal('comparison-measures'),
	title: bilingualText,
	source: z.string().min(1),
	/** Rise of skin conductance and of the cardio baseline: see `RiseWindows`. */
	rise: z.strictObject({
		latencyS: seconds,
		/** After the answer. */
		onsetAfterAnswerS: positive,
		evaluationS: positive,
		lateOnsetS: positive,
		extraS: seconds,
		rippleS: positive,
		inflectionAfterS: seconds
	}),
	lineExcursion: z.strictObject({
		evaluationS: positive,
		/** Length of the sliding window. */
		windowS: positive,
		/** Left out before and after the answer. */
		answerS: seconds
	}),
	/** Mean pulse height before the question over that in the window after it. */
	pulseRatio: z.strictObject({ beforeS: positive, fromS: seconds, toS: positive })
});
export type ComparisonMeasures = z.infer<typeof comparisonMeasures>;
