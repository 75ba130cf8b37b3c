/**
 * What the server answers about the laboratory to a page.
 *
 * @module
 */
import { z } from 'zod';
import { laboratoryPayloads } from './laboratory-payloads.ts';
import { START_OBSTACLES } from './may-start.ts';

/** A self-test as it was measured. */
export const selfTestResult = laboratoryPayloads['self-test-recorded'];
export type SelfTestResult = z.infer<typeof selfTestResult>;

const lastTest = selfTestResult
	.omit({ instrumentId: true })
	.extend({ by: z.string(), at: z.string() });

/** Whether a formal test may begin with what is open now. */
export const readinessAnswer = z
	.strictObject({
		obstacles: z.array(z.enum(START_OBSTACLES)),
		virtual: z.boolean(),
		lastTest: lastTest.nullable(),
		/** Whether the last self-test passed and is young enough. */
		isTested: z.boolean(),
		instrument: z.string().nullable(),
		candidates: z.array(
			z.strictObject({ instrumentId: z.string(), model: z.string(), serialNumber: z.string() })
		)
	})
	.nullable();
export type ReadinessAnswer = z.infer<typeof readinessAnswer>;
