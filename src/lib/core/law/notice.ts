/**
 * A fixed notice that is read out, with blanks an office fills in.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';

/** protocols/rules/interview-notice.yaml */
export const lawNotice = z.strictObject({
	id: z.string().min(1),
	title: bilingualText,
	source: z.string().min(3),
	/** True: a template; the office puts its official text into its own folder of protocols. */
	isTemplate: z.boolean(),
	/** What an office has to do with a template. */
	remark: bilingualText,
	/** Read out; ____ is a blank. */
	text: bilingualText
});
/** A notice. */
export type LawNotice = z.infer<typeof lawNotice>;
