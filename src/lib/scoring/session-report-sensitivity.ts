/**
 * How the result of a session depends on parts of the data, as its report tells it.
 *
 * @module
 */
import type { SensitivityOf, SensitivityTable } from '#lib/core/report/changed-results.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { scoringSeed } from './registry.ts';
import { limitsOfPlan, measuredSession, sessionBasis } from './session-basis.ts';
import { sessionSensitivity, type SessionChange } from './session-sensitivity.ts';
import { tableChanges } from './session-table-changes.ts';
import type { TechniquePlan } from './session-technique.ts';

/** Both languages of a report, and every version, ask for the same. */
const known = new WeakMap<SessionState, SensitivityTable[]>();

/**
 * The tables of a session that was scored; before that none.
 *
 * @source polygraph reference 3.9 (sensitivity to each channel, chart and excluded segment)
 */
export const reportSensitivity: SensitivityOf = (state, technique) => {
	const found = known.get(state) ?? tablesOf(state, technique);
	known.set(state, found);
	return found;
};

function tablesOf(state: SessionState, technique: TechniquePlan): SensitivityTable[] {
	if (state.scores === null) return [];
	const rule = limitsOfPlan(technique);
	const session = measuredSession(state);
	if (rule === null)
		return tableChanges(session, technique, scoringSeed(state.charts)).map(
			({ questionId, method, rows }) => ({
				...{ questionId, method, channel: null, values: null },
				rows: rows.map(({ kind, name, result, isOther }) => ({
					...{ kind, name, isOther },
					...(result ?? { statistic: null, p: null, outcome: null })
				}))
			})
		);
	const basis = sessionBasis(state, rule);
	if (basis === null) return [];
	const { whole, rows, values } = sessionSensitivity(session, basis);
	if (whole === null) return [];
	const ps = values.flatMap(({ p }) => p ?? []);
	return [
		{
			...{ questionId: null, method: basis.method.id, channel: basis.channel },
			rows: [
				{ kind: 'whole', name: '', ...whole },
				...rows.map(({ change, ...result }) => ({ ...nameOf(state, change), ...result }))
			],
			values:
				ps.length === 0
					? null
					: {
							...{ count: values.length, least: Math.min(...ps), most: Math.max(...ps) },
							other: values.filter(({ isOther }) => isOther).length
						}
		}
	];
}

function nameOf(state: SessionState, change: SessionChange) {
	switch (change.kind) {
		case 'without-question': {
			const at = state.questions.findIndex((one) => one.questionId === change.questionId);
			return { kind: change.kind, name: `Q${at + 1}` };
		}
		case 'without-chart':
		case 'without-value':
			return { kind: 'without-chart' as const, name: String(change.chart) };
		case 'put-back':
		case 'automatic-values':
		case 'without-weakest':
			return { kind: change.kind, name: String(change.values) };
	}
}
