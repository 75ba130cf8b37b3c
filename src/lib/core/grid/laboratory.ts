/**
 * The schema of protocols/grid/laboratory.yaml: what a laboratory may make of its own ratings.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText, type BilingualText } from '../text.ts';

/** A value with where it comes from; the page shows both. */
const sourced = <T extends z.ZodType>(value: T) =>
	z.strictObject({ value, source: z.string().min(1) });
const whole = sourced(z.number().int().positive());
const share = sourced(z.number().min(0).max(1));

/** The whole file. */
export const gridLaboratory = z.strictObject({
	id: z.literal('grid-laboratory'),
	version: z.number().int().positive(),
	title: bilingualText,
	source: z.string().min(1),
	/** Segments that two people or more have rated. */
	leastSegments: whole,
	leastPersons: whole,
	/** People who agree on the state of a segment, and coders who must be certified. */
	coders: whole,
	/** Alpha of an indicator from which it has full weight. */
	fullFrom: share,
	/** Alpha from which it counts at all. */
	usedFrom: share,
	/** Alpha of a coder against agreed ratings. */
	certifiedFrom: share,
	certifiedSegments: whole,
	/** Pairs of slices for comparing predictions of what is told next. */
	leastPairs: whole,
	/** Largest share of volunteers without a part who may be placed in the third stage. */
	mostVolunteers: share,
	/** Words no indicator may contain, compared without regard to case. */
	forbidden: z.array(
		z.strictObject({
			id: z.string().min(1),
			reason: bilingualText,
			zh: z.array(z.string().min(1)),
			en: z.array(z.string().min(1))
		})
	)
});
/** What a laboratory may do with the grid. */
export type GridLaboratory = z.infer<typeof gridLaboratory>;

/** Forbidden words in a text, each with the reason in English. */
export function forbiddenIn(
	{ zh, en }: BilingualText,
	{ forbidden }: Pick<GridLaboratory, 'forbidden'>
): { readonly word: string; readonly reason: string }[] {
	const lower = en.toLowerCase();
	return forbidden.flatMap((rule) =>
		[
			...rule.zh.filter((word) => zh.includes(word)),
			...rule.en.filter((word) => lower.includes(word.toLowerCase()))
		].map((word) => ({ word, reason: rule.reason.en }))
	);
}
