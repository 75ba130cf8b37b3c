/**
 * What every item of a question would have got if it were the key, over all charts together.
 *
 * Someone to whom an item means something responds to it in every chart, key or not. So the item is what chance draws,
 * not the item of each chart anew: only then is a probability over several charts exact.
 *
 * @module
 */
import type { ChannelStrengths } from './key-strengths.ts';

/** A question over all its charts. */
export interface Candidates {
	readonly questionId: string;
	/** Value of each item that was scorable in some chart, shape [candidates]. */
	readonly values: readonly number[];
	/** Index of the key among `values`. */
	readonly key: number;
}

/** A row with at least two scorable items. */
interface ScoredRow {
	readonly items: readonly number[];
	readonly scores: readonly number[];
}

/**
 * The questions whose key was scorable in some chart.
 *
 * Charts in which only the key is missing count for the other items: what an item gets must not depend on which item
 * is the key.
 *
 * @param scoresOf score of each item of one chart from its strengths (larger = stronger), shape [m]
 * @param over `sum`: added up over charts, where an item is missing the chart's mean score; `mean`: mean over the
 * charts in which the item was scorable
 */
export function candidates(
	channel: ChannelStrengths,
	scoresOf: (strengths: readonly number[]) => readonly number[],
	over: 'sum' | 'mean'
): Candidates[] {
	const sign = channel.stronger === 'larger' ? 1 : -1;
	const ids = [...new Set(channel.questions.map(({ questionId }) => questionId))];
	return ids.flatMap((questionId): Candidates[] => {
		const own = channel.questions.filter((question) => question.questionId === questionId);
		const rows = own.flatMap(({ values }): ScoredRow[] => {
			const items = [...values.keys()].filter((i) => Number.isFinite(values[i] ?? Number.NaN));
			if (items.length < 2) return [];
			return [{ items, scores: scoresOf(items.map((item) => sign * (values[item] ?? 0))) }];
		});
		const items = [...new Set(rows.flatMap((row) => row.items))].sort((a, b) => a - b);
		const key = items.indexOf(own[0]?.keyIndex ?? -1);
		if (key === -1) return [];
		const values = items.map((item) => (over === 'sum' ? sumOf(rows, item) : meanOf(rows, item)));
		return [{ questionId, values, key }];
	});
}

function scoreIn({ items, scores }: ScoredRow, item: number): number | undefined {
	return scores[items.indexOf(item)];
}

/** Scores of a row are whole numbers; so is what stands for a missing one. */
function sumOf(rows: readonly ScoredRow[], item: number): number {
	return rows.reduce((sum, row) => {
		const mean = row.scores.reduce((total, score) => total + score, 0) / row.scores.length;
		return sum + (scoreIn(row, item) ?? Math.round(mean));
	}, 0);
}

function meanOf(rows: readonly ScoredRow[], item: number): number {
	const scores = rows.flatMap((row) => scoreIn(row, item) ?? []);
	return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
