/**
 * How a score comes about, number by number, so that anyone can compute it again by hand.
 *
 * @module
 */
import { standings } from '#lib/core/statistics/ranks.ts';
import { shareAtLeast, shareAtMost, sumCounts } from '#lib/core/statistics/sum-distribution.ts';
import { candidates } from '#lib/core/technique/candidates.ts';
import { lykkenPoints } from './lykken.ts';
import type { SessionChannel } from './session-channels.ts';
import { standardised } from './within-question-z.ts';

/** One question in one chart. */
export interface ArithmeticRow {
	readonly questionId: string;
	readonly chart: number;
	/** Scorable items, the key included. */
	readonly items: number;
	/** Measured value of the key, and mean and population SD of all scorable items. */
	readonly value: number;
	readonly mean: number;
	readonly sd: number;
	/** Mid-rank of the key, 1 = the strongest response. */
	readonly rank: number;
	/** What the method makes of it. */
	readonly contribution: number;
}

/** The arithmetic of one method on one channel. */
export interface Arithmetic {
	/** Questions whose key and at least one foil are scorable. */
	readonly rows: readonly ArithmeticRow[];
	/** One figure per question over its charts, as it enters the null distribution. */
	readonly terms: readonly { readonly questionId: string; readonly value: number }[];
	/** Sum or mean of the terms. */
	readonly combined: number;
	readonly combine: 'sum' | 'mean';
	/** Ways to choose which item of each question is the key; all equally likely under the null. */
	readonly assignments: number;
	/**
	 * Share of them at least as far towards recognition as each value of the statistic; empty for a mean, whose values
	 * are too many to list.
	 */
	readonly tail: readonly {
		readonly value: number;
		readonly share: number;
		readonly isObserved: boolean;
	}[];
}

/** How a method scores the items of one question. */
interface ItemScore {
	readonly combine: 'sum' | 'mean';
	/** Makes scores whole numbers: ties share the mean of their points. */
	readonly scale: number;
	readonly scores: (strengths: readonly number[]) => readonly number[];
	readonly far: 'high' | 'low';
}

/** Whole multiples for every mean over a tie of up to 12 items. */
const POINT_SCALE = 27720;
const known: Readonly<Record<string, ItemScore>> = {
	lykken: { combine: 'sum', scale: POINT_SCALE, scores: lykkenPoints, far: 'high' },
	'rank-sum': {
		combine: 'sum',
		scale: 2,
		scores: (strengths) => standings(strengths).map(({ rank }) => rank),
		far: 'low'
	},
	'within-question-z': { combine: 'mean', scale: 1, scores: standardised, far: 'high' }
};

/** The arithmetic; null for a method whose arithmetic is not written out here. */
export function arithmeticOf(method: string, channel: SessionChannel): Arithmetic | null {
	const how = known[method];
	if (how === undefined) return null;
	const { combine, scale } = how;
	const whole = (strengths: readonly number[]): number[] =>
		how.scores(strengths).map((score) => (combine === 'sum' ? Math.round(score * scale) : score));
	const questions = candidates(channel, whole, combine);
	const keys = questions.map(({ values, key }) => values[key] ?? 0);
	const sum = keys.reduce((total, value) => total + value, 0);
	return {
		rows: rowsOf(channel, how.scores),
		terms: questions.map(({ questionId }, i) => ({ questionId, value: (keys[i] ?? 0) / scale })),
		combined: combine === 'sum' ? sum / scale : sum / Math.max(1, keys.length),
		combine,
		assignments: questions.reduce((product, { values }) => product * values.length, 1),
		tail:
			combine === 'mean'
				? []
				: tailOf(
						questions.map(({ values }) => values),
						sum,
						how
					)
	};
}

function rowsOf(channel: SessionChannel, scores: ItemScore['scores']): ArithmeticRow[] {
	const sign = channel.stronger === 'larger' ? 1 : -1;
	return channel.questions.flatMap(({ questionId, chart, values, keyIndex }) => {
		const items = [...values.keys()].filter((i) => values[i] !== null);
		const key = items.indexOf(keyIndex);
		if (key === -1 || items.length < 2) return [];
		const measured = items.map((i) => values[i] ?? 0);
		const strengths = measured.map((value) => sign * value);
		const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length;
		const squares = measured.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		return [
			{
				...{ questionId, chart, items: items.length },
				value: measured[key] ?? 0,
				mean,
				sd: Math.sqrt(squares / measured.length),
				rank: standings(strengths)[key]?.rank ?? 0,
				contribution: scores(strengths)[key] ?? 0
			}
		];
	});
}

/** Whole values of the statistic, and the observed one when it lies between two of them. */
function tailOf(
	lists: readonly (readonly number[])[],
	observed: number,
	{ scale, far }: ItemScore
): Arithmetic['tail'] {
	const counts = sumCounts(lists);
	const sums = [...counts.keys()];
	const [least, most] = [Math.min(...sums), Math.max(...sums)].map((sum) => sum / scale);
	const from = Math.ceil(least ?? 0);
	const values = Array.from(
		{ length: Math.floor(most ?? 0) - from + 1 },
		(_, i) => (from + i) * scale
	);
	return [...new Set([...values, observed])]
		.toSorted((a, b) => a - b)
		.map((value) => ({
			value: value / scale,
			share: far === 'high' ? shareAtLeast(counts, value) : shareAtMost(counts, value),
			isObserved: value === observed
		}));
}
