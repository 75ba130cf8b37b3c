/**
 * How alike two wordings are, to notice records that were pasted or accounts that were agreed upon (RC-07).
 *
 * @module
 */

/** The n-grams of a text, without spaces, punctuation and case; a text shorter than n is its own only one. */
function grams(text: string, size: number): Set<string> {
	const letters = [...text.toLowerCase().replaceAll(/[\s\p{P}\p{S}]/gu, '')];
	const count = Math.max(1, letters.length - size + 1);
	return new Set(Array.from({ length: count }, (_, i) => letters.slice(i, i + size).join('')));
}

/**
 * Jaccard index of the character n-grams of two texts: shared over all.
 *
 * @param size characters of an n-gram
 * @returns 0 (nothing in common) … 1 (the same but for spaces, punctuation and case)
 */
export function wordingSimilarity(one: string, other: string, size: number): number {
	const [a, b] = [grams(one, size), grams(other, size)];
	const shared = [...a].filter((gram) => b.has(gram)).length;
	return shared / (a.size + b.size - shared);
}
