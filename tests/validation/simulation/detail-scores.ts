/** Every method that scores a concealed-information test, over one channel and over all together. */
import { isLabError } from '#lib/core/errors.ts';
import type { Sensor } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { featureOf, features } from '#lib/core/signal/features.ts';
import type { Measurement } from '#lib/core/signal/measure.ts';
import { methods } from '#lib/scoring/registry.ts';
import { tableMethods } from '#lib/scoring/registry-tables.ts';
import type { TableMethod } from '#lib/scoring/types.ts';
import {
	virtualChannels,
	virtualQuestions,
	type VirtualChannel
} from '../../contracts/virtual-test.ts';

type Details = TableOf<'details'>;

/** All channels scored together. */
export const TOGETHER = 'together';

/** One score of one test. */
export interface DetailScore {
	readonly method: string;
	/** Name of the channel, or `TOGETHER`. */
	readonly channel: string;
	/** Larger = more towards recognition, whatever the method's own direction. */
	readonly strength: number;
	readonly p: number;
	/** Lykken points reach the number of questions asked, half of the maximum; null for other methods. */
	readonly isTextbookHit: boolean | null;
}

const detailMethods = tableMethods.filter(
	(method): method is TableMethod<'details'> => method.form === 'details'
);
const ofOneChannel = new Set(methods.map(({ id }) => id));

/** Names of all scores that a test over these channels gets, in order. */
export function scoreNames(channels: readonly string[]) {
	return detailMethods.flatMap(({ id }) =>
		[...channels, ...(ofOneChannel.has(id) ? [] : [TOGETHER])].map((channel) => ({
			method: id,
			channel
		}))
	);
}

/**
 * All scores of a table, in the order of `scoreNames`.
 *
 * @param alone the channels that are scored alone as well
 * @returns null in place of a score where nothing can be scored
 */
export function detailScores(
	table: Details,
	seed: number,
	alone: readonly string[] = table.channels.map(({ channel }) => channel)
): (DetailScore | null)[] {
	return scoreNames(alone).map(({ method: id, channel }) => {
		const method = detailMethods.find((one) => one.id === id)!;
		const channels = table.channels.filter(
			(one) => channel === TOGETHER || one.channel === channel
		);
		try {
			const { statistic, p, range } = method.score({ ...table, channels }, { seed });
			const [least, most] = range;
			return {
				...{ method: id, channel, p: p ?? 1 },
				strength: id === 'rank-sum' ? (least ?? 0) + (most ?? 0) - statistic : statistic,
				isTextbookHit: id === 'lykken' ? statistic >= (most ?? Infinity) / 2 : null
			};
		} catch (error) {
			if (isLabError(error) && error.code === 'scoring/too-few-items') return null;
			throw error;
		}
	});
}

const SENSORS: Readonly<Record<VirtualChannel, Sensor>> = {
	eda: 'eda',
	ppg: 'other',
	rsp: 'respiration'
};

/** The measurements of a virtual test as a table; buffers are left out. */
export function detailTable(rows: readonly Measurement[]): Details {
	const charts = [...new Set(rows.map(({ chart }) => chart))];
	return {
		form: 'details',
		channels: virtualChannels.map((channel) => ({
			channel,
			sensor: SENSORS[channel],
			stronger: features[featureOf(channel)!].stronger,
			questions: charts.flatMap((chart) =>
				virtualQuestions.map(({ questionId, items }) => {
					const scored = items.filter(({ role }) => role !== 'buffer');
					return {
						questionId,
						chart,
						values: scored.map(
							({ itemId }) =>
								rows.find(
									(row) => row.chart === chart && row.channel === channel && row.itemId === itemId
								)?.value ?? null
						),
						keyIndex: scored.findIndex(({ role }) => role === 'key')
					};
				})
			)
		}))
	};
}
