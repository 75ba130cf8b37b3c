/**
 * What the law asks about an interview, as events: how the person came here, breaks, requests, answers to questions of
 * law, and rules that somebody took note of or set aside.
 *
 * @module
 */
import { z } from 'zod';
import { breakKinds, measures } from '../law/clocks.ts';
import { factId, factValue } from '../law/fact.ts';

const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
const moment = z.iso.datetime();
const rule = z.string().regex(/^[A-Z]{2}-\d{2}$/);

/** What a person may ask for; a complaint counts as one. */
export const requestKinds = [
	...(['counsel', 'rest', 'water', 'food', 'toilet', 'medicine', 'doctor'] as const),
	...(['own-hand', 'complaint'] as const)
] as const;
/** One of them. */
export type RequestKind = (typeof requestKinds)[number];

/** Event types of the law, with the schema of their data. */
export const lawPayloads = {
	/** Again whenever something in it changes. */
	'custody-recorded': z.strictObject({
		measure: z.enum(measures),
		/** Arrival under a summons or compelled appearance: from here the time limit runs. */
		arrivedAt: moment.nullable(),
		/** Start of detention or arrest. */
		detainedAt: moment.nullable(),
		inDetentionCentre: z.boolean(),
		/** The longer limit was approved, with the measure it needs. */
		extended: z.boolean(),
		/** End of the last summons or compelled appearance before this one; null = there was none. */
		lastSummonsEndedAt: moment.nullable(),
		/** Since detention or arrest an interview was held. */
		firstInterviewDone: z.boolean(),
		/** Longest uninterrupted rest in the 24 h before [h]. */
		longestRestHours: z.number().min(0).max(24),
		/** Null = not known. */
		lastMealAt: moment.nullable(),
		/** Questioning elsewhere in the 24 h before [min]. */
		questionedMinutes: z.number().min(0).max(1440)
	}),
	'break-begun': z.strictObject({ kind: z.enum(breakKinds), note: text(200) }),
	'break-ended': z.strictObject({}),
	'request-recorded': z.strictObject({ kind: z.enum(requestKinds), note: text(400) }),
	'request-met': z.strictObject({
		/** Number of the request's event. */
		request: z.number().int().positive(),
		what: needed(400)
	}),
	/** Answers to the questions of the rules; a fact of both lists is refused. */
	'lawful-facts-recorded': z.strictObject({
		facts: z.array(z.strictObject({ fact: factId, value: factValue })).max(100),
		/** Not known any more. */
		unknown: z.array(factId).max(100)
	}),
	/** Somebody read a warning and says why it goes on. */
	'rule-acknowledged': z.strictObject({ rule, reason: needed(600) }),
	/** A supervisor sets a block aside. */
	'rule-overridden': z.strictObject({ rule, reason: needed(600), secondPerson: needed(80) })
} as const;
