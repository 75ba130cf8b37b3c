/**
 * The schema of protocols/rules/*-items.yaml: what the question list of a kind of technique is checked for.
 *
 * @module
 */
import { z } from 'zod';
import { techniqueKinds } from '../protocols/technique.ts';
import { knowers } from '../session/payloads-preparation.ts';
import { itemRoles } from '../session/question.ts';
import { bilingualText } from '../text.ts';
import { ruleCount as count, ruleHead as rule, ruleRoles, ruleWords } from './rule-head.ts';
import { techniqueRules } from './technique-rule-schema.ts';

/** One rule; `check` chooses what is looked at, the other fields are its parameters. */
export const itemRule = z.discriminatedUnion('check', [
	/** Items of a role in a question. {found}, {least}, {most} */
	z.strictObject({
		...rule,
		check: z.literal('role-count'),
		role: z.enum(itemRoles),
		least: count,
		most: count
	}),
	/** Questions in the list. {found}, {least}, {p}: probability by chance that every key draws the largest response */
	z.strictObject({ ...rule, check: z.literal('question-count'), least: count }),
	/** The fact behind the key is not recorded (or withdrawn). */
	z.strictObject({ ...rule, check: z.literal('fact-missing') }),
	/** Nobody of this kind knows the fact behind the key. */
	z.strictObject({ ...rule, check: z.literal('fact-unknown-to'), knower: z.enum(knowers) }),
	/** Someone of these kinds knows the fact behind the key. */
	z.strictObject({ ...rule, check: z.literal('fact-known-to'), knowers: z.array(z.enum(knowers)) }),
	/** The fact behind the key is less established or salient than it should be. */
	z.strictObject({
		...rule,
		check: z.literal('fact-quality'),
		confidence: z.array(z.enum(['established', 'probable', 'uncertain'])),
		salience: z.array(z.enum(['central', 'peripheral']))
	}),
	/** What the subject said before the test about knowing the detail. */
	z.strictObject({
		...rule,
		check: z.literal('prior-knowledge'),
		knows: z.array(z.enum(['yes', 'no', 'unclear']))
	}),
	/** Longest and shortest item differ too much. Chinese: characters, otherwise words. {shortest}, {longest} */
	z.strictObject({
		...rule,
		check: z.literal('length-spread'),
		characters: count,
		words: count
	}),
	/** The key alone is the longest or shortest by at least this much. {key}, {nearest} */
	z.strictObject({ ...rule, check: z.literal('key-outlier'), characters: count, words: count }),
	/** Two items of a question read the same. {item} */
	z.strictObject({ ...rule, check: z.literal('duplicate-item') }),
	/** Some items are Chinese and some are not. */
	z.strictObject({ ...rule, check: z.literal('mixed-scripts') }),
	/** A foil occurs in a recorded fact. {item}, {fact}. Texts shorter than `shortest` signs are not compared. */
	z.strictObject({ ...rule, check: z.literal('foil-in-fact'), shortest: count }),
	/** The key of one question occurs in another. {item}, {other} */
	z.strictObject({ ...rule, check: z.literal('key-elsewhere'), shortest: count }),
	/** The key occurs in its own stem. {item} */
	z.strictObject({ ...rule, check: z.literal('key-in-stem'), shortest: count }),
	/** A stem or item contains one of these words. {word}. With `roles`: only items of these roles. */
	z.strictObject({
		...rule,
		check: z.literal('forbidden-word'),
		words: ruleWords,
		roles: ruleRoles.optional()
	}),
	...techniqueRules
]);
export type ItemRule = z.infer<typeof itemRule>;
/** The rule of one check. */
export type RuleOf<C extends ItemRule['check']> = Extract<ItemRule, { check: C }>;

/** The whole file. */
export const itemRules = z
	.strictObject({
		id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
		title: bilingualText,
		/** The kinds of technique whose lists are checked. */
		techniques: z.array(z.enum(techniqueKinds)).min(1).default(['recognition']),
		rules: z.array(itemRule).min(1)
	})
	.refine(({ rules }) => new Set(rules.map((r) => r.ruleId)).size === rules.length, {
		message: 'rule ids are not unique'
	});
export type ItemRules = z.infer<typeof itemRules>;
