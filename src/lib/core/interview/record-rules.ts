/**
 * The schema of protocols/grid/record.yaml: what an admission is checked for, and what is done about a retraction.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';

/** What is done when somebody takes a statement back; the last only when they say they were coerced. */
export const retractionSteps = ['reasons', 'methods', 'counsel', 'supervisor', 'referred'] as const;
/** One of them. */
export type RetractionStep = (typeof retractionSteps)[number];

const step = z.strictObject({ id: z.enum(retractionSteps), text: bilingualText });

/** One thing an admission is checked for, 0…2. */
const criterion = z.strictObject({
	id: z.string().regex(/^[a-z]$/),
	text: bilingualText,
	/** What 0, 1 and 2 mean. */
	levels: z.tuple([bilingualText, bilingualText, bilingualText]),
	/** Which scores raise the banner: none, 1 and 2, or 0 and 1. */
	flagged: z.enum(['none', 'from-1', 'below-2'])
});

/** The file. */
export const recordRules = z
	.strictObject({
		id: z.literal('grid-record'),
		version: z.number().int().positive(),
		title: bilingualText,
		source: z.string().min(1),
		admission: z.strictObject({
			notice: bilingualText,
			banner: bilingualText,
			criteria: z.array(criterion).min(1)
		}),
		retraction: z.strictObject({
			notice: bilingualText,
			stop: bilingualText,
			steps: z.array(step)
		})
	})
	.superRefine(({ admission: { criteria }, retraction: { steps } }, context) => {
		const ids = criteria.map(({ id }) => id);
		if (new Set(ids).size !== ids.length)
			context.addIssue({
				...{ code: 'custom', path: ['admission', 'criteria'] },
				message: 'expected each id once'
			});
		if (steps.map(({ id }) => id).join() !== retractionSteps.join())
			context.addIssue({
				...{ code: 'custom', path: ['retraction', 'steps'] },
				message: `expected the steps ${retractionSteps.join(', ')}, in this order`
			});
	});
/** What an admission is checked for, and what is done about a retraction. */
export type RecordRules = z.infer<typeof recordRules>;
/** One thing an admission is checked for. */
export type AdmissionCriterion = RecordRules['admission']['criteria'][number];
