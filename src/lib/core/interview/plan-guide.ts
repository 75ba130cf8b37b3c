/**
 * The schema of protocols/grid/plan.yaml: the order in which somebody is heard, and the words of the framing matrix.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { FRAMING } from './plan-payloads.ts';

const source = z.string().trim().min(3);

/** What stands beside a plan on the page. */
export const planGuide = z.strictObject({
	id: z.literal('grid-plan'),
	version: z.number().int().positive(),
	title: bilingualText,
	source,
	/** Free account, clarify, disclose: a reminder, the same whatever the ratings say. */
	sequence: z
		.array(
			z.strictObject({
				id: z.enum(['account', 'clarify', 'disclose']),
				title: bilingualText,
				text: bilingualText,
				source
			})
		)
		.length(3),
	/** Names of the levels: the source from weak to strong, the content from vague to exact. */
	framing: z.strictObject({
		source,
		sourceStrength: z.array(bilingualText).length(FRAMING.source),
		precision: z.array(bilingualText).length(FRAMING.precision)
	}),
	/** What a role hypothesis is and is not. */
	hypothesis: bilingualText
});
/** The guide of plans. */
export type PlanGuide = z.infer<typeof planGuide>;
