/**
 * What the result of a session rests on.
 *
 * @module
 */
import { isBasis, type RecordedScore } from '#lib/core/session/basis.ts';
import { formalCharts } from '#lib/core/session/formal-charts.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { decisiveScore, type OutcomeLimits } from '#lib/core/technique/outcome-rule.ts';
import { methods, scoringSeed } from './registry.ts';
import type { MeasuredSession } from './session-channels.ts';
import type { Basis } from './session-sensitivity.ts';
import type { TechniquePlan } from './session-technique.ts';

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
	const columns = formalCharts(state).flatMap(({ started }) => started.columns);
	const channel = chosen?.channel ?? columns.find(({ kind }) => kind === 'eda')?.name;
	const id = chosen?.method ?? rule.methods[0];
	const method = methods.find((one) => one.id === id);
	if (channel === undefined || method === undefined) return null;
	return { method, channel, limits: rule, seed: scoringSeed(state.charts) };
}

/** The limits of a technique whose probability decides; null = its scores say themselves what their rule comes to. */
export function limitsOfPlan(plan: TechniquePlan): Rule | null {
	return plan.kind === 'recognition' || plan.kind === 'known-peak' ? plan.scoring : null;
}

/**
 * The score a conclusion rests on unless somebody chooses another: the first method of the technique, for details on
 * the channel of skin conductance; where lists or series were scored alone, the one that decides.
 *
 * @param columns of the formal charts
 */
export function proposedScore(
	scores: readonly RecordedScore[],
	plan: TechniquePlan,
	columns: readonly { readonly name: string; readonly kind: string }[]
): RecordedScore | undefined {
	const [first] = plan.scoring.methods;
	const own = scores.filter(({ method }) => method === first);
	const limits = limitsOfPlan(plan);
	if (limits === null) return decisiveScore(own, limits);
	const channel = columns.find(({ kind }) => kind === 'eda')?.name;
	return own.find((score) => score.channel === channel);
}

/** The score of the recorded conclusion; before there is one, what the technique names. */
export function basisScore(state: SessionState, plan: TechniquePlan): RecordedScore | undefined {
	const scores = state.scores?.scores ?? [];
	const chosen = state.conclusion?.basis;
	if (chosen !== undefined) return scores.find((score) => isBasis(score, chosen));
	const columns = formalCharts(state).flatMap(({ started }) => started.columns);
	return proposedScore(scores, plan, columns);
}
