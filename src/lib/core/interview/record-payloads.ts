/**
 * The record of an interview as events: corrections, retractions, details and their checks, admissions, the paper
 * record, the evaluation and the seal. The original of anything said always stays.
 *
 * @module
 */
import { z } from 'zod';
import { retractionSteps } from './record-rules.ts';

const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
/** Number of an event in the log of this interview. */
const number = z.number().int().min(1);
const count = (most: number) => z.number().int().min(0).max(most);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Event types of the record, with the schema of their data. */
export const recordPayloads = {
	/** At read-back or later; the original stays. */
	'statement-corrected': z.strictObject({
		statement: number,
		/** What it says now. */
		corrected: needed(8000),
		reason: needed(600),
		/** Whether the correction speaks for the person, against, or neither. */
		effect: z.enum(['for', 'against', 'neither'])
	}),
	/** Somebody takes a statement back. */
	'statement-retracted': z.strictObject({
		/** Interview of the same person it was made in; empty = this one. */
		interview: text(64),
		statement: number,
		inOwnWords: needed(4000),
		/** Reasons given when asked; empty = not asked yet. */
		reasons: text(4000),
		/** Says it was made under force, threat, promise or deception. */
		coercion: z.boolean()
	}),
	'retraction-step-done': z.strictObject({
		retraction: number,
		step: z.enum(retractionSteps),
		/** Who did it, or who was informed. */
		who: needed(200),
		result: needed(2000)
	}),
	/** A detail that can be checked. */
	'detail-recorded': z.strictObject({
		statement: number,
		detail: needed(400),
		/** Whether the person had been told it before. */
		novelty: z.enum(['new', 'disclosed', 'unknown']),
		/** Whom or what to check it with. */
		checkWith: text(200)
	}),
	'detail-checked': z.strictObject({
		/** The event that recorded the detail. */
		detail: number,
		outcome: z.enum(['true', 'false', 'open']),
		checkedBy: needed(120),
		how: needed(600)
	}),
	/** A table without total and without threshold. @source interview reference §6.7 */
	'admission-checked': z.strictObject({
		statement: number,
		scores: z
			.array(
				z.strictObject({
					criterion: needed(8),
					/** null = cannot be told yet. */
					score: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable(),
					basis: text(400)
				})
			)
			.max(40)
	}),
	/** Read-back, signatures on the paper record, and how the person was handed over. */
	'record-read-back': z.strictObject({
		method: z.enum(['read-by-person', 'read-aloud']),
		pages: z.number().int().min(1).max(500),
		/** Pages the person signed or marked. */
		pagesSigned: count(500),
		/** Corrections on paper, each signed or marked. */
		corrections: count(500),
		/** Why pages were not signed; needed when some were not. */
		unsignedReason: text(600),
		interviewersSigned: z.boolean(),
		/** How many copies, for whom. */
		copies: needed(300),
		/** To whom the person was handed over, in what condition. */
		handOver: needed(600),
		nextSteps: needed(1000)
	}),
	/** By the one who leads and by a supervisor. Figures the log has are computed, not typed. */
	'interview-evaluated': z.strictObject({
		rights: z.enum(['complete', 'deviations']),
		/** What deviated and what was done. */
		rightsNote: text(1000),
		/** Questions counted by hand, where nobody rated them. */
		questions: z.strictObject({ open: count(5000), all: count(5000) }).nullable(),
		/** Minutes counted by hand, where nobody rated them. */
		talk: z.strictObject({ interviewee: count(5000), all: count(5000) }).nullable(),
		/** Leading, forced-choice and multiple questions, counted by hand. */
		leading: count(5000).nullable(),
		defences: z.strictObject({ raised: count(500), followedUp: count(500) }),
		complaints: count(500),
		/** What went well, what is done otherwise next time. */
		notes: needed(2000)
	}),
	/** The end of the log. Written by the server alone, when the folder is whole. */
	'interview-sealed': z.strictObject({
		/** Last event the sealed record tells of. */
		upTo: number,
		files: z
			.array(z.strictObject({ path: needed(200), bytes: z.number().int().min(0), sha256: hash }))
			.max(500),
		manifestSha256: hash
	})
} as const;
