/**
 * What the events of steps 1–3 (case psychology, question drafting, pre-test interview) carry.
 *
 * @module
 */
import { z } from 'zod';
import { question } from './question.ts';
import { subjectProfileFields } from './subject-profile.ts';

const id = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(4000);
const shortText = z.string().trim().min(1).max(400);
/** Why something recorded before is being replaced; kept and printed. */
export const reason = z.string().trim().min(4).max(1000);

/** The seven elements 人机车物卡址视: person, machine/phone, vehicle, object, card/account, address, video. */
export const elements = [
	'person',
	'phone',
	'vehicle',
	'object',
	'card',
	'address',
	'video'
] as const;
/** Who may know a fact; `subject-told` = the subject was told or shown it (leakage). */
export const knowers = [
	'perpetrator',
	'investigators',
	'victim',
	'witness',
	'press',
	'public',
	'counsel',
	'other',
	'subject-told'
] as const;

const fact = z.strictObject({
	factId: id,
	text,
	elements: z.array(z.enum(elements)).min(1),
	/** Which record or exhibit it comes from. */
	source: shortText,
	confidence: z.enum(['established', 'probable', 'uncertain']),
	/** How likely someone who was there noticed and remembers it. */
	salience: z.enum(['central', 'peripheral']),
	knownBy: z.array(z.enum(knowers)).min(1),
	/** When and where it happened, in words. */
	time: z.string().max(400).optional(),
	place: z.string().max(400).optional(),
	/** The fact of the case's register it was taken from, and its code there; never changed by a correction. */
	boardFactId: id.optional(),
	boardCode: z
		.string()
		.regex(/^[A-Z][A-Z0-9-]{0,11}$/)
		.optional()
});

const hypothesis = z.strictObject({
	hypothesisId: id,
	statement: text,
	supportedBy: z.array(id),
	contradictedBy: z.array(id),
	/** What finding would refute it. */
	refutedIf: text,
	/** What an interview would have to clear up to decide between it and the others, in words. */
	topics: z.array(shortText).max(20).optional()
});

/** Fitness for testing, asked before the test; each stop rule of the laboratory has a line. */
const fitnessAnswer = z.strictObject({
	ruleId: id,
	answer: z.enum(['yes', 'no', 'unknown']),
	note: z.string().max(1000)
});

export const preparationPayloads = {
	'session-opened': z.strictObject({
		caseId: id,
		/** Pseudonym used in recordings and files; never the name. */
		subjectCode: z.string().regex(/^[A-Z0-9-]{1,32}$/),
		technique: id,
		/** Whether sensors are the built-in virtual instrument; every page and report of it says so. */
		demonstration: z.boolean(),
		/** Name and SHA-256 of every protocol file this session uses. */
		protocols: z.array(
			z.strictObject({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
		)
	}),
	'subject-described': z.strictObject({
		sex: z.enum(['female', 'male', 'unstated']),
		ageYears: z.number().int().min(0).max(120).nullable(),
		language: shortText,
		background: z.string().max(4000),
		relationToCase: z.string().max(4000),
		...subjectProfileFields
	}),
	'fact-recorded': fact,
	'fact-corrected': fact.extend({ reason }),
	'fact-withdrawn': z.strictObject({ factId: id, reason }),
	'hypothesis-recorded': hypothesis,
	'hypothesis-corrected': hypothesis.extend({ reason }),
	'question-drafted': question,
	'question-corrected': question.extend({ reason }),
	'question-withdrawn': z.strictObject({ questionId: id, reason }),
	/** Freezes the list: `sha256` of the canonical JSON of `questions`. A rule warning needs its accepted reason. */
	'question-list-locked': z.strictObject({
		version: z.number().int().min(1),
		sha256: z.string().regex(/^[0-9a-f]{64}$/),
		acceptedWarnings: z.array(z.strictObject({ ruleId: id, questionId: id.nullable(), reason }))
	}),
	'question-list-unlocked': z.strictObject({ reason }),
	'identity-checked': z.strictObject({ method: shortText }),
	/** `points` are ids of the rights and information points in protocols/rules. */
	'rights-explained': z.strictObject({ points: z.array(id).min(1), language: shortText }),
	'consent-recorded': z.strictObject({
		decision: z.enum(['given', 'refused']),
		form: z.enum(['written', 'recorded-oral']),
		understood: z.boolean()
	}),
	/** Stops everything; possible at any time, by anyone who works on the session. */
	'consent-revoked': z.strictObject({ statement: text }),
	'fitness-recorded': z.strictObject({
		answers: z.array(fitnessAnswer).min(1),
		medication: z.string().max(2000),
		fit: z.boolean(),
		note: z.string().max(2000)
	}),
	/** What the subject already knows of each detail and from whom, asked before the test. */
	'prior-knowledge-recorded': z.strictObject({
		entries: z.array(
			z.strictObject({
				questionId: id,
				knows: z.enum(['yes', 'no', 'unclear']),
				fromWhom: z.string().max(1000)
			})
		),
		note: z.string().max(2000)
	}),
	'sensors-checked': z.strictObject({
		device: shortText,
		profile: id,
		channels: z
			.array(
				z.strictObject({
					name: z.string(),
					kind: z.string(),
					quality: z.number().min(0).max(1),
					accepted: z.boolean()
				})
			)
			.min(1),
		accepted: z.boolean(),
		note: z.string().max(1000)
	})
} as const;
