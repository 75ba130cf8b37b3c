/**
 * What the result of a session rests on.
 *
 * @module
 */
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { OutcomeLimits } from '#lib/core/technique/outcome-rule.ts';
import { methods, scoringSeed } from './registry.ts';
import type { MeasuredSession } from './session-channels.ts';
import type { Basis } from './session-sensitivity.ts';

/** What was measured in a session and what people changed of it. */
export function measuredSession(state: SessionState): MeasuredSession {
	const { measured, exclusions, overrides } = state;
	const rows = measured?.measurements ?? [];
	return { questions: listedQuestions(state), rows, exclusions, overrides };
}

/** The rule of a technique: `scoring` in protocols/techniques/*.yaml. */
type Rule = OutcomeLimits & { readonly methods: readonly string[] };

/**
 * The basis of the recorded conclusion; before there is one, what the technique names: its first method on the
 * channel of skin conductance.
 *
 * @returns null when there is no such channel or the method is not ours
 */
export function sessionBasis(state: SessionState, rule: Rule): Basis | null {
	const chosen = state.conclusion?.basis;
	const columns = state.charts.flatMap(({ started }) => started.columns);
	const channel = chosen?.channel ?? columns.find(({ kind }) => kind === 'eda')?.name;
	const id = chosen?.method ?? rule.methods[0];
	const method = methods.find((one) => one.id === id);
	if (channel === undefined || method === undefined) return null;
	return { method, channel, limits: rule, seed: scoringSeed(state.charts) };
}
