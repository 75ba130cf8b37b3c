/**
 * The scoring contract: one file = one method. A method sees numbers and roles, never words.
 *
 * Two contracts. `ScoringMethod`: one channel of a concealed-information test; these score every session.
 * `TableMethod`: a whole table of measurements of one form (details, search, comparison, …), scored on demand
 * beside the session's own scores; the forms and their schema are in core/score-table/tables.ts.
 *
 * To add one: `<id>.ts` with a default export that `satisfies` one of them, `<id>.test.ts` with the worked example
 * of its source and a property, and a line in registry.ts or registry-tables.ts. The contract tests check range,
 * symmetry, sources, words and false positives under the null.
 *
 * @module
 */
import type { ScoringByHand } from '#lib/core/comparison/by-hand.ts';
import type { Outcome } from '#lib/core/score-table/outcome.ts';
import type { FormId, TableOf } from '#lib/core/score-table/tables.ts';
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

/** What a method over a whole table gives back. */
export interface TableResult {
	readonly method: string;
	/** The statistic, in the method's own unit. */
	readonly statistic: number;
	/** Smallest and largest value the statistic can take here; null = no bound. */
	readonly range: readonly [number | null, number | null];
	/**
	 * Probability under `nullModel` of a statistic at least as far towards stronger responses to what is relevant
	 * (key, strongest item, relevant question), 0 < p ≤ 1; two-sided where nothing is relevant (artifacts). The
	 * direction is never chosen after the fact. null = no null that could be true, or beyond a published table.
	 */
	readonly p: number | null;
	readonly pKind: 'exact' | 'monte-carlo' | 'approximate' | 'none';
	/** The null hypothesis in a sentence, or why there is none. */
	readonly nullModel: BilingualText;
	/** What the decision rule comes to; `none` when the method has no rule. */
	readonly outcome: Outcome;
	/** What each channel adds to the statistic, in the order of the table; null = nothing to score. */
	readonly perChannel: readonly {
		readonly channel: string;
		readonly contribution: number | null;
	}[];
	readonly excluded: readonly { readonly where: string; readonly reason: string }[];
	/** Plain sentence: what was compared and what came out. */
	readonly sentence: BilingualText;
	/** Whatever else the method computes, as JSON: subtotals, odds, limits, tables. */
	readonly details: Readonly<Record<string, unknown>>;
}

/** One scoring method over tables of one form. */
export interface TableMethod<Form extends FormId> {
	readonly id: string;
	readonly form: Form;
	readonly title: BilingualText;
	readonly sources: readonly string[];
	/** What is known to be wrong with the method or its use; printed with every result. */
	readonly critique: readonly BilingualText[];
	/**
	 * @param options seed: for methods that draw permutations, 0…2³²−1
	 * @throws {LabError} `scoring/…` when nothing in the table can be scored
	 */
	score(table: TableOf<Form>, options?: { readonly seed?: number }): TableResult;
	/** How people score by this method; comparison methods with positions only. */
	readonly byHand?: ScoringByHand;
}
