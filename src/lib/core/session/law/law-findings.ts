/**
 * What the law says to a test session now: which rules stand, and what they keep from being done.
 *
 * @module
 */
import { evaluate, type Finding } from '../../law/evaluate.ts';
import type { Facts } from '../../law/fact.ts';
import { clockRules, nextLimitOf, type NextLimit } from '../../law/next-limit.ts';
import type { LawMoment, LawRule } from '../../law/rule.ts';
import type { SessionState } from '../state.ts';
import { logFacts, sessionFacts } from './law-facts.ts';
import type { SetAside } from './law-state.ts';
import type { SessionLaw } from './session-law.ts';

/** What the law is asked with. */
export interface LawContext {
	/** Null = the session was opened without rules of tests. */
	readonly law: SessionLaw | null;
	/** Moment of the decision, server clock [ms since 1970]. */
	readonly nowMs: number;
	/** Facts another part of the laboratory knows: instrument, qualification, board. */
	readonly outside: Facts;
}

/** Nothing to ask. */
export const noLaw: LawContext = { law: null, nowMs: 0, outside: {} };

/** A rule that speaks up, and who set it aside; null = it stands. */
export interface SessionFinding extends Finding {
	readonly setAside: SetAside | null;
}

/**
 * The rules of some moments that speak up, those set aside too, in the order of their ids. Rules about texts are asked
 * with each text, see `texts/leaving-findings.ts`.
 */
export function sessionFindings(
	state: SessionState,
	{ law, nowMs, outside }: LawContext,
	moments: readonly LawMoment[]
): SessionFinding[] {
	if (law === null) return [];
	const facts = sessionFacts(state, law.facts, nowMs, outside);
	return moments
		.filter((moment) => moment !== 'on_text')
		.flatMap((moment) => evaluate(law.rules, moment, facts))
		.filter(({ stands }) => stands)
		.map((finding) => ({ ...finding, setAside: setAsideBy(state, finding.rule, nowMs) }))
		.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

/** The blocks of some moments that stand. */
export function sessionBlocks(
	state: SessionState,
	context: LawContext,
	moments: readonly LawMoment[]
): LawRule[] {
	return sessionFindings(state, context, moments)
		.filter(({ rule, setAside }) => rule.severity === 'block' && setAside === null)
		.map(({ rule }) => rule);
}

/** The last time a rule was noted or set aside, if nothing it rests on has changed since. */
function setAsideBy(state: SessionState, rule: LawRule, nowMs: number): SetAside | null {
	const { setAside, factSeq, clockSeq } = state.law;
	const last = setAside.findLast(({ ruleId }) => ruleId === rule.id);
	if (last === undefined || (rule.severity === 'block' && rule.override === 'none')) return null;
	const now = logFacts(state, nowMs);
	const isAsItWas = rule.inputs.every((input) => {
		// a clock runs on by itself; what was judged is changed by a break, a meal or other times
		if (input.startsWith('clock.')) return clockSeq < last.seq;
		if ((factSeq[input] ?? 0) > last.seq) return false;
		return JSON.stringify(now[input]) === JSON.stringify(last.facts[input]);
	});
	return isAsItWas ? last : null;
}

/** The next block that the clocks alone will bring about within a day; null = none. */
export function nextSessionLimit(state: SessionState, context: LawContext): NextLimit | null {
	const { law } = context;
	if (law === null) return null;
	const rules = clockRules(law.rules);
	return nextLimitOf(
		(nowMs) => sessionBlocks(state, { ...context, law: { ...law, rules }, nowMs }, ['live'])[0],
		context.nowMs
	);
}
