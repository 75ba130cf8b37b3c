/**
 * The manual score sheet: what a person judges the size of each response to be, seen in the trace alone.
 *
 * A cell is one presentation on one channel. Its score says how the response compares with those to the other items
 * of the question: 0 like them, above 0 stronger, below 0 weaker. Stronger means what the feature of the channel
 * calls stronger: a larger rise of skin conductance, a shorter breathing line, a slower heart.
 *
 * @module
 */
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';

/** Who scored: the tester of the case, and people who do not work on it. */
export const seats = ['first', 'second', 'third'] as const;
/** One of the scorers. */
export type Seat = (typeof seats)[number];

/** Positions from the weakest to the strongest, by scale. */
export const scales = {
	'three-position': [-1, 0, 1],
	'seven-position': [-3, -2, -1, 0, 1, 2, 3]
} as const satisfies Record<string, readonly number[]>;
/** A scale of the field. */
export type Scale = keyof typeof scales;
export const scaleIds = Object.keys(scales) as [Scale, ...Scale[]];

const sheetCell = z.strictObject({
	chart: z.number().int().min(1),
	presentation: z.number().int().min(1),
	channel: z.string().min(1).max(80),
	/** A position of the scale; null = not scorable, and `note` says why. */
	score: z.number().int().min(-3).max(3).nullable(),
	/** Artifact code or reason; empty for a scored cell without remark. */
	note: z.string().trim().max(400)
});
/** One judgement. */
export type SheetCell = z.infer<typeof sheetCell>;

/** A whole sheet. Completeness is judged by `sheetProblems`, see cells.ts. */
export const scoreSheet = z
	.strictObject({
		scale: z.enum(scaleIds),
		cells: z.array(sheetCell).min(1).max(20_000),
		/** On the sheet as a whole; may be empty. */
		remark: z.string().trim().max(4000)
	})
	.superRefine(({ scale, cells }, context) => {
		cells.forEach(({ score, note }, index) => {
			const path = ['cells', index, 'score'];
			if (score === null && note === '')
				context.addIssue({
					code: 'custom',
					message: 'expected a note for a cell without score',
					path
				});
			if (score !== null && !(scales[scale] as readonly number[]).includes(score))
				context.addIssue({ code: 'custom', message: `expected a position of ${scale}`, path });
		});
	});
export type ScoreSheet = z.infer<typeof scoreSheet>;

/**
 * Fingerprint of a sheet: stands in the log before the sheet is shown to anyone, and nobody can guess the sheet from it.
 *
 * @param nonce random, 128 bits or more, lower-case hex; kept with the sheet
 * @returns SHA-256 of the canonical JSON of `{nonce, sheet}`, lower-case hex
 */
export function sheetCommitment(nonce: string, sheet: ScoreSheet): string {
	return sha256Hex(canonicalJson({ nonce, sheet }));
}
