/**
 * The rows of a score sheet as a person fills it: chart after chart, question after question, and within a question
 * the channels in the field's order: breathing, skin conductance, heart.
 *
 * @module
 */
import type { BlindView } from '#lib/core/sheet/blind-view.ts';
import { cellKey, sheetPlaces } from '#lib/core/sheet/cells.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { featureOf } from '#lib/core/signal/features.ts';

/** Kinds of sensors from top to bottom. */
const ORDER = ['rsp', 'eda', 'cardio', 'ecg', 'ppg'];

/** One cell. */
export interface GridCell {
	/** As `cellKey` makes it. */
	readonly key: string;
	readonly chart: number;
	readonly presentation: number;
	readonly channel: string;
}

/** One question on one channel of one chart. */
export interface SheetRow {
	readonly chart: number;
	/** Number of the question in the list, 1-based. */
	readonly question: number;
	readonly channel: string;
	/** Scored items in order of presentation. */
	readonly cells: readonly GridCell[];
}

interface Place {
	readonly chart: number;
	readonly question: number;
	readonly channel: string;
	readonly kind: string;
	readonly presentation: number;
}

/** Rows of the session's own sheet. */
export function sessionRows(
	state: Pick<SessionState, 'charts' | 'questions' | 'listVersion'>
): SheetRow[] {
	const kinds = new Map(
		state.charts.flatMap(({ chart, started }) =>
			started.columns.map(({ name, kind }) => [`${chart}/${name}`, kind] as const)
		)
	);
	return rowsOf(
		sheetPlaces(state).map(({ chart, presentation, channel, questionId }) => ({
			...{ chart, presentation, channel },
			question: state.questions.findIndex((one) => one.questionId === questionId) + 1,
			kind: kinds.get(`${chart}/${channel}`) ?? ''
		}))
	);
}

/** Rows of a blind scorer's sheet. */
export function blindRows({ charts }: Pick<BlindView, 'charts'>): SheetRow[] {
	const isSeries = sheetKindOf({ charts }) !== 'details';
	return rowsOf(
		charts.flatMap(({ chart, columns, presentations }) =>
			columns
				.filter(({ kind }) => featureOf(kind, isSeries ? 'comparison' : 'details') !== null)
				.flatMap(({ name: channel, kind }) =>
					presentations
						.filter(({ type }) => type === (isSeries ? 'relevant' : 'item'))
						.map(({ presentation, question }) => ({
							...{ chart, presentation, channel, question, kind }
						}))
				)
		)
	);
}

/**
 * What a cell compares: an item with the other items of its question, a relevant question with its comparison question,
 * a relevant question with the irrelevant ones.
 */
export type SheetKind = 'details' | 'comparison' | 'relevant-irrelevant';

/** The kind of a blind sheet, from the types its charts tell. */
export function sheetKindOf({ charts }: Pick<BlindView, 'charts'>): SheetKind {
	const types = new Set(
		charts.flatMap(({ presentations }) => presentations.map((one) => one.type))
	);
	if (!types.has('relevant')) return 'details';
	return types.has('comparison') ? 'comparison' : 'relevant-irrelevant';
}

function rowsOf(places: readonly Place[]): SheetRow[] {
	const byRow = Object.values(
		Object.groupBy(places, ({ chart, question, channel }) => `${chart}/${question}/${channel}`)
	).flatMap((row) => (row === undefined ? [] : [row]));
	const place = (row: readonly Place[]): readonly number[] => {
		const [first] = row;
		if (first === undefined) return [];
		const { chart, question, kind } = first;
		return [chart, question, (ORDER.indexOf(kind) + ORDER.length + 1) % (ORDER.length + 1)];
	};
	return byRow
		.sort((a, b) => compared(place(a), place(b)))
		.flatMap((row): SheetRow[] => {
			const [first] = row;
			if (first === undefined) return [];
			const { chart, question, channel } = first;
			const cells = row
				.toSorted((a, b) => a.presentation - b.presentation)
				.map(({ presentation }): GridCell => {
					const cell = { chart, presentation, channel };
					return { key: cellKey(cell), ...cell };
				});
			return [{ chart, question, channel, cells }];
		});
}

function compared(a: readonly number[], b: readonly number[]): number {
	const differing = a.findIndex((value, index) => value !== b[index]);
	return differing === -1 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}
