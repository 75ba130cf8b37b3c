/**
 * Looking for words that no result, page or report may contain, with the place of each.
 *
 * @module
 */
import type { BilingualText } from '../text.ts';

/** One group of protocols/rules/wording.yaml. */
export interface ForbiddenGroup {
	readonly id: string;
	readonly words: { readonly zh: readonly string[]; readonly en: readonly string[] };
	/** Phrases in which a word says something else. */
	readonly except?: { readonly zh: readonly string[]; readonly en: readonly string[] } | undefined;
	readonly reason: BilingualText;
	readonly source: string;
}

/** A word that was found. */
export interface ForbiddenHit {
	/** Id of its group. */
	readonly group: string;
	readonly reason: BilingualText;
	/** Place in the text [UTF-16 units], end excluded. */
	readonly start: number;
	readonly end: number;
	/** The text there. */
	readonly found: string;
}

const HAN = /\p{Script=Han}/u;
const known = new Map<string, RegExp>();

/** A word as a pattern: signs between its characters do not hide it; outside Chinese only as whole words. */
function patternOf(word: string): RegExp {
	const before = known.get(word);
	if (before !== undefined) return before;
	const escaped = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
	const source = HAN.test(word)
		? [...word].map(escaped).join('[\\s\\p{P}]{0,3}')
		: `(?<![\\p{Script=Latin}\\p{N}.])${word.split(/\s+/).map(escaped).join('\\s+')}(?![\\p{Script=Latin}\\p{N}])`;
	const made = new RegExp(source, 'giu');
	known.set(word, made);
	return made;
}

interface Span {
	readonly start: number;
	readonly end: number;
	readonly found: string;
}

function spansOf(text: string, words: readonly string[]): Span[] {
	const lower = text.toLowerCase();
	// most texts hold none of them: whether the first sign of a word is there costs little
	const possible = words.filter((word) => lower.includes(word.charAt(0).toLowerCase()));
	return [...new Set(possible)].flatMap((word) =>
		[...text.matchAll(patternOf(word))].map(({ 0: found, index }) => ({
			...{ start: index, end: index + found.length, found }
		}))
	);
}

/** Every forbidden word of a text in the order of the text; one within another counts once. */
export function forbiddenHits(forbidden: readonly ForbiddenGroup[], text: string): ForbiddenHit[] {
	// full-width letters and digits are the same words; their length is the same too
	const read = text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
	const within = (inner: Span, outer: Span): boolean =>
		outer.start <= inner.start && inner.end <= outer.end;
	const hits = forbidden.flatMap(({ id, words, except, reason }) => {
		const spans = spansOf(read, [...words.zh, ...words.en]);
		const spared =
			spans.length === 0 ? [] : spansOf(read, [...(except?.zh ?? []), ...(except?.en ?? [])]);
		return spans
			.filter((span) => !spared.some((phrase) => within(span, phrase)))
			.filter(
				(span) => !spans.some((one) => one.found.length > span.found.length && within(span, one))
			)
			.map(({ start, end }) => ({ group: id, reason, start, end, found: text.slice(start, end) }));
	});
	return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}
