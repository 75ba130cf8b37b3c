/**
 * How the events of step 5 (chart analysis) change the state.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import type { analysisPayloads } from '../payloads-analysis.ts';
import type { CommittedSheet, SessionState } from '../state.ts';
import { withoutAnalysis, withoutScores } from './analysis.ts';
import type { Folds } from './fold.ts';

/** Which value of the measurement table. */
type Cell = Pick<EventData<'measurement-restored'>, 'chart' | 'presentation' | 'channel'>;

const isSame = (a: Cell, b: Cell): boolean =>
	a.chart === b.chart && a.presentation === b.presentation && a.channel === b.channel;

const isOther =
	(cell: Cell) =>
	(one: Cell): boolean =>
		!isSame(one, cell);

/** What is excluded has no value, and what has a value of its own is not excluded: the newer one stands. */
function restored(state: SessionState, cell: Cell): SessionState {
	return {
		...withoutScores(state),
		exclusions: state.exclusions.filter(isOther(cell)),
		overrides: state.overrides.filter(isOther(cell))
	};
}

function revealed(state: SessionState, data: EventData<'sheet-revealed'>): SessionState {
	const sheets = state.sheets.map((sheet): CommittedSheet =>
		sheet.seat === data.seat ? { ...sheet, revealed: data } : sheet
	);
	return { ...state, sheets };
}

export const analysisFolds: Folds<keyof typeof analysisPayloads> = {
	'chart-measured': (state, measured) => ({ ...withoutAnalysis(state), measured }),
	'measurement-excluded': (state, exclusion) => {
		const before = restored(state, exclusion);
		return { ...before, exclusions: [...before.exclusions, exclusion] };
	},
	'measurement-overridden': (state, override) => {
		const before = restored(state, override);
		return { ...before, overrides: [...before.overrides, override] };
	},
	'measurement-restored': restored,
	'score-recorded': (state, scores) => ({ ...withoutScores(state), scores }),
	'scorer-named': (state, scorer) => ({ ...state, scorers: [...state.scorers, scorer] }),
	'scorer-withdrawn': (state, { task }) => ({
		...state,
		scorers: state.scorers.filter((scorer) => scorer.task !== task)
	}),
	'sheet-committed': (state, { seat, commitment }, event) => ({
		...state,
		sheets: [
			...state.sheets,
			{ seat, commitment, scorerId: event.actor.id, at: event.at, revealed: null }
		]
	}),
	'sheet-revealed': revealed,
	// a third sheet is compared anew with both: what two had settled before is open again
	'sheets-compared': (state, compared) => ({
		...state,
		compared,
		settled: null,
		conclusion: null
	}),
	'disagreement-settled': (state, settled) => ({ ...state, settled, conclusion: null }),
	'conclusion-recorded': (state, conclusion) => ({ ...state, conclusion })
};
