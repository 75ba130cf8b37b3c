/**
 * The sentence a person reads for a refusal, in the language of the request.
 *
 * @module
 */
import { m } from '#lib/paraglide/messages.js';
import { extractLocaleFromRequest } from '#lib/paraglide/runtime.js';

type Details = Readonly<Record<string, string | number>>;
type Locale = ReturnType<typeof extractLocaleFromRequest>;
type Sentence = (inputs: Details, options: { locale: Locale }) => string;

/**
 * Looks up `errors_<area>_<what>`; a code without a sentence gets the general one.
 *
 * @param code `area/what`
 * @param request whose language is used; handlers of errors run outside the language of the page
 * @param details values for the sentence
 */
export function sentenceOf(code: string, request: Request, details: Details = {}): string {
	const locale = extractLocaleFromRequest(request);
	const sentences = m as unknown as Readonly<Record<string, Sentence | undefined>>;
	const key = `errors_${code.replaceAll(/[/-]/g, '_')}`;
	return sentences[key]?.(details, { locale }) ?? m.errors_unknown({}, { locale });
}
