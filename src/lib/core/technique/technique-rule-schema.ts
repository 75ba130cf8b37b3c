/**
 * The checks that ask for the technique: sequence, labels, wording of single questions, places of a list, the panel.
 *
 * @module
 */
import { z } from 'zod';
import { itemRoles } from '../session/question.ts';
import { bilingualText } from '../text.ts';
import { ruleCount, ruleHead, ruleRoles, ruleWords } from './rule-head.ts';

const answers = z.partialRecord(z.enum(itemRoles), z.enum(['yes', 'no', 'silent']));

/** All of them, for the union of item-rule-schema.ts. */
export const techniqueRules = [
	/** Questions or series of the technique. {found}, {least}, {most} */
	z.strictObject({ ...ruleHead, check: z.literal('technique-count') }),
	/** Questions of each role that the sequence has places for. {role}, {found}, {least}, {most}. Fix: adds one of `templates`. */
	z.strictObject({
		...ruleHead,
		check: z.literal('sequence-fit'),
		/** Wordings that may be added where a role is short. */
		templates: z.partialRecord(z.enum(itemRoles), z.array(bilingualText).min(1))
	}),
	/** The list does not stand in the order of the sequence. {sequence}. Fix: reordered. */
	z.strictObject({ ...ruleHead, check: z.literal('sequence-order') }),
	/** A relevant question without a comparison question within this many places. {label}, {within} */
	z.strictObject({ ...ruleHead, check: z.literal('pairing'), within: z.number().int().min(1) }),
	/** A question without a label, or with that of another. {label}. Fix: the label of its place. */
	z.strictObject({ ...ruleHead, check: z.literal('label-unique') }),
	/** A label with R or C on a question of another role. {label}, {role}. Fix: the label of its place. */
	z.strictObject({ ...ruleHead, check: z.literal('label-role') }),
	/** The letter O beside a digit of a label. {label}. Fix: a zero. */
	z.strictObject({ ...ruleHead, check: z.literal('letter-for-zero') }),
	/** Not answerable with yes or no: none of `asks`, or one of `open`. {item}. Roles: those looked at. */
	z.strictObject({
		...ruleHead,
		check: z.literal('yes-or-no'),
		roles: ruleRoles,
		asks: ruleWords,
		open: ruleWords
	}),
	/** None of these words occurs. {item}. With `comparisons`: only where the technique uses such questions. */
	z.strictObject({
		...ruleHead,
		check: z.literal('words-missing'),
		roles: ruleRoles,
		words: ruleWords,
		comparisons: z.enum(['probable-lie', 'directed-lie']).optional()
	}),
	/** Longer than this. {length}, {most} */
	z.strictObject({
		...ruleHead,
		check: z.literal('too-long'),
		roles: ruleRoles,
		characters: ruleCount,
		words: ruleCount
	}),
	/** No answer is agreed. {item}. Fix: the answer given here for its role. */
	z.strictObject({ ...ruleHead, check: z.literal('answer-stated'), answers }),
	/** The technique has directed comparison questions and nothing that tells the person so. */
	z.strictObject({
		...ruleHead,
		check: z.literal('directed-instruction'),
		/** Id among the instructions of the technique. */
		instruction: z.string().min(1)
	}),
	/** The last item is not “anything else”. Fix: moved there, or added. */
	z.strictObject({
		...ruleHead,
		check: z.literal('anything-else'),
		words: ruleWords,
		template: bilingualText
	}),
	/** The key stands outside the middle third of the places. {place}, {places}. Fix: moved to the middle. */
	z.strictObject({ ...ruleHead, check: z.literal('key-in-middle') }),
	/** Buffers do not stand at both ends as the technique says. {leading}, {trailing}. Fix: moved there. */
	z.strictObject({ ...ruleHead, check: z.literal('buffers-around') }),
	/** Some items have digits, or are questions, and some are not. */
	z.strictObject({ ...ruleHead, check: z.literal('mixed-form') }),
	/** Punctuation at the end of an item. {item}. Fix: without it. */
	z.strictObject({ ...ruleHead, check: z.literal('untidy-end') }),
	/** A word of a key occurs in another question. {item}, {word}, {other}. Shorter words are not compared. */
	z.strictObject({
		...ruleHead,
		check: z.literal('key-word-elsewhere'),
		characters: ruleCount,
		letters: ruleCount
	}),
	/** People who know nothing chose the key more often than chance. {item}, {count}, {people}, {p} */
	z.strictObject({
		...ruleHead,
		check: z.literal('panel-choice'),
		/** Upper-tail probability at or below which the rule does not hold. */
		alpha: z.number().gt(0).lt(0.5)
	})
] as const;
