/**
 * What the events of the pre-test script carry beside those of `payloads-preparation.ts`: what was explained, which
 * questions were gone through word by word, the consent form, and what the acquaintance chart showed.
 *
 * @module
 */
import { z } from 'zod';
import { mediaFile } from './question.ts';

const id = z.string().min(1).max(64);
const shortText = z.string().trim().min(1).max(400);

export const pretestPayloads = {
	/** Words of the script that were said; `part` is an id of protocols/procedure/pre-test-script.yaml. */
	'part-explained': z.strictObject({ part: id, note: z.string().max(1000) }),
	/** A question was read to the person and understood. Where details are secret only its stem (`itemId` null). */
	'question-reviewed': z.strictObject({
		questionId: id,
		itemId: id.nullable(),
		understood: z.boolean(),
		/** What the person said to it, or how the words were made plain. */
		note: z.string().max(1000)
	}),
	/** The signed form, drawn on the screen or scanned; the paper may be kept elsewhere (`file` null). */
	'consent-form-kept': z.strictObject({
		kind: z.enum(['drawn', 'scanned', 'paper', 'recording']),
		file: mediaFile.nullable(),
		/** Who saw it signed, by office and code. */
		witness: shortText
	}),
	/**
	 * What the acquaintance chart showed. Values are measured by the server; a channel that does not respond is
	 * written down like one that does.
	 */
	'acquaintance-concluded': z.strictObject({
		chart: z.number().int().min(1).max(99),
		/** The item the person had chosen, as the slip says; null = none or not told. */
		chosen: id.nullable(),
		channels: z
			.array(
				z.strictObject({
					channel: z.string(),
					kind: z.string(),
					feature: z.string(),
					/** One value for each item in the order of the list; null = not measurable. */
					values: z.array(z.strictObject({ itemId: id, value: z.number().nullable() })),
					/** How many items drew a response of at least the threshold; null = the feature has no threshold. */
					responses: z.number().int().min(0).nullable()
				})
			)
			.max(32),
		software: z.string(),
		note: z.string().max(1000)
	})
} as const;
