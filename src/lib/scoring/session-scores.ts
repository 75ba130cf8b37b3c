/**
 * From a session's measurements to the scores of every channel with every method.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { features, isFeatureId, type FeatureId } from '#lib/core/signal/features.ts';
import type { OrderableQuestion } from '#lib/core/technique/order.ts';
import type { ChannelMeasurements, QuestionMeasurements, ScoringMethod } from './types.ts';

type Measurement = EventData<'chart-measured'>['measurements'][number];
type MethodScore = EventData<'score-recorded'>['scores'][number];

/** What scores are computed from. */
export interface SessionScoring {
	readonly methods: readonly ScoringMethod[];
	/** The locked question list. */
	readonly questions: readonly OrderableQuestion[];
	/** Rows of `chart-measured`, all charts. */
	readonly rows: readonly Measurement[];
	/** Rows a person took out, with the reason in the event. */
	readonly exclusions?: readonly EventData<'measurement-excluded'>[];
	/** For methods that draw permutations, 0…2³²−1; kept with the session so that p can be reproduced. */
	readonly seed: number;
}

/**
 * Scores every channel of a session with every method.
 *
 * A channel without a single scorable question has no scores; the array may be empty.
 *
 * @returns in the order of channels in `rows`, then of methods
 */
export function scoreWith(input: SessionScoring): MethodScore[] {
	const rows = input.rows.filter((row) => row.value !== null && !isExcluded(row, input));
	const channels = [...new Set(input.rows.map((row) => row.channel))];
	return channels.flatMap((channel) => {
		const own = rows.filter((row) => row.channel === channel);
		const feature = own[0]?.feature ?? '';
		if (!isFeatureId(feature)) return [];
		const measured = channelMeasurements(channel, feature, own, input.questions);
		return input.methods.flatMap((method) => scoreOf(method, measured, input.seed));
	});
}

function isExcluded(row: Measurement, { exclusions = [] }: SessionScoring): boolean {
	return exclusions.some(
		({ chart, presentation, channel }) =>
			chart === row.chart && presentation === row.presentation && channel === row.channel
	);
}

/** One row per chart and question that has a value; items in the order of the list. */
function channelMeasurements(
	channel: string,
	feature: FeatureId,
	rows: readonly Measurement[],
	questions: readonly OrderableQuestion[]
): ChannelMeasurements {
	const charts = [...new Set(rows.map((row) => row.chart))].sort((a, b) => a - b);
	const measured = charts.flatMap((chart) =>
		questions.flatMap((question): QuestionMeasurements[] => {
			const own = rows.filter((r) => r.chart === chart && r.questionId === question.questionId);
			const items = question.items.filter((item) => item.role !== 'buffer');
			if (own.length === 0) return [];
			return [
				{
					questionId: question.questionId,
					// an item read out again after a void counts with its last scorable presentation
					values: items.map(
						({ itemId }) => own.findLast((r) => r.itemId === itemId)?.value ?? null
					),
					keyIndex: items.findIndex((item) => item.role === 'key')
				}
			];
		})
	);
	return { channel, stronger: features[feature].stronger, questions: measured };
}

/** No score where nothing can be scored; anything else thrown is a bug. */
function scoreOf(method: ScoringMethod, channel: ChannelMeasurements, seed: number): MethodScore[] {
	try {
		const result = method.score(channel, { seed });
		return [
			{
				method: result.method,
				channel: channel.channel,
				statistic: result.statistic,
				p: result.p,
				pKind: result.pKind,
				perQuestion: channel.questions.map(({ questionId }, row) => ({
					questionId,
					value: result.perQuestion[row] ?? null
				})),
				sentence: { ...result.sentence }
			}
		];
	} catch (error) {
		if (isLabError(error) && error.code === 'scoring/too-few-items') return [];
		throw error;
	}
}
