/**
 * The shape of the user guide.
 *
 * @module
 */
import type { BilingualText } from '#lib/core/text.ts';

/** One piece of a chapter. */
export type GuidePart =
	| { readonly kind: 'text'; readonly text: BilingualText }
	| { readonly kind: 'points' | 'steps'; readonly points: readonly BilingualText[] }
	| {
			readonly kind: 'keys';
			readonly keys: readonly { readonly key: string; readonly text: BilingualText }[];
	  }
	| { readonly kind: 'command'; readonly command: string }
	/** A page as it looks: `static/guide/NAME.LANGUAGE.webp`, made by `npm run screenshots -- --guide`. */
	| { readonly kind: 'picture'; readonly name: string; readonly text: BilingualText };

/** One chapter. */
export interface GuideChapter {
	/** End of its address. */
	readonly id: string;
	readonly title: BilingualText;
	readonly parts: readonly GuidePart[];
	/** Beginnings of the addresses of pages it explains, `*` = one part whatever it is: there the guide opens here. */
	readonly pages?: readonly string[];
}

/** Chapters that belong together. */
export interface GuideGroup {
	readonly title: BilingualText;
	readonly chapters: readonly GuideChapter[];
}
