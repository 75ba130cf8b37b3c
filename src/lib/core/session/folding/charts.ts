/**
 * Changes within one chart of a session.
 *
 * @module
 */
import type { Chart, Presentation, SessionState } from '../state.ts';

/** The state with one chart changed. */
export function inChart(
	state: SessionState,
	number: number,
	change: (chart: Chart) => Partial<Chart>
): SessionState {
	const charts = state.charts.map((chart) =>
		chart.chart === number ? { ...chart, ...change(chart) } : chart
	);
	return { ...state, charts };
}

/** The state with one presentation changed. */
export function inPresentation(
	state: SessionState,
	at: { readonly chart: number; readonly presentation: number },
	change: Partial<Presentation>
): SessionState {
	return inChart(state, at.chart, ({ presentations }) => ({
		presentations: presentations.map((one) =>
			one.presentation === at.presentation ? { ...one, ...change } : one
		)
	}));
}
