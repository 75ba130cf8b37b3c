/**
 * From a session's measurements to what a scoring method takes: one channel, rows of questions and charts.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';
import {
	standingMeasurements,
	type Changes,
	type StandingMeasurement
} from '#lib/core/session/standing-measurements.ts';
import { features, isFeatureId, type FeatureId } from '#lib/core/signal/features.ts';
import type { OrderableQuestion } from '#lib/core/technique/order.ts';
import type { ChannelMeasurements, QuestionMeasurements } from './types.ts';

/** A question of the list as scoring knows it. */
export type ListedQuestion = Omit<OrderableQuestion, 'items'> & {
	readonly items: readonly (OrderableQuestion['items'][number] & {
		readonly text?: string;
		readonly label?: string | undefined;
	})[];
};

/** What was measured in a session, and what people changed of it. */
export interface MeasuredSession extends Changes {
	/** The locked question list; the words of its items are for sentences only. */
	readonly questions: readonly ListedQuestion[];
	/** Rows of `chart-measured`, all charts. */
	readonly rows: readonly EventData<'chart-measured'>['measurements'][number][];
}

/** A question in one chart, as methods take it, with the number of the chart. */
export type ChartQuestion = QuestionMeasurements & { readonly chart: number };
/** A channel as methods take it. */
export type SessionChannel = Omit<ChannelMeasurements, 'questions'> & {
	readonly feature: FeatureId;
	readonly questions: readonly ChartQuestion[];
};

/**
 * The channels of a session that have a scorable value, in the order of the rows.
 *
 * One row per chart and question that has a value; items in the order of the list.
 */
export function sessionChannels(session: MeasuredSession): SessionChannel[] {
	const rows = standingMeasurements(session.rows, session).filter(({ value }) => value !== null);
	const channels = [...new Set(session.rows.map(({ channel }) => channel))];
	return channels.flatMap((channel) => {
		const own = rows.filter((row) => row.channel === channel);
		const feature = own[0]?.feature ?? '';
		if (!isFeatureId(feature)) return [];
		const questions = chartQuestions(own, session.questions);
		return [{ channel, feature, stronger: features[feature].stronger, questions }];
	});
}

function chartQuestions(
	rows: readonly StandingMeasurement[],
	questions: readonly OrderableQuestion[]
): ChartQuestion[] {
	const charts = [...new Set(rows.map((row) => row.chart))].sort((a, b) => a - b);
	return charts.flatMap((chart) =>
		questions.flatMap((question): ChartQuestion[] => {
			const own = rows.filter((r) => r.chart === chart && r.questionId === question.questionId);
			const items = question.items.filter((item) => item.role !== 'buffer');
			if (own.length === 0) return [];
			return [
				{
					chart,
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
}
