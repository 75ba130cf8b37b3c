/**
 * What the events of the interview after the test carry: details that came up, whether they stood up, and leads.
 * Nothing here holds a result of the test.
 *
 * @module
 */
import { z } from 'zod';

const id = z.string().min(1).max(64);
const shortText = z.string().trim().min(1).max(400);
const longText = z.string().trim().min(1).max(2000);
const reason = z.string().trim().min(4).max(1000);

/** How a detail that came up after the test stands to what the person could know without having been there. */
export type DetailStanding =
	'told' | 'said-before' | 'heard-in-test' | 'others-know' | 'undisclosed' | 'new';

/** A list for a later searching test: every item one possibility, none of them known. */
export const searchProposal = z.strictObject({
	stem: shortText,
	category: shortText,
	items: z.array(shortText).min(3).max(22)
});

/** What a lead comes from: a detail, a statement (both by their id), or an item of a searching test. */
const leadSource = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('detail'), detailId: id }),
	z.strictObject({ kind: z.literal('statement'), clarificationId: id }),
	z.strictObject({ kind: z.literal('search-item'), questionId: id, itemId: id })
]);

/** Event types with the schema of their data. */
export const postTestPayloads = {
	'detail-recorded': z.strictObject({
		detailId: id,
		/** The statement it stands in; null = said outside a question. */
		clarificationId: id.nullable(),
		text: longText,
		/** The fact of the register it matches; null = the register holds nothing of it. */
		factId: id.nullable(),
		checkable: z.boolean(),
		/** Where and by what it can be checked; needed when it can. */
		howToCheck: z.string().max(1000)
	}),
	'detail-checked': z.strictObject({
		detailId: id,
		outcome: z.enum(['found', 'contradicted', 'not-found']),
		/** What was looked at, by whom, and what came of it. */
		how: longText
	}),
	'lead-recorded': z.strictObject({
		leadId: id,
		/** The lead it narrows; null = a first one. */
		parentLeadId: id.nullable(),
		text: longText,
		from: leadSource,
		nextStep: shortText,
		owner: shortText,
		/** Day, YYYY-MM-DD; null = none set. */
		due: z.iso.date().nullable(),
		search: searchProposal.nullable()
	}),
	'lead-closed': z.strictObject({
		leadId: id,
		outcome: z.enum(['found', 'nothing-found', 'given-up']),
		reason
	})
} as const;

/** Optional fields of `clarification-recorded`. */
export const clarificationFields = {
	/** Absent in sessions of before: details cannot name those. */
	clarificationId: id.optional(),
	/** Which open stem of protocols/rules/post-test.yaml it was built on; absent = own words. */
	stemId: z
		.string()
		.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
		.optional()
} as const;

/** Optional fields of `interview-closed`. */
export const closingFields = {
	/** When and how long, in words. */
	breaksTaken: z.string().max(1000).optional(),
	meals: z.string().max(1000).optional(),
	/** Who was in the room, by role or name. */
	present: z.array(shortText).max(20).optional(),
	nextContact: z.string().max(1000).optional(),
	/** A concern for the person's welfare that was passed on; null = there was none. */
	referral: z.strictObject({ to: shortText, concern: longText }).nullable().optional()
} as const;
