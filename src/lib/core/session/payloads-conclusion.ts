/**
 * What the events of steps 5 and 6 (chart analysis, post-test interview) and those of every step carry.
 *
 * @module
 */
import { z } from 'zod';
import { reason } from './payloads-preparation.ts';

const id = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(8000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Steps of the procedure, in order. Ids of protocols/procedure/six-step.yaml. */
export const stepIds = [
	'case-psychology',
	'question-drafting',
	'pre-test-interview',
	'formal-test',
	'chart-analysis',
	'post-test-interview'
] as const;
/** Id of a step. */
export type StepId = (typeof stepIds)[number];

/** The only three things a test can say about a detail. */
export const outcomes = ['responds', 'does-not-respond', 'inconclusive'] as const;

const measurement = z.strictObject({
	chart: z.number().int(),
	presentation: z.number().int(),
	questionId: id,
	itemId: id,
	channel: z.string(),
	feature: z.string(),
	/** In the channel's unit; null = not scorable. */
	value: z.number().nullable(),
	/** 0 worst … 1 best. */
	quality: z.number().min(0).max(1),
	/** Why it is not scorable; empty when it is. */
	exclusion: z.string()
});

const methodScore = z.strictObject({
	method: id,
	channel: z.string(),
	statistic: z.number(),
	p: z.number().min(0).max(1),
	pKind: z.enum(['exact', 'monte-carlo']),
	perQuestion: z.array(z.strictObject({ questionId: id, value: z.number().nullable() })),
	sentence: z.strictObject({ zh: z.string(), en: z.string() })
});

export const conclusionPayloads = {
	'chart-measured': z.strictObject({ software: z.string(), measurements: z.array(measurement) }),
	'measurement-excluded': z.strictObject({
		chart: z.number().int(),
		presentation: z.number().int(),
		channel: z.string(),
		reason
	}),
	'score-recorded': z.strictObject({ software: z.string(), scores: z.array(methodScore).min(1) }),
	'conclusion-recorded': z.strictObject({
		outcome: z.enum(outcomes),
		/** What the outcome rests on: the method and its exact p. */
		basis: z.strictObject({ method: id, channel: z.string(), p: z.number() }),
		limits: text,
		alternatives: text
	}),
	'clarification-recorded': z.strictObject({
		topic: z.string().trim().min(1).max(400),
		question: z.string().trim().min(1).max(2000),
		statement: text,
		/** New checkable details and the facts they touch. */
		factIds: z.array(id)
	}),
	'interview-closed': z.strictObject({
		recordingReference: z.string().trim().min(1).max(400),
		breaksOffered: z.boolean(),
		complaints: z.string().max(4000),
		welfare: z.string().trim().min(1).max(4000)
	}),
	'step-completed': z.strictObject({ step: z.enum(stepIds) }),
	'step-reopened': z.strictObject({ step: z.enum(stepIds), reason }),
	'note-added': z.strictObject({ text }),
	'session-abandoned': z.strictObject({ reason }),
	/** Last event: nothing can follow. `root` = hash of the previous event; `manifest` = SHA-256 of the file list. */
	'session-sealed': z.strictObject({
		files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int(), sha256 })),
		manifestSha256: sha256
	})
} as const;
