/**
 * Cutting text into lines: Chinese between any two signs, other scripts between words, what has neither anywhere.
 *
 * @source GB/T 15834—2011 (signs that never begin or end a line)
 * @module
 */

/** Width of one sign at the size that is set. */
export type Measure = (sign: string) => number;

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]/;
const NEVER_FIRST = new Set('，。、；：？！）〕】》”’…—·％,.;:?!)]}%');
const NEVER_LAST = new Set('（〔【《“‘([{');

/**
 * The lines of a text, each no wider than `width` unless a single sign is.
 *
 * @param text LF begins a new line
 */
export function wrap(text: string, width: number, measure: Measure): string[] {
	return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(text: string, width: number, measure: Measure): string[] {
	const signs = [...text];
	const lines: string[] = [];
	let start = 0;
	for (;;) {
		const full = fitting(signs, start, { width, measure });
		if (full >= signs.length) break;
		const end = breakBefore(signs, start, full);
		lines.push(signs.slice(start, end).join('').trimEnd());
		start = end;
		while (signs[start] === ' ') start++;
	}
	lines.push(signs.slice(start).join('').trimEnd());
	return lines;
}

/** Index after the last sign that fits; one sign always does, and spaces at the end of a line take no room. */
function fitting(
	signs: readonly string[],
	start: number,
	{ width, measure }: { readonly width: number; readonly measure: Measure }
): number {
	let used = 0;
	let at = start;
	for (; at < signs.length; at++) {
		const sign = signs[at] as string;
		used += measure(sign);
		if (used > width && at > start && sign !== ' ') break;
	}
	return at;
}

/** The last place up to `at` where a line may end; `at` itself where there is none. */
function breakBefore(signs: readonly string[], start: number, at: number): number {
	for (let end = at; end > start; end--)
		if (mayBreak(signs[end - 1] as string, signs[end] as string)) return end;
	return at;
}

function mayBreak(before: string, after: string): boolean {
	if (NEVER_FIRST.has(after) || NEVER_LAST.has(before)) return false;
	if (before === ' ' || before === '-' || before === '/') return after !== ' ';
	return WIDE.test(before) || WIDE.test(after);
}
