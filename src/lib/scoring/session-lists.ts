/**
 * Lists and series of a session as tables of details: the items of a search, relevant questions among irrelevant ones.
 *
 * @module
 */
import { usable, type Cell } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { features, isFeatureId } from '#lib/core/signal/features.ts';
import type { ListedQuestion, MeasuredSession } from './session-channels.ts';
import { askedOf, type Asked } from './session-comparison.ts';
import { cells, sensors } from './session-table.ts';

type Channel = Omit<TableOf<'search'>['channels'][number], 'repetitions'>;

/** The channels with a feature, as tables name them. */
function channelsOf({ rows }: MeasuredSession, questionId: string): Channel[] {
	const own = rows.filter((row) => row.questionId === questionId);
	return [...new Set(own.map(({ channel }) => channel))].flatMap((channel) => {
		const feature = own.find((row) => row.channel === channel)?.feature ?? '';
		if (!isFeatureId(feature)) return [];
		return [{ channel, sensor: sensors[feature], stronger: features[feature].stronger }];
	});
}

/** The value of an item on a channel; one that was read out again counts with its last scorable presentation. */
function valueOf(session: MeasuredSession, asked: readonly Asked[], channel: string) {
	const cellOf = cells(session);
	return (itemId: string): Cell => {
		const found = asked
			.filter((one) => one.itemId === itemId)
			.flatMap(({ rows }) => rows.filter((row) => row.channel === channel))
			.map(cellOf);
		return found.findLast((cell) => usable(cell) !== null) ?? found.at(-1) ?? null;
	};
}

/**
 * A searching list: its items without buffers, one repetition for each chart.
 *
 * @returns null when nothing of the list was measured
 */
export function searchTable(
	session: MeasuredSession,
	list: ListedQuestion
): TableOf<'search'> | null {
	const items = list.items.filter(({ role }) => role !== 'buffer').map(({ itemId }) => itemId);
	const charts = askedOf(session, list.questionId);
	const channels = channelsOf(session, list.questionId).map((channel) => ({
		...channel,
		repetitions: charts.map(({ chart, asked }) => ({
			chart,
			values: items.map(valueOf(session, asked, channel.channel))
		}))
	}));
	if (channels.length === 0 || charts.length === 0 || items.length < 2) return null;
	return { form: 'search', items, channels };
}

/**
 * A relevant-irrelevant series: each relevant question among the irrelevant ones of the same chart. What is asked first
 * in a chart always draws a response and is not compared with.
 *
 * @returns null when nothing of the series was measured, or there is nothing to compare with
 */
export function irrelevantTable(
	session: MeasuredSession,
	series: ListedQuestion
): TableOf<'details'> | null {
	const of = (role: string) =>
		series.items.filter((item) => item.role === role).map(({ itemId }) => itemId);
	const [relevant, neutral] = [of('relevant'), of('neutral')];
	const charts = askedOf(session, series.questionId);
	if (relevant.length === 0 || neutral.length === 0 || charts.length === 0) return null;
	const channels = channelsOf(session, series.questionId).map((channel) => ({
		...channel,
		questions: charts.flatMap(({ chart, asked }) => {
			const value = valueOf(session, asked, channel.channel);
			const later = valueOf(session, asked.slice(1), channel.channel);
			return relevant.map((itemId) => ({
				...{ questionId: itemId, chart, keyIndex: 0 },
				values: [value(itemId), ...neutral.map(later)]
			}));
		})
	}));
	return channels.length === 0 ? null : { form: 'details', channels };
}
