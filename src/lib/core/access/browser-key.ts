/**
 * How a page asks for the key of what its browser keeps, and what it is told.
 *
 * @module
 */
import { z } from 'zod';

/** Size of the key [bytes]. */
export const BROWSER_KEY_BYTES = 32;

/** The question: 128 random bits that name the browser, base64url. */
export const browserKeyQuestion = z.object({ browser: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

/** The answer: the account that is signed in, and the key, base64 on the way. */
export const browserKeyAnswer = z.object({
	account: z.string().min(1),
	key: z.base64().transform((text, context) => {
		const key = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
		if (key.length !== BROWSER_KEY_BYTES) context.addIssue('expected a key of 32 bytes');
		return key;
	})
});
