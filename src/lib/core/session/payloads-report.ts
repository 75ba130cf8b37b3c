/**
 * What the events of the written report (心理测试意见书) carry: what is typed for it, each version that was issued, and
 * who signed which version.
 *
 * @module
 */
import { z } from 'zod';

const id = z.string().min(1).max(64);
const line = z.string().trim().min(1).max(400);
const text = z.string().trim().min(1).max(8000);
const noted = z.string().trim().max(8000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** As whom a report is signed. */
export const signers = ['tester', 'reviewer'] as const;
/** One of them. */
export type Signer = (typeof signers)[number];

/** What nobody can read from the log. Drafting anew replaces all of it; what stood before stays in the log. */
export const reportDraft = z.strictObject({
	/** The laboratory's own number of the report. */
	reportNumber: z.string().trim().min(1).max(80),
	/** Who asked for the test. */
	requestingUnit: line,
	/** Day of the request, ISO 8601; empty = not known. */
	requestDate: z.union([z.literal(''), z.iso.date()]),
	/** What is to be examined. */
	referralQuestion: text,
	caseSummary: text,
	/** Place and conditions of the room. */
	environment: text,
	/** Examiner, assistant, keeper of the record, by name. */
	staff: text,
	/** What was talked about before the test. */
	preTestTalk: text,
	/** Where sound and picture are kept, one a line; empty = none. */
	recordings: noted,
	remarks: noted
});
/** What is typed for a report. */
export type ReportDraft = z.infer<typeof reportDraft>;

export const reportPayloads = {
	'report-drafted': reportDraft,
	/** The content itself is kept by its hash; with these figures anyone makes it again from the log. */
	'report-issued': z.strictObject({
		/** 1, 2, 3 … */
		version: z.number().int().min(1).max(999),
		/** SHA-256 of the canonical JSON of the issued content, in all languages together. */
		sha256,
		/** The last event the report tells of. */
		basis: z.strictObject({ seq: z.number().int().min(1), hash: sha256 }),
		case: z.strictObject({ number: z.string().max(200), title: z.string().max(1000) }),
		/** What those in the log are called. */
		names: z.array(z.strictObject({ id, name: z.string().max(200) })).max(500),
		software: z.string().min(1).max(200)
	}),
	/** Signed after the password was given again. */
	'report-signed': z.strictObject({
		version: z.number().int().min(1).max(999),
		sha256,
		as: z.enum(signers),
		name: z.string().trim().min(1).max(200),
		/** Whether a code of the authenticator was asked too. */
		secondFactor: z.boolean()
	})
} as const;
