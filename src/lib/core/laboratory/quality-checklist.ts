/**
 * What a reviewer checks of a finished test: protocols/rules/quality-review.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';

/** What the record itself says about an item; see review-facts.ts. */
export const REVIEW_FACTS = [
	...(['identity', 'rights', 'consent', 'ended', 'fitness', 'interview', 'questions'] as const),
	...(['prior-knowledge', 'charts', 'lost', 'gaps', 'sensors', 'profile'] as const),
	...(['instrument', 'self-test'] as const),
	...(['presentations', 'voided', 'unanswered', 'artifacts', 'exclusions', 'overrides'] as const),
	...(['sheets', 'agreement', 'settled', 'conclusion', 'limits', 'alternatives'] as const),
	...(['steps', 'reopened'] as const)
] as const;
/** Name of a fact. */
export type ReviewFactId = (typeof REVIEW_FACTS)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const source = z.string().trim().min(3);

/** The shape of the file. */
export const qualityChecklist = z
	.strictObject({
		id: z.literal('quality-review'),
		title: bilingualText,
		source,
		sections: z
			.array(
				z.strictObject({
					id,
					title: bilingualText,
					items: z
						.array(
							z.strictObject({
								...{ id, text: bilingualText, source },
								facts: z.array(z.enum(REVIEW_FACTS)).default(() => [])
							})
						)
						.min(1)
				})
			)
			.min(1)
	})
	.refine(({ sections }) => {
		const ids = sections.flatMap(({ items }) => items.map((item) => item.id));
		return new Set(ids).size === ids.length && ids.length <= 60;
	}, 'expected at most 60 items of different ids');
/** The checklist of a laboratory. */
export type QualityChecklist = z.infer<typeof qualityChecklist>;

/** Ids of all items, in order. */
export function checklistItems({ sections }: QualityChecklist): string[] {
	return sections.flatMap(({ items }) => items.map(({ id: item }) => item));
}
