/**
 * What is known of the person before a test beside age and language: what makes them vulnerable, what they need, what
 * they take. Every field may be missing: sessions of before had none.
 *
 * @module
 */
import { z } from 'zod';

/** Whether an interpreter is needed, and there. */
export const interpreterNeeds = ['none', 'needed', 'arranged'] as const;
/** Whether the person has counsel. */
export const counselStates = ['none', 'retained', 'legal-aid', 'declined', 'unknown'] as const;

const remark = z.string().max(2000);

/** Optional fields of `subject-described`. */
export const subjectProfileFields = {
	/** Ids of protocols/rules/subject-profile.yaml; an empty list = asked, nothing found; absent = not asked. */
	vulnerabilities: z
		.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/))
		.max(30)
		.optional(),
	/** What was seen or told of them, in words. */
	vulnerabilityNote: remark.optional(),
	/** Years or level, in words. */
	schooling: z.string().max(400).optional(),
	interpreter: z.enum(interpreterNeeds).optional(),
	/** Language and person, in words. */
	interpreterNote: z.string().max(400).optional(),
	/** Names, doses, when taken last. */
	medication: remark.optional(),
	/** How the person is as far as the file says; asked again before the test. */
	fitnessNote: remark.optional(),
	counsel: z.enum(counselStates).optional(),
	/** Who, and whether told of the test. */
	counselNote: z.string().max(400).optional()
} as const;
