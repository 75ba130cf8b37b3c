/**
 * What the law says to an interview now: which rules stand, and what they keep from being done.
 *
 * @module
 */
import { evaluate, type Finding } from '../law/evaluate.ts';
import type { Law } from '../law/law-files.ts';
import { clockRules, nextLimitOf, type NextLimit } from '../law/next-limit.ts';
import type { LawMoment, LawRule } from '../law/rule.ts';
import { lintFacts } from '../law/text-lint.ts';
import { factsOf } from './facts-of.ts';
import type { InterviewState } from './interview-state.ts';
import type { LawState, SetAside } from './law.ts';

/** Before anything is rated or said. */
export const STARTING = ['pre_session', 'session_start'] as const satisfies readonly LawMoment[];
/** While it goes on, looked at every minute. Signs of harm have an alarm of their own (`alarmOf`). */
export const RUNNING = ['live', 'case_level'] as const satisfies readonly LawMoment[];

/** A rule that speaks up, and who set it aside; null = it stands. */
export interface LawFinding extends Finding {
	readonly setAside: SetAside | null;
}

/**
 * The rules of some moments that speak up, those set aside too, in the order of their ids.
 *
 * @param nowMs ms since 1970
 */
export function lawFindings(
	state: InterviewState,
	law: Law,
	moments: readonly LawMoment[],
	nowMs: number
): LawFinding[] {
	const facts = factsOf(state, law.facts, nowMs);
	return moments
		.flatMap((moment) => evaluate(law.rules, moment, facts))
		.filter(({ stands }) => stands)
		.map((finding) => ({ ...finding, setAside: setAsideBy(state.law, finding.rule) }))
		.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

/**
 * Ids of the blocks of some moments that stand.
 *
 * @param nowMs ms since 1970
 */
export function lawBlocks(
	state: InterviewState,
	law: Law | null,
	moments: readonly LawMoment[],
	nowMs: number
): string[] {
	if (law === null) return [];
	return lawFindings(state, law, moments, nowMs)
		.filter(({ rule, setAside }) => rule.severity === 'block' && setAside === null)
		.map(({ rule }) => rule.id);
}

/** Whether guidance stays hidden for the law's sake. After the end clocks stand still and hide nothing. */
export function hidesGuidance(state: InterviewState, law: Law | null, nowMs: number): boolean {
	if (state.closed !== null) return false;
	return lawBlocks(state, law, [...STARTING, ...RUNNING], nowMs).length > 0;
}

/** The last time a rule was set aside, if nothing it rests on has changed since. */
function setAsideBy(law: LawState, { id, inputs, override, severity }: LawRule): SetAside | null {
	const last = law.setAside.findLast(({ rule }) => rule === id);
	if (last === undefined || (severity === 'block' && override === 'none')) return null;
	const changed = inputs.map((input) => {
		const [area] = input.split('.');
		if (area === 'clock') return law.lastSeq.clock;
		if (area === 'request' || input === 'event.complaint') return law.lastSeq.request;
		if (area === 'safe' || area === 'intv') return law.lastSeq.sign;
		return law.factSeq[input] ?? 0;
	});
	return last.seq > Math.max(...changed) ? last : null;
}

/**
 * Rules about planned wording that nobody can set aside, and that these texts break.
 *
 * @returns ids of the rules
 */
export function wordingBlocks(law: Law | null, texts: readonly string[]): string[] {
	const { lint, rules } = law ?? { lint: null, rules: [] };
	if (lint === null) return [];
	const broken = texts.flatMap((text) =>
		evaluate(rules, 'on_text', lintFacts(lint, text)).filter(
			({ rule, status }) =>
				status === 'fires' && rule.severity === 'block' && rule.override === 'none'
		)
	);
	return [...new Set(broken.map(({ rule }) => rule.id))];
}

/**
 * The next block that the clocks alone will bring about within a day; null = none.
 *
 * @param nowMs ms since 1970
 */
export function nextLimit(state: InterviewState, law: Law, nowMs: number): NextLimit | null {
	const clocks = clockRules(law.rules);
	return nextLimitOf(
		(ms) =>
			lawFindings(state, { ...law, rules: clocks }, ['live'], ms).find(
				({ setAside }) => setAside === null
			)?.rule,
		nowMs
	);
}
