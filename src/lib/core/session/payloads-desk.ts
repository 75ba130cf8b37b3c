/**
 * What happens at the examiner's desk beside the marks of `payloads-test.ts`: a presentation asked again, why a pause
 * was made, and what the subject's screen showed.
 *
 * @module
 */
import { z } from 'zod';
import { reason } from './payloads-preparation.ts';

const chart = z.number().int().min(1).max(99);
const presentation = z.number().int().min(1).max(999);

export const deskPayloads = {
	/** A voided presentation is asked again: it is added at the end of its chart under a new number. */
	'presentation-repeated': z.strictObject({
		chart,
		/** The number after the last one of the chart. */
		presentation,
		of: presentation,
		reason
	}),
	/** Why the chart is paused; may be said while it is, or corrected afterwards. */
	'pause-explained': z.strictObject({ chart, reason: z.string().trim().min(1).max(400) }),
	/** How an item was put to the person when no voice in the room did it; times are those of its marks. */
	'stimulus-given': z.strictObject({
		chart,
		presentation,
		by: z.enum(['screen', 'recorded-voice', 'synthetic-voice']),
		/** Largest error of the onset that the clocks allow [s]; null = not known. */
		uncertaintyS: z.number().min(0).max(10).nullable()
	})
} as const;
