/**
 * Which chapter explains which page.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** Address of a chapter. */
export const chapterUrl = (id: string): string => `/guide/${id}`;

/**
 * Where the guide opens from a page: at the chapter that names the longest beginning of the page's address.
 *
 * @returns `/guide` where no chapter speaks of the page
 */
export function guideFor(pathname: string, chapters: readonly GuideChapter[]): string {
	const parts = pathname.split('/').filter(Boolean);
	let best: { readonly id: string; readonly length: number } | null = null;
	for (const { id, pages = [] } of chapters)
		for (const page of pages) {
			const wanted = page.split('/').filter(Boolean);
			const fits = wanted.every((part, index) => fitsPart(part, parts[index]));
			if (fits && wanted.length > (best?.length ?? 0)) best = { id, length: wanted.length };
		}
	return best === null ? '/guide' : chapterUrl(best.id);
}

const fitsPart = (wanted: string, part: string | undefined): boolean =>
	part !== undefined && (wanted === '*' || wanted === part);
