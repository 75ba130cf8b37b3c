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
	| { readonly kind: 'command'; readonly command: string };

/** One chapter. */
export interface GuideChapter {
	/** Fragment of its address. */
	readonly id: string;
	readonly title: BilingualText;
	readonly parts: readonly GuidePart[];
}
