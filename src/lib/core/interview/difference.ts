/**
 * What changed from one wording to the next, word by word: Chinese is cut into words as its readers do.
 *
 * @module
 */
import { diffArrays } from 'diff';

/** A stretch of text that both have, or only one of them. */
export interface DifferencePart {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

/** Chinese and English words; what stands between words is a word of its own. */
const words = new Intl.Segmenter('zh', { granularity: 'word' });
const cut = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment);

/**
 * The difference of two texts: parts that are `same` or `removed` give the former text, `same` or `added` the later.
 */
export function differenceOf(former: string, later: string): DifferencePart[] {
	return diffArrays(cut(former), cut(later)).map(({ value, added, removed }) => ({
		kind: added ? 'added' : removed ? 'removed' : 'same',
		text: value.join('')
	}));
}
