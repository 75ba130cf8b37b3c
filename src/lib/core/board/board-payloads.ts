/**
 * What the events of a case's board carry.
 *
 * @module
 */
import { z } from 'zod';
import {
	EXPOSURE_CHANNELS,
	FACT_ELEMENTS,
	FACT_USES,
	KNOWLEDGE_SOURCES,
	ORDER_CONSTRAINTS,
	SOURCE_STRENGTHS,
	STATEMENT_CODES,
	USE_STAGES
} from './fact.ts';

const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const subject = needed(40);
const account = needed(80);
const time = z.iso.datetime();

const factWords = {
	element: z.enum(FACT_ELEMENTS),
	text: needed(600),
	category: text(200),
	sourceStrength: z.enum(SOURCE_STRENGTHS),
	source: needed(300),
	sourceSubject: subject.nullable(),
	exculpatory: z.boolean(),
	time: text(120),
	place: text(120),
	confidence: z.enum(['high', 'medium', 'low'])
};

/** Event types of a board with the schema of their data. */
export const boardPayloads = {
	'fact-registered': z.strictObject({
		factId: id,
		code: z.string().regex(/^[A-Z][A-Z0-9-]{0,11}$/),
		...factWords
	}),
	'fact-revised': z.strictObject({ factId: id, ...factWords, reason: needed(300) }),
	'fact-verified': z.strictObject({ factId: id, how: needed(300) }),
	'fact-use-set': z.strictObject({
		factId: id,
		use: z.enum(FACT_USES),
		stage: z.enum(USE_STAGES),
		/** Subjects who saw or heard it by this; needed with `shown` and `disclosed`. */
		persons: z.array(subject).max(40),
		reason: needed(300)
	}),
	'exposure-recorded': z.strictObject({
		factId: id,
		person: account,
		kind: z.enum(['subject', 'interviewer']),
		channel: z.enum(EXPOSURE_CHANNELS),
		strength: z.number().min(0).max(1),
		at: time.nullable(),
		basis: needed(400)
	}),
	'contact-recorded': z.strictObject({
		subjects: z.tuple([subject, subject]),
		from: time,
		minutes: z.number().min(0).max(1_000_000),
		where: needed(120)
	}),
	'compartment-set': z.strictObject({
		subject,
		/** Empty = only the leads. */
		interviewers: z.array(account).max(40),
		reason: needed(300)
	}),
	'leads-set': z.strictObject({ interviewers: z.array(account).max(40), reason: needed(300) }),
	'cross-disclosure-requested': z.strictObject({
		requestId: id,
		sourceSubject: subject,
		toSubject: subject,
		factIds: z.array(id).max(20),
		/** Exactly what will be said. */
		text: needed(600),
		truth: needed(400),
		necessity: needed(400),
		minimality: needed(400)
	}),
	'cross-disclosure-approved': z.strictObject({ requestId: id, reason: needed(400) }),
	'cross-disclosure-refused': z.strictObject({ requestId: id, reason: needed(400) }),
	'statement-coded': z.strictObject({
		interviewId: needed(64),
		/** Number of the `statement-recorded` event. */
		statementSeq: z.number().int().min(1),
		subject,
		saidAt: time,
		factId: id,
		code: z.enum(STATEMENT_CODES),
		knowledge: z.enum(KNOWLEDGE_SOURCES),
		/** As they stand in the statement. */
		ownWords: text(1000),
		ledToFind: z.boolean()
	}),
	'defence-recorded': z.strictObject({
		...{ defenceId: id, subject, text: needed(600), check: needed(400), owner: needed(80) }
	}),
	'defence-checked': z.strictObject({ defenceId: id, outcome: needed(600) }),
	'clarification-set': z.strictObject({
		key: needed(200),
		question: needed(400),
		owner: needed(80)
	}),
	'clarification-settled': z.strictObject({ key: needed(200), how: needed(600) }),
	'next-step-set': z.strictObject({ subject, text: text(400) }),
	'order-planned': z.strictObject({
		entries: z
			.array(
				z.strictObject({
					subject,
					constraints: z.partialRecord(z.enum(ORDER_CONSTRAINTS), z.enum(['hold', 'due'])),
					/** Any name comes this far, so that a forbidden one is refused with its reason. */
					inputs: z.record(z.string().max(40), z.number().min(0).max(1)),
					basis: needed(400)
				})
			)
			.max(40)
	})
} as const;
