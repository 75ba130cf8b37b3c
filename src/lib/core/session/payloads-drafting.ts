/**
 * What the events carry that try a question list before it is locked: a panel of people who know nothing of the case,
 * and the blind review by somebody who did not draft it.
 *
 * @module
 */
import { z } from 'zod';
import { reason } from './payloads-preparation.ts';

const id = z.string().min(1).max(64);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const remark = z.string().max(2000);

/** How a review ended: the list may be locked as it is, or not. */
export const reviewVerdicts = ['accepted', 'changes-needed'] as const;

/** What a reviewer says of one question. */
export const reviewAnswer = z.strictObject({
	questionId: id,
	/** The item taken for the true one; null = none stood out. */
	guess: id.nullable(),
	/** Items that do not fit the others, or would not be understood. */
	odd: z.array(id).max(24),
	remark
});
/** What a reviewer says of one question. */
export type ReviewAnswer = z.infer<typeof reviewAnswer>;

export const draftingPayloads = {
	/** People who know nothing of the case chose the item they took for the true one, each once. */
	'panel-recorded': z.strictObject({
		panelId: id,
		questionId: id,
		/** SHA-256 of the words they saw, see `wordingHash`. */
		wordingSha256: sha256,
		/** How many chose each item, the buffer left out, shape [items]. */
		choices: z
			.array(z.strictObject({ itemId: id, count: z.number().int().min(0).max(500) }))
			.min(2),
		/** Who they were, in words without names. */
		people: z.string().trim().min(1).max(1000),
		/** Smallest panel the laboratory asked for then. */
		peopleAtLeast: z.number().int().min(1).max(500)
	}),
	'panel-withdrawn': z.strictObject({ panelId: id, reason }),
	/** The id of the event is that of the task. */
	'review-requested': z.strictObject({ task: id, reviewerId: id }),
	'review-withdrawn': z.strictObject({ task: id, reason }),
	'list-reviewed': z.strictObject({
		task: id,
		/** The list that was seen, see `questionListHash`. */
		sha256,
		answers: z.array(reviewAnswer).min(1).max(60),
		verdict: z.enum(reviewVerdicts),
		remark
	}),
	/** The list is accepted without a review that says so, where the procedure leaves that to this role. */
	'review-waived': z.strictObject({ sha256, reason })
} as const;
