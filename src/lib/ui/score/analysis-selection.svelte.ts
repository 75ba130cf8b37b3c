/**
 * Which value of the chart analysis is looked at: tables set it, the trace jumps there and draws its window.
 *
 * @module
 */
import { getContext, setContext } from 'svelte';

/** One presentation on one channel of a chart. */
export interface SelectedCell {
	readonly chart: number;
	readonly presentation: number;
	readonly channel: string;
}

/** The selection of one analysis page. */
export class AnalysisSelection {
	/** null = nothing is looked at. */
	cell = $state.raw<SelectedCell | null>(null);
	/** Chart that is shown; null = the first one. */
	chart = $state<number | null>(null);

	/** Grows when somebody wants to go to the trace, not only to have it show the value. */
	visits = $state(0);

	/** Looks at a value; its chart is shown. */
	look(cell: SelectedCell): void {
		this.cell = cell;
		this.chart = cell.chart;
	}

	/** Goes to the trace of a value. */
	visit(cell: SelectedCell): void {
		this.look(cell);
		this.visits++;
	}

	/** Whether this is the value that is looked at. */
	is(cell: SelectedCell): boolean {
		const { cell: own } = this;
		if (own === null) return false;
		return (
			own.chart === cell.chart &&
			own.presentation === cell.presentation &&
			own.channel === cell.channel
		);
	}
}

const KEY = Symbol('analysis selection');

/** Makes the selection of a page and gives it to all components below. */
export function createSelection(): AnalysisSelection {
	return setContext(KEY, new AnalysisSelection());
}

/** The selection of the page. */
export function useSelection(): AnalysisSelection {
	return getContext<AnalysisSelection>(KEY);
}
