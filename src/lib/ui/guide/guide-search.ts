/**
 * Searching the guide in one language: every paragraph, step and key, with the chapter it stands in.
 *
 * @module
 */
import MiniSearch from 'minisearch';
import { inLocale, type BilingualText } from '#lib/core/text.ts';
import type { GuideChapter, GuidePart } from './guide-chapter.ts';

/** A place in the guide that fits what was asked. */
export interface GuideHit {
	readonly chapter: GuideChapter;
	/** The passage, as it stands in the chapter. */
	readonly text: string;
}

/** How many passages are shown, and how many of one chapter at most. */
const MOST = 12;
const MOST_OF_CHAPTER = 3;

/**
 * Words of a text: those of the language, and of Chinese every single sign too, so that what is asked need not be cut
 * as the text is.
 */
export function wordsOf(text: string, locale: string): string[] {
	const segments = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)];
	return segments
		.filter(({ isWordLike }) => isWordLike)
		.flatMap(({ segment }) => {
			const word = segment.toLowerCase();
			const isChinese = /\p{Script=Han}/u.test(word);
			return isChinese && word.length > 1 ? [word, ...word] : [word];
		});
}

/** Passages of one part. */
function textsOf(part: GuidePart): readonly BilingualText[] {
	switch (part.kind) {
		case 'text':
		case 'picture':
			return [part.text];
		case 'points':
		case 'steps':
			return part.points;
		case 'keys':
			return part.keys.map(({ key, text }) => ({
				zh: `${key} ${text.zh}`,
				en: `${key} ${text.en}`
			}));
		case 'command':
			return [{ zh: part.command, en: part.command }];
	}
}

/**
 * Makes the search of one language; the guide is small, this takes milliseconds.
 *
 * @returns what finds passages, the best first; nothing for a question without a word
 */
export function guideSearch(
	chapters: readonly GuideChapter[],
	locale: 'zh-CN' | 'en'
): (question: string) => GuideHit[] {
	const passages = chapters.flatMap((chapter) =>
		chapter.parts.flatMap(textsOf).map((text) => ({
			...{ chapter, text: inLocale(text, locale), title: inLocale(chapter.title, locale) }
		}))
	);
	const index = new MiniSearch<{ id: number; text: string; title: string }>({
		fields: ['title', 'text'],
		tokenize: (text) => wordsOf(text, locale)
	});
	index.addAll(passages.map(({ text, title }, id) => ({ id, text, title })));
	return (question) => {
		const found = index.search(question, {
			...{ boost: { title: 2 }, combineWith: 'AND' as const },
			// single Chinese signs are words already; longer words may be typed in part or with a slip
			prefix: (term) => term.length > 1,
			fuzzy: (term) => (/^[a-z]{5,}$/.test(term) ? 0.2 : false)
		});
		const counts = new Map<string, number>();
		return found
			.flatMap(({ id }) => passages[id as number] ?? [])
			.filter(({ chapter }) => {
				const count = (counts.get(chapter.id) ?? 0) + 1;
				counts.set(chapter.id, count);
				return count <= MOST_OF_CHAPTER;
			})
			.slice(0, MOST)
			.map(({ chapter, text }) => ({ chapter, text }));
	};
}
