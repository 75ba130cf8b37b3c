/**
 * A question of the list: one test within the session, its items, and what is shown or played with them.
 *
 * In a concealed-information test a question is a detail with its key and foils. In a comparison or a
 * relevant-irrelevant test it is a whole series: one theme whose items are the questions that are read out (R5, C4, …).
 *
 * @module
 */
import { z } from 'zod';

const id = z.string().min(1).max(64);
const shortText = z.string().trim().min(1).max(400);

/**
 * Role of an item. Known to the tester; of a concealed-information test never to a blind scorer.
 *
 * `buffer` stands first and is never scored; `key` and `foil` are details; `item` is one possibility of a searching
 * test, where no key is known; `neutral`, `sacrifice`, `symptomatic`, `comparison`, `relevant` are the types of
 * comparison and relevant-irrelevant tests. The role is never inferred from a label.
 *
 * @source polygraph reference 1.3, 2.1-2.3
 */
export const itemRoles = [
	...(['buffer', 'key', 'foil', 'item'] as const),
	...(['neutral', 'sacrifice', 'symptomatic', 'comparison', 'relevant'] as const)
] as const;
/** One of them. */
export type ItemRole = (typeof itemRoles)[number];

/** A file kept with the session (picture, object photograph, recorded prompt), named by its content. */
export const mediaFile = z.strictObject({
	/** SHA-256 of the bytes, lower-case hex. */
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	bytes: z.number().int().min(1).max(20_000_000),
	/** IANA media type: image/…, audio/…. */
	type: z.string().regex(/^(image|audio)\/[a-z0-9.+-]{1,40}$/),
	name: z.string().trim().min(1).max(200)
});
/** A file kept with the session. */
export type MediaFile = z.infer<typeof mediaFile>;

/** One item: the wording that is read out, its role, and what is shown or played instead of a voice in the room. */
export const questionItem = z.strictObject({
	itemId: id,
	text: shortText,
	role: z.enum(itemRoles),
	/** Label of the field (R5, C4, 1R1): shown and printed only. */
	label: z.string().trim().min(1).max(12).optional(),
	/** Answer the person is asked to give to this item; that of the technique where it is missing. */
	expected: z.enum(['yes', 'no', 'silent']).optional(),
	/** Shown to the person with the item: a picture on the second screen, or an object laid before them. */
	stimulus: z
		.strictObject({
			kind: z.enum(['picture', 'object']),
			description: shortText,
			/** The picture, or a photograph of the object; null = an object without one. */
			file: mediaFile.nullable()
		})
		.optional(),
	/** Played instead of being read out; without a file the workstation's voice speaks the text. */
	prompt: z
		.strictObject({ kind: z.enum(['recorded', 'synthesised']), file: mediaFile.nullable() })
		.optional()
});
/** One item. */
export type QuestionItem = z.infer<typeof questionItem>;

/** One question of the list. */
export const question = z.strictObject({
	questionId: id,
	/** The fact the key item comes from; null where no item is a key. */
	factId: id.nullable(),
	stem: shortText,
	/** What kind of thing every item is, e.g. 藏匿地点; homogeneity is checked against it. Of a series: its issue. */
	category: shortText,
	items: z.array(questionItem).min(3).max(24),
	/** Hypotheses this question bears on. */
	hypothesisIds: z.array(id).max(20).optional()
});
/** One question of the list. */
export type Question = z.infer<typeof question>;
