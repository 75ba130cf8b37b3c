/**
 * Shapes of the files on the person and on the interview after the test.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { head, protocolId, source, uniqueBy } from './rules.ts';

/** rules/subject-profile.yaml: what may make a person vulnerable, and what follows from each. */
export const subjectProfile = z.strictObject({
	...head,
	vulnerabilities: uniqueBy(
		z.strictObject({ id: protocolId, label: bilingualText, advice: bilingualText, source }),
		'id'
	)
});

const hasTopic = z.string().includes('{topic}');

/** rules/post-test.yaml: open questions to build on, and words a question of this interview may not contain. */
export const postTestGuide = z.strictObject({
	...head,
	stems: uniqueBy(
		z.strictObject({
			id: protocolId,
			/** `{topic}` stands for what is asked about. */
			text: z.strictObject({ zh: hasTopic, en: hasTopic }),
			source
		}),
		'id'
	),
	unsuited: uniqueBy(
		z.strictObject({
			id: protocolId,
			/** `refuse`: not recorded so; `warn`: shown only. */
			severity: z.enum(['refuse', 'warn']),
			/** Looked for anywhere in the text, without regard to case. */
			words: z.strictObject({
				zh: z.array(z.string().min(1)).min(1),
				en: z.array(z.string().min(1)).min(1)
			}),
			reason: bilingualText,
			source
		}),
		'id'
	)
});
/** rules/post-test.yaml. */
export type PostTestGuide = z.infer<typeof postTestGuide>;
