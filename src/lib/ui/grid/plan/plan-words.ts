/**
 * Words of the plan's pages.
 *
 * @module
 */
import type { DisclosureObstacle } from '#lib/core/interview/disclosure-obstacles.ts';
import type { PlanFact } from '#lib/core/interview/plan-facts.ts';
import type { Openness, TopicStatus } from '#lib/core/interview/plan-payloads.ts';
import type { PlanData } from '#lib/core/interview/plan.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { elementWords } from '../../board/board-words.ts';

/** Who has which part in an interview. */
export type TeamPlace = keyof PlanData<'plan-drafted'>['team'];

/** Parts in an interview. */
export const teamWords: Readonly<Record<TeamPlace, () => string>> = {
	lead: m.plan_team_lead,
	second: m.plan_team_second,
	recorder: m.plan_team_recorder,
	watching: m.plan_team_watching,
	interpreter: m.plan_team_interpreter,
	adult: m.plan_team_adult
};

/** How far a topic has come. */
export const statusWords: Readonly<Record<TopicStatus, () => string>> = {
	'not-begun': m.plan_status_not_begun,
	'free-account': m.plan_status_free_account,
	explored: m.plan_status_explored,
	summarised: m.plan_status_summarised,
	closed: m.plan_status_closed
};

/** How a question is asked. */
export const opennessWords: Readonly<Record<Openness, () => string>> = {
	open: m.plan_question_open,
	probing: m.plan_question_probing,
	closed: m.plan_question_closed
};

/** Why a step may not be said. */
export const obstacleWords: Readonly<Record<DisclosureObstacle, () => string>> = {
	gate: m.errors_interview_disclose_gate,
	break: m.errors_interview_disclose_break,
	alarm: m.errors_interview_disclose_alarm,
	distress: m.errors_interview_disclose_distress,
	'no-ladder': m.errors_interview_disclose_no_ladder,
	unknown: m.errors_interview_disclose_unknown,
	unverified: m.errors_interview_disclose_unverified,
	reserved: m.errors_interview_disclose_reserved,
	approval: m.errors_interview_disclose_approval,
	unchecked: m.errors_interview_disclose_unchecked,
	corrected: m.errors_interview_disclose_corrected,
	account: m.errors_interview_disclose_account,
	unanswered: m.errors_interview_disclose_unanswered,
	fruitless: m.errors_interview_disclose_fruitless,
	done: m.errors_interview_disclose_done
};

/** A fact in one line: its code, and its text where it may be known. */
export function factLine({
	code,
	element,
	text
}: Pick<PlanFact, 'code' | 'element' | 'text'>): string {
	if (element === null || text === '') return `${code} · ${m.plan_code_only()}`;
	return `${code} · ${elementWords[element]()} · ${text}`;
}

/** Date and time of the page. */
export function timeOf(iso: string): string {
	return new Date(iso).toLocaleString(getLocale(), { dateStyle: 'short', timeStyle: 'short' });
}

/** What a field for date and time takes: the wall clock of this place, to the minute. */
export function localTime(iso: string): string {
	const at = new Date(iso);
	return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Lines that say something. */
export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}
