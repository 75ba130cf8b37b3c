/**
 * What a protocol text must keep before it is read: sizes no real file comes near, and no characters nobody sees.
 *
 * @module
 */
import { isMap, isScalar, isSeq, type Document, type Node } from 'yaml';

/** A place in a text with what is wrong there. */
export interface TextFault {
	/** Offset of the first character it is about. */
	readonly at: number;
	/** English, what was expected and what came. */
	readonly message: string;
}

/** Longest text taken [characters]; ten times the longest file there is. */
const LONGEST_TEXT = 256 * 1024;
/** Deepest nesting taken; a reader that calls itself for each level would fill its stack. */
const MOST_LEVELS = 64;
/** Widest run of spaces and marks (`-`, `?`) at the beginning of a line: levels of blocks. */
const WIDEST_INDENT = 200;

/** Zero-width and direction marks: a text would read otherwise than it is. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
/** Not of YAML 1.2 (5.1), or what stands where bytes were not UTF-8. */
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/**
 * What makes a text not worth parsing; null = nothing.
 *
 * @param text as decoded; a byte order mark at its very beginning is allowed
 */
export function textFault(text: string): TextFault | null {
	if (text.length > LONGEST_TEXT)
		return { at: 0, message: `expected at most ${LONGEST_TEXT} characters, got ${text.length}` };
	const unreadable = UNREADABLE.exec(text);
	if (unreadable !== null)
		return { at: unreadable.index, message: `expected UTF-8 text, got ${nameOf(unreadable[0])}` };
	const unseen = UNSEEN.exec(text.slice(1));
	if (unseen !== null) {
		const message = `expected characters that can be seen, got ${nameOf(unseen[0])}`;
		return { at: unseen.index + 1, message };
	}
	return tooDeep(text);
}

/** Told by brackets and indents alone, before anything that calls itself sees the text. */
function tooDeep(text: string): TextFault | null {
	let open = 0;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (sign === '[' || sign === '{') open++;
		if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
		if (open > MOST_LEVELS) return { at, message: `expected at most ${MOST_LEVELS} levels, got more` };
	}
	const indent = new RegExp(`^[ ?-]{${WIDEST_INDENT}}`, 'm').exec(text);
	if (indent === null) return null;
	return { at: indent.index, message: `expected an indent below ${WIDEST_INDENT}, got more` };
}

function nameOf(sign: string): string {
	return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Keys that stand twice in one mapping, or are no plain words. Looked for here, because the parser compares each key
 * with all before it.
 */
export function keyFaults(document: Document): TextFault[] {
	const faults: TextFault[] = [];
	const visit = (node: unknown): void => {
		if (isSeq<Node>(node)) node.items.forEach(visit);
		if (!isMap<Node, Node | null>(node)) return;
		const seen = new Set<unknown>();
		for (const { key, value } of node.items) {
			const at = key.range?.[0] ?? 0;
			if (!isScalar(key)) faults.push({ at, message: 'expected a word as a key, got a collection' });
			else if (seen.has(key.value))
				faults.push({ at, message: `expected unique keys, got ${String(key.value)} again` });
			else seen.add(key.value);
			visit(value);
		}
	};
	visit(document.contents);
	return faults;
}
