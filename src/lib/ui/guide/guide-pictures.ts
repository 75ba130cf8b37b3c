/**
 * Where the guide's pictures lie.
 *
 * @module
 */

/** Address of a picture in one language; the file is `static/guide/NAME.LANGUAGE.webp`. */
export const pictureUrl = (name: string, locale: 'zh-CN' | 'en'): string =>
	`/guide/${name}.${locale}.webp`;
