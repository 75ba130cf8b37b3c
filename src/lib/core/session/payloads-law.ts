/**
 * What the law asks of a test session, as events: answers, how the person came and what they had of rest, breaks, and
 * rules that were noted, set aside or logged.
 *
 * @module
 */
import { z } from 'zod';
import { breakKinds, measures } from '../law/clocks.ts';
import { factId, factValue } from '../law/fact.ts';
import { lawMoments } from '../law/rule.ts';
import { reason } from './payloads-preparation.ts';

const moment = z.iso.datetime();
const ruleId = z.string().regex(/^[A-Z]{2}-\d{2}$/);
/** Fingerprints of the wording that was judged, see `texts/free-text.ts`; only of rules about texts. */
const texts = z
	.array(z.string().regex(/^[0-9a-f]{64}$/))
	.min(1)
	.max(200)
	.optional();

export const sessionLawPayloads = {
	/** Answers to questions of the rules; a fact of both lists is refused. */
	'law-answered': z.strictObject({
		facts: z.array(z.strictObject({ fact: factId, value: factValue })).max(100),
		/** Not known any more. */
		unknown: z.array(factId).max(100)
	}),
	/** Again whenever something in it changes. Null = there is none, or it is not known. */
	'law-times-recorded': z.strictObject({
		measure: z.enum(measures),
		/** Arrival under a summons or compelled appearance: from here the time limit runs. */
		arrivedAt: moment.nullable(),
		/** The longer limit was approved, with the measure it needs. */
		extended: z.boolean(),
		/** Longest uninterrupted rest in the 24 h before [h]. */
		longestRestHours: z.number().min(0).max(24),
		lastMealAt: moment.nullable(),
		/** Questioning in the 24 h before [min]. */
		questionedMinutes: z.number().min(0).max(1440),
		/** When questioning before the test ended. */
		questionedUntil: moment.nullable()
	}),
	'rest-begun': z.strictObject({ kind: z.enum(breakKinds), note: z.string().max(200) }),
	'rest-ended': z.strictObject({}),
	/** A warning was read, and why it goes on. */
	'law-noted': z.strictObject({ ruleId, reason, texts }),
	/** A supervisor sets a block aside; `basis` = provision, approval or document it rests on. */
	'law-overridden': z.strictObject({
		ruleId,
		reason,
		basis: z.string().trim().min(1).max(400),
		texts
	}),
	/** A rule that only keeps a record spoke at a moment; written by the server. */
	'law-logged': z.strictObject({ ruleId, moment: z.enum(lawMoments) })
} as const;
