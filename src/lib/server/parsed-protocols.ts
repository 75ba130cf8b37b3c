/**
 * Protocol files as values, each text read once: a session keeps dozens, and every page of it asks for all of them.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { parseProtocol, type ParsedProtocol } from '#lib/core/protocols/parse.ts';

/** Texts that are kept, together [UTF-16 units]: some ten times what comes with the program. */
const MOST_TEXT = 4_000_000;

const known = new Map<string, ParsedProtocol>();
let kept = 0;

/** What the build read and checked, by {@link digestOf}. */
let built: Readonly<Record<string, ParsedProtocol>> = {};

/** Takes what was read before, by the same code, as read; another text under the same name is another file. */
export function useBuilt(values: Readonly<Record<string, ParsedProtocol>>): void {
	built = values;
}

/** SHA-256 of place and text, lower-case hex. */
export function digestOf(name: string, text: string): string {
	return createHash('sha256').update(`${name}\n${text}`).digest('hex');
}

/**
 * The same as {@link parseProtocol}. Names and texts themselves are compared, not hashes somebody wrote beside them; what
 * was asked for longest ago is read again.
 *
 * @returns a value that others have too: not to be changed
 */
export function parsedProtocol(name: string, text: string): ParsedProtocol {
	const key = `${name}\n${text}`;
	const parsed = known.get(key) ?? built[digestOf(name, text)] ?? parseProtocol(name, text);
	if (!known.delete(key)) kept += key.length;
	known.set(key, parsed);
	for (const [oldest] of known) {
		if (kept <= MOST_TEXT || oldest === key) break;
		known.delete(oldest);
		kept -= oldest.length;
	}
	return parsed;
}
