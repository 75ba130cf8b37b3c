/**
 * Which cells a score sheet of a session has.
 *
 * @module
 */
import { formalCharts } from '../session/formal-charts.ts';
import { placeChartMarks } from '../session/place-marks.ts';
import type { PlacedMark, SessionState } from '../session/state.ts';
import { featureOf } from '../signal/features.ts';
import { featureSetOfQuestions, scoredItems } from '../technique/scored-items.ts';
import { scales, type Scale, type ScoreSheet } from './sheet.ts';

/** One cell: a presentation that was read out, on a channel that is scored. */
export interface SheetPlace {
	readonly chart: number;
	readonly presentation: number;
	readonly questionId: string;
	readonly itemId: string;
	readonly channel: string;
}

/**
 * The cells of a sheet: every scored item that was read out and not voided, on every channel with a feature. The
 * first item of a question (buffer) draws a response whatever it is and has no cell. Of a series only the relevant
 * questions have cells: a cell says how one compares with the questions it is compared with.
 *
 * @param state charts that are not sealed yet have no cells
 * @returns chart after chart, channel after channel, presentation after presentation
 */
export function sheetPlaces(
	state: Pick<SessionState, 'charts' | 'listVersion' | 'questions'>
): SheetPlace[] {
	const set = featureSetOfQuestions(state.questions);
	const scored = new Set(
		state.questions.flatMap(({ questionId, items }) =>
			scoredItems(items).map(({ itemId }) => `${questionId}/${itemId}`)
		)
	);
	return formalCharts(state)
		.filter(({ status }) => status === 'sealed')
		.map(placeChartMarks)
		.flatMap(({ chart, started, presentations }) =>
			started.columns
				.filter(({ kind }) => featureOf(kind, set) !== null)
				.flatMap(({ name: channel }) =>
					presentations
						.filter(({ asked, voided }) => isPlaced(asked) && voided === null)
						.filter(({ questionId, itemId }) => scored.has(`${questionId}/${itemId}`))
						.map(({ presentation, questionId, itemId }) => ({
							...{ chart, presentation, questionId, itemId, channel }
						}))
				)
		);
}

function isPlaced(mark: PlacedMark | null): boolean {
	return mark !== null && !mark.voided && mark.sample !== null;
}

/** Key of a cell, the same for a place and for a judgement. */
export function cellKey(at: {
	readonly chart: number;
	readonly presentation: number;
	readonly channel: string;
}): string {
	return `${at.chart}/${at.presentation}/${at.channel}`;
}

/**
 * What is wrong with a sheet: the first thing, or null.
 *
 * @param places the cells it has to fill, all of them and no other
 */
export function sheetProblem(
	sheet: ScoreSheet,
	places: readonly SheetPlace[],
	scale: Scale
): string | null {
	if (sheet.scale !== scale) return `expected the scale ${scale}, got ${sheet.scale}`;
	const wanted = new Set(places.map(cellKey));
	const seen = new Set<string>();
	for (const cell of sheet.cells) {
		const key = cellKey(cell);
		if (!wanted.has(key)) return `expected a cell of the session, got ${key}`;
		if (seen.has(key)) return `expected each cell once, got ${key} again`;
		seen.add(key);
	}
	const missing = [...wanted].filter((key) => !seen.has(key));
	if (missing.length === 0) return null;
	return `expected ${wanted.size} cells, ${missing.length} are missing, first ${missing[0] ?? ''}`;
}

/** Scale as text for a person: −3 … +3. */
export function scaleText(scale: Scale): string {
	const most = Math.max(...scales[scale]);
	return `−${most} … +${most}`;
}
