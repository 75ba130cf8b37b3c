/** The words of the pages in one language, so that tests press what a person reads. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../src/messages');
const areas = readdirSync(folder);

/** Gives the message of a key; places in braces are filled in. */
export function wordsOf(
	locale: 'zh-CN' | 'en'
): (key: string, places?: Record<string, string | number>) => string {
	const words = Object.assign(
		{},
		...areas.map(
			(area) => JSON.parse(readFileSync(resolve(folder, area, `${locale}.json`), 'utf8')) as object
		)
	) as Record<string, string>;
	return (key, places = {}) => {
		const word = words[key];
		if (word === undefined) throw new Error(`no message ${key}`);
		return Object.entries(places).reduce(
			(text, [place, value]) => text.replaceAll(`{${place}}`, String(value)),
			word
		);
	};
}
