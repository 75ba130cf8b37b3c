/**
 * What the events about facts, their uses, who was told of them, and hypotheses carry (step 1; disclosures in any step).
 *
 * @module
 */
import { z } from 'zod';

const id = z.string().min(1).max(64);
const shortText = z.string().trim().min(1).max(400);
/** Why something recorded before is being replaced; kept and printed. */
const reason = z.string().trim().min(4).max(1000);

/** What a fact may be kept for within a session, one at a time; `free` = for nothing. */
export const sessionUses = [
	'free',
	'test-item',
	'hold-back',
	'identification',
	'disclosure'
] as const;
/** What a fact is kept for. */
export type SessionUse = (typeof sessionUses)[number];

/** To whom a fact can be told. */
export const recipients = [
	'subject',
	'counsel',
	'victim',
	'witness',
	'press',
	'public',
	'other'
] as const;
/** To whom a fact was told. */
export type Recipient = (typeof recipients)[number];

/** How much of a fact came through. */
export const extents = ['whole', 'part', 'hint', 'unknown'] as const;

const disclosure = z.strictObject({
	disclosureId: id,
	factId: id,
	to: z.enum(recipients),
	/** Who exactly, and who else was there; for the subject the code is enough. */
	toWhom: z.string().max(400),
	/** ISO 8601 UTC; null = not known. */
	when: z.iso.datetime().nullable(),
	/** Who told it: the person or the body. */
	by: shortText,
	/** In which way: words, a document, a picture, a report in the press. */
	how: shortText,
	extent: z.enum(extents)
});

/** Event types with the schema of their data. */
export const casePayloads = {
	'fact-use-set': z.strictObject({ factId: id, use: z.enum(sessionUses), reason }),
	'disclosure-recorded': disclosure,
	'disclosure-corrected': disclosure.extend({ reason }),
	/** It was a mistake: nobody was told. */
	'disclosure-withdrawn': z.strictObject({ disclosureId: id, reason }),
	'hypothesis-state-set': z.strictObject({
		hypothesisId: id,
		state: z.enum(['open', 'weakened', 'refuted']),
		/** The fact that weakens or refutes it; needed with `refuted`. */
		factId: id.nullable(),
		reason
	})
} as const;
