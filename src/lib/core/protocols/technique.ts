/**
 * The shape of a technique: how the items of a question list are put together, ordered and timed.
 *
 * To add one: protocols/techniques/<id>.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { head, protocolId, source, uniqueBy } from './rules.ts';

/** A number of the protocol with where it comes from. */
const seconds = z.strictObject({ value: z.number().positive().max(3600), source });
const count = z.strictObject({ value: z.number().int().min(0).max(99), source });

/** protocols/techniques/<id>.yaml. */
export const technique = z
	.strictObject({
		...head,
		/** What it can and cannot say. */
		purpose: bilingualText,
		/** Times of a chart [s]. */
		timing: z.strictObject({
			/** Quiet recording between X and the first item. */
			baselineS: seconds,
			/** From onset to onset: the next item is not offered before. */
			minimumIntervalS: seconds,
			/** From onset to onset: the page reminds the examiner. */
			longestIntervalS: seconds,
			/** Quiet recording between the last item and XX. */
			closingS: seconds,
			/** Length of one reading that the page expects. */
			readingS: seconds
		}),
		questions: z.strictObject({
			atLeast: count,
			recommended: count,
			buffers: count,
			keys: count,
			foilsAtLeast: count,
			foilsAtMost: count
		}),
		charts: z.strictObject({ atLeast: count, recommended: count, newOrderEachChart: z.boolean() }),
		/** What the person is asked to answer. */
		answer: z.strictObject({
			expected: z.enum(['yes', 'no', 'silent']),
			instruction: bilingualText,
			source
		}),
		/** Scoring methods by id, the first one is the basis of the conclusion. */
		scoring: z.strictObject({
			methods: z.array(protocolId).min(1),
			/** Upper-tail p at or below which a test says `responds`. */
			respondsAtOrBelow: z.number().gt(0).lt(0.5),
			/** Upper-tail p at or above which it says `does-not-respond`; between them: inconclusive. */
			doesNotRespondAtOrAbove: z.number().gt(0).lt(1),
			source
		}),
		/** What is read to the person, in order. */
		instructions: uniqueBy(z.strictObject({ id: protocolId, text: bilingualText, source }), 'id'),
		/** What every result of this technique has to say about its limits. */
		limits: uniqueBy(z.strictObject({ id: protocolId, text: bilingualText, source }), 'id')
	})
	.refine(({ timing }) => timing.minimumIntervalS.value < timing.longestIntervalS.value, {
		message: 'expected minimumIntervalS below longestIntervalS',
		path: ['timing', 'longestIntervalS']
	})
	.refine(({ scoring }) => scoring.respondsAtOrBelow < scoring.doesNotRespondAtOrAbove, {
		message: 'expected respondsAtOrBelow below doesNotRespondAtOrAbove',
		path: ['scoring', 'doesNotRespondAtOrAbove']
	});
export type Technique = z.infer<typeof technique>;
