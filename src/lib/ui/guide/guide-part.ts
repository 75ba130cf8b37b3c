/**
 * Short ways to write pieces of a chapter: Chinese first, English second.
 *
 * @module
 */
import type { GuidePart } from './guide-chapter.ts';

/** A paragraph. */
export const text = (zh: string, en: string): GuidePart => ({ kind: 'text', text: { zh, en } });

/** Points without an order. */
export const points = (...list: readonly (readonly [zh: string, en: string])[]): GuidePart => ({
	...{ kind: 'points', points: list.map(([zh, en]) => ({ zh, en })) }
});

/** Things done one after the other. */
export const steps = (...list: readonly (readonly [zh: string, en: string])[]): GuidePart => ({
	...{ kind: 'steps', points: list.map(([zh, en]) => ({ zh, en })) }
});

/** A page as it looks; `name` is a state of `npm run screenshots`. */
export const picture = (name: string, zh: string, en: string): GuidePart => ({
	...{ kind: 'picture', name, text: { zh, en } }
});
