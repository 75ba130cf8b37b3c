/**
 * Comparing the wording of items: length as it is heard, and whether one text contains another.
 *
 * @module
 */

const HAN = /\p{Script=Han}/u;

/** Whether a text is Chinese (has a Chinese character). */
export function isChinese(text: string): boolean {
	return HAN.test(text);
}

/** Length as heard: Chinese in characters (a Latin word or number inside counts as one), otherwise in words. */
export function spokenLength(text: string): number {
	const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
	if (!isChinese(text)) return words.length;
	return text.match(/\p{Script=Han}|[^\p{Script=Han}\P{L}]+|\p{N}+/gu)?.length ?? 0;
}

/** The text without spaces, punctuation, width and case. */
export function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, isChinese(text) ? '' : ' ')
		.trim();
}

/**
 * Whether `whole` contains `part` as plain text; outside Chinese only as whole words.
 *
 * @param shortest a part with fewer signs is never found (one character says too little)
 */
export function containsText(whole: string, part: string, shortest = 1): boolean {
	const needle = plain(part);
	if (needle.length < Math.max(1, shortest)) return false;
	const hay = plain(whole);
	return isChinese(part) || isChinese(whole)
		? hay.includes(needle)
		: ` ${hay} `.includes(` ${needle} `);
}
