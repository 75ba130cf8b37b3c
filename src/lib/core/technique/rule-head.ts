/**
 * What every rule of a question list has, whatever it looks at.
 *
 * @module
 */
import { z } from 'zod';
import { itemRoles } from '../session/question.ts';
import { bilingualText } from '../text.ts';

/** A number of things. */
export const ruleCount = z.number().int().min(0);
/** Words to look for, by language. */
export const ruleWords = z.strictObject({
	zh: z.array(z.string().min(1)),
	en: z.array(z.string().min(1))
});
/** Roles a rule is about. */
export const ruleRoles = z.array(z.enum(itemRoles)).min(1);

/** Id, severity, message with places in braces, source. */
export const ruleHead = {
	ruleId: z.string().regex(/^[a-z0-9-]{1,64}$/),
	/** `refuse`: the list cannot be locked. `warn`: it can, with a recorded reason. */
	severity: z.enum(['refuse', 'warn']),
	/** Places in braces are filled in; see each check for the names. */
	message: bilingualText,
	source: z.string().min(1)
};
