/**
 * The scoring contract: one file = one method. A method sees numbers and roles, never words.
 *
 * To add one: `<id>.ts` with a default export that `satisfies ScoringMethod`, and `<id>.test.ts` with the
 * worked example of its source and a property. The contract test checks range, symmetry and sources.
 *
 * @module
 */
import type { BilingualText } from '#lib/core/text.ts';

/** One question (detail) of a concealed-information test with its measurements of one channel. */
export interface QuestionMeasurements {
	readonly questionId: string;
	/**
	 * Measured values of the scored items, shape [items]; buffer excluded; null = not scorable. In the order of the
	 * question list, not of presentation: the same index is the same item in every chart.
	 */
	readonly values: readonly (number | null)[];
	/** Index of the key among `values`, 0…items−1. */
	readonly keyIndex: number;
}

/** All measurements of one channel, one row per question and chart (rows of one question share `questionId`). */
export interface ChannelMeasurements {
	readonly channel: string;
	/** `larger`: a larger value is a stronger response (EDA amplitude); `smaller`: the reverse (RLL, HR). */
	readonly stronger: 'larger' | 'smaller';
	readonly questions: readonly QuestionMeasurements[];
}

/** What a method gives back. Never guilty, lying or a percentage of truth. */
export interface MethodResult {
	readonly method: string;
	/** The statistic, in the method's own unit. */
	readonly statistic: number;
	/** Smallest and largest value the statistic can take here. */
	readonly range: readonly [number, number];
	/**
	 * Probability under `nullModel` of a statistic at least as far towards recognition as this one (for a rank sum
	 * that is the lower tail); exact or Monte-Carlo, see `pKind`. 0 < p ≤ 1.
	 */
	readonly p: number;
	readonly pKind: 'exact' | 'monte-carlo';
	/** The null hypothesis in a sentence. */
	readonly nullModel: BilingualText;
	/** Contribution of each row of `questions` to the statistic, shape [questions]; null = left out. */
	readonly perQuestion: readonly (number | null)[];
	/** Questions or items left out and why. */
	readonly excluded: readonly { readonly questionId: string; readonly reason: string }[];
	/** Plain sentence: what was compared and what came out. */
	readonly sentence: BilingualText;
}

/** One scoring method over one channel (methods over several channels combine results of this). */
export interface ScoringMethod {
	readonly id: string;
	readonly title: BilingualText;
	readonly sources: readonly string[];
	/**
	 * @throws {LabError} `scoring/too-few-items` when no question has a key and a foil left
	 */
	score(channel: ChannelMeasurements, options?: { readonly seed?: number }): MethodResult;
}
