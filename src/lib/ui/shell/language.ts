/**
 * The language switch: the choice is kept in a cookie, so the server answers in it from the first byte.
 *
 * @module
 */
import { getLocale, setLocale } from '#lib/paraglide/runtime.js';

/** The language one would switch to, named in itself. */
export function otherLanguage(): { locale: 'zh-CN' | 'en'; name: string } {
	return getLocale() === 'en'
		? { locale: 'zh-CN', name: '中文' }
		: { locale: 'en', name: 'English' };
}

/** Switches and loads the page again in the other language. Records not yet sent are in the outbox and stay there. */
export function switchLanguage(): void {
	void setLocale(otherLanguage().locale);
}
