/**
 * Numbers of the board, each with its source: protocols/grid/board.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { EXPOSURE_CHANNELS, ORDER_INPUTS } from './fact.ts';

const share = z.strictObject({ value: z.number().min(0).max(1), source: z.string().min(1) });

/** The shape of the file. */
export const boardSettings = z.strictObject({
	id: z.literal('board-settings'),
	version: z.number().int().positive(),
	title: bilingualText,
	source: z.string().min(1),
	/** How strongly a channel carries a fact to a person, 0–1 (q of §6.4). */
	channels: z.record(z.enum(EXPOSURE_CHANNELS), share),
	/** Ways nobody knows of. */
	residual: share,
	/** From this q × strength on a dated exposure makes a version "exposed" and not "possibly exposed". */
	exposedFrom: share,
	/** Of the order of interviews (§4.3). */
	orderWeights: z.record(z.enum(ORDER_INPUTS), share),
	similarity: z.strictObject({
		/** Characters of an n-gram. */
		gram: z.strictObject({ value: z.number().int().min(1).max(8), source: z.string().min(1) }),
		/** Jaccard index from which on wording counts as near-identical. */
		from: share,
		/** Shorter words are not compared [characters]. */
		shortest: z.strictObject({ value: z.number().int().min(1), source: z.string().min(1) })
	}),
	/** Asked about a contradiction: neutral, without anybody else's words. `{fact}` is the code of the fact. */
	clarification: bilingualText
});
/** Numbers of the board. */
export type BoardSettings = z.infer<typeof boardSettings>;
