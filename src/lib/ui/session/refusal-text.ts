/**
 * A refusal's code as a sentence in the language of the page.
 *
 * @module
 */
import { m } from '#lib/paraglide/messages.js';

type Words = Readonly<Record<string, ((inputs?: object) => string) | undefined>>;

/**
 * Sentence of the area `errors`, key `errors_<code with underscores>`; the general sentence when there is none.
 *
 * @param code `area/what`
 */
export function refusalText(code: string): string {
	const words = m as unknown as Words;
	const word = words[`errors_${code.replaceAll(/[/-]/g, '_')}`];
	return word?.({ code }) ?? m.errors_unknown();
}
