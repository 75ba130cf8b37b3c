/**
 * What the events of step 6 (post-test interview) and those of every step carry.
 *
 * @module
 */
import { z } from 'zod';
import { clarificationFields, closingFields } from './payloads-post-test.ts';
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

export const conclusionPayloads = {
	'clarification-recorded': z.strictObject({
		topic: z.string().trim().min(1).max(400),
		question: z.string().trim().min(1).max(2000),
		statement: text,
		/** New checkable details and the facts they touch. */
		factIds: z.array(id),
		...clarificationFields
	}),
	'interview-closed': z.strictObject({
		recordingReference: z.string().trim().min(1).max(400),
		breaksOffered: z.boolean(),
		complaints: z.string().max(4000),
		welfare: z.string().trim().min(1).max(4000),
		...closingFields
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
