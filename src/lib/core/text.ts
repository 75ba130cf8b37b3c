/**
 * Text that comes with data (protocols, results) carries both languages side by side.
 *
 * @module
 */
import { z } from 'zod';

/** One text in the two languages of the product; Chinese is the reference. */
export interface BilingualText {
	readonly zh: string;
	readonly en: string;
}

/** Both languages are required and not empty: a missing translation is a validation error. */
export const bilingualText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** The locales of the product. */
export type Locale = 'zh-CN' | 'en';

/** The text in one locale. */
export function inLocale(text: BilingualText, locale: Locale): string {
	return locale === 'en' ? text.en : text.zh;
}
