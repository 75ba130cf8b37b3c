/**
 * A score sheet as scoring methods take it: what a person judged stands where a measured value would stand.
 *
 * @module
 */
import { cellKey, type SheetPlace } from '#lib/core/sheet/cells.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import type { OrderableQuestion } from '#lib/core/technique/order.ts';
import type { ChannelMeasurements, QuestionMeasurements } from './types.ts';

/** A sheet and the session it belongs to. */
export interface JudgedSession {
	readonly sheet: Pick<ScoreSheet, 'cells'>;
	/** Every cell of the session, see `sheetPlaces`. */
	readonly places: readonly SheetPlace[];
	/** The locked question list. */
	readonly questions: readonly OrderableQuestion[];
}

/** Name of all channels together where one channel has its own. */
export const ALL_CHANNELS = 'all';

/** A cell with the score it was given; null = not scorable, or not on the sheet. */
export type JudgedPlace = SheetPlace & { readonly score: number | null };

/** The cells of a session with the scores of a sheet, in the order of the places. */
export function judgedPlaces({ sheet, places }: Omit<JudgedSession, 'questions'>): JudgedPlace[] {
	const scores = new Map(sheet.cells.map((cell) => [cellKey(cell), cell.score]));
	return places.map((place) => ({ ...place, score: scores.get(cellKey(place)) ?? null }));
}

/** One channel after the other, in the order of the places; a larger score is a stronger response. */
export function sheetChannels(session: JudgedSession): ChannelMeasurements[] {
	const judged = judgedPlaces(session);
	const channels = [...new Set(judged.map(({ channel }) => channel))];
	return channels.map((channel) => ({
		channel,
		stronger: 'larger',
		questions: rowsOf(
			judged.filter((place) => place.channel === channel),
			session.questions
		)
	}));
}

/**
 * All channels together: of each item the sum of its scores.
 *
 * An item that is not scorable on some channels gets the mean of its other scores times the number of channels, so
 * that it is not drawn towards 0, which would mean "like the other items". Without any score it is not scorable.
 */
export function sheetTogether(session: JudgedSession): ChannelMeasurements {
	const sums = new Map<string, { place: JudgedPlace; scores: (number | null)[] }>();
	for (const place of judgedPlaces(session)) {
		const key = `${place.chart}/${place.presentation}`;
		const sum = sums.get(key) ?? { place, scores: [] };
		sum.scores.push(place.score);
		sums.set(key, sum);
	}
	const together = [...sums.values()].map(({ place, scores }) => ({
		...place,
		score: extended(scores)
	}));
	const questions = rowsOf(together, session.questions);
	return { channel: ALL_CHANNELS, stronger: 'larger', questions };
}

function extended(scores: readonly (number | null)[]): number | null {
	const given = scores.filter((score) => score !== null);
	if (given.length === 0) return null;
	// first the product: equal sums stay equal, and ties are ties
	return (given.reduce((sum, score) => sum + score, 0) * scores.length) / given.length;
}

/** One row per chart and question that was read out; items in the order of the list. */
function rowsOf(
	judged: readonly JudgedPlace[],
	questions: readonly OrderableQuestion[]
): QuestionMeasurements[] {
	const charts = [...new Set(judged.map(({ chart }) => chart))].sort((a, b) => a - b);
	return charts.flatMap((chart) =>
		questions.flatMap(({ questionId, items: all }): QuestionMeasurements[] => {
			const own = judged.filter((one) => one.chart === chart && one.questionId === questionId);
			if (own.length === 0) return [];
			const items = all.filter(({ role }) => role !== 'buffer');
			return [
				{
					questionId,
					values: items.map(
						({ itemId }) =>
							// an item read out twice counts with its last scorable presentation
							own.findLast((one) => one.itemId === itemId && one.score !== null)?.score ?? null
					),
					keyIndex: items.findIndex(({ role }) => role === 'key')
				}
			];
		})
	);
}
