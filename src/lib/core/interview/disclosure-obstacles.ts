/**
 * What stands against saying the next step of a ladder to the person, in the order in which it is looked at. The server
 * asks it before it takes the event, the page before it shows the button.
 *
 * @source interview reference §1.1 (strategic use of evidence), §5.2 EV-01…EV-04 and MS-01, §6.5, §6.6
 * @module
 */
import { mayBeDisclosed, type BoardFact, type BoardState } from '../board/fact.ts';
import type { GridFrame } from '../grid/cell.ts';
import { alarmOf, gateObstacles } from './gate.ts';
import type { InterviewState } from './interview-state.ts';
import type { Disclosure, Ladder, PlanState } from './plan.ts';

/** Why a step may not be said now. */
export type DisclosureObstacle =
	| 'gate'
	| 'break'
	| 'alarm'
	| 'distress'
	| 'no-ladder'
	| 'unknown'
	| 'unverified'
	| 'reserved'
	| 'approval'
	| 'unchecked'
	| 'corrected'
	| 'account'
	| 'unanswered'
	| 'fruitless'
	| 'done';

/** What of the case board a plan is held against. */
export interface PlanBoard {
	readonly facts: readonly Pick<BoardFact, 'id' | 'use' | 'stage' | 'verified' | 'sourceSubject'>[];
	readonly approvals: BoardState['approvals'];
}

/** What a disclosure is held against beside the interview. */
export interface DisclosureContext {
	readonly board: PlanBoard;
	readonly frame: GridFrame;
}

/** Nothing is shown so soon after a sign of distress [min]. @source reference §5.2 EV-03 (600 s), policy */
export const CALM_MINUTES = 10;
/** So many steps in a row without anything new: stop and plan again. Laboratory default. */
export const FRUITLESS_STEPS = 2;
/** The person has told it freely and questions have made it clear. @source reference §6.6 */
const COMPLETE = new Set(['explored', 'summarised']);

/** Steps of a fact that were said, oldest first. */
export function toldSteps({ disclosures }: PlanState, fact: string): readonly Disclosure[] {
	return disclosures.filter((one) => one.fact === fact);
}

/**
 * Everything that stands against the next step of a fact's ladder; empty = it may be said.
 *
 * @param nowMs the moment it would be said [ms since 1970]
 */
export function disclosureObstacles(
	state: InterviewState,
	factId: string,
	{ board, frame }: DisclosureContext,
	nowMs: number
): DisclosureObstacle[] {
	const { plan } = state;
	const fact = board.facts.find(({ id }) => id === factId);
	const ladder = plan.ladders.find((one) => one.fact === factId);
	const topic = plan.topics.find((one) => one.topic === ladder?.topic);
	const told = toldSteps(plan, factId);
	const corrected = Math.max(0, ...told.map(({ correction }) => correction?.seq ?? 0));
	const next = ladder?.steps[told.length];
	const wording = next?.wording ?? '';
	const all: readonly (readonly [DisclosureObstacle, boolean])[] = [
		['gate', gateObstacles(state).some((one) => one !== 'baseline')],
		['break', state.law.breaks.some(({ endedAt }) => endedAt === null)],
		['alarm', alarmOf(state, frame).level !== 'none'],
		['distress', isDistressed(state, frame, nowMs)],
		['no-ladder', ladder === undefined],
		['unknown', fact === undefined],
		['unverified', fact !== undefined && fact.verified === null],
		['reserved', fact !== undefined && !mayBeDisclosed(fact)],
		['approval', fact !== undefined && !isApproved(fact, state, board, wording)],
		['unchecked', ladder !== undefined && ladder.checkedBy === null],
		['corrected', ladder !== undefined && corrected > ladder.seq],
		['account', topic === undefined || !COMPLETE.has(topic.status)],
		['unanswered', plan.disclosures.some(({ answer }) => answer === null)],
		['fruitless', isFruitless(plan)],
		['done', ladder !== undefined && next === undefined]
	];
	return all.filter(([, stands]) => stands).map(([obstacle]) => obstacle);
}

/** Whether the last steps brought nothing new, and nobody has planned again since. */
export function isFruitless({ disclosures, plannedSeq }: PlanState): boolean {
	const last = disclosures
		// a plan made before an answer was known does not answer it
		.filter(({ answer }) => answer !== null && answer.seq > plannedSeq)
		.slice(-FRUITLESS_STEPS);
	return (
		last.length === FRUITLESS_STEPS && last.every(({ answer }) => answer?.newInformation === '')
	);
}

/**
 * Steps that were said and now turn out not to be sure: the fact is gone or no longer verified, and nobody has put it
 * right on the recording yet.
 */
export function toBeCorrected({ disclosures }: PlanState, { facts }: PlanBoard): Disclosure[] {
	const sure = new Set(facts.flatMap(({ id, verified }) => (verified === null ? [] : [id])));
	return disclosures.filter(({ fact, correction }) => correction === null && !sure.has(fact));
}

/** The ladder that stands for a fact; undefined = none. */
export function ladderOf({ ladders }: PlanState, fact: string): Ladder | undefined {
	return ladders.find((one) => one.fact === fact);
}

/** Signs of distress in a form of the last minutes, answered or not, whoever saw them. */
function isDistressed(
	{ slices }: InterviewState,
	{ safeguards: { items, pauseFrom } }: GridFrame,
	nowMs: number
): boolean {
	const anySign = new Set(items.flatMap((one) => (one.anySignStops ? [one.id] : [])));
	return slices.some(
		({ at, safeguards }) =>
			nowMs - Date.parse(at) < CALM_MINUTES * 60_000 &&
			safeguards.some(
				({ item, value }) => value >= pauseFrom.value || (value > 0 && anySign.has(item))
			)
	);
}

/** What another subject said is told only in the very words a supervisor approved. */
function isApproved(
	{ id, sourceSubject }: PlanBoard['facts'][number],
	{ opened }: InterviewState,
	{ approvals }: PlanBoard,
	wording: string
): boolean {
	const subject = opened?.subjectCode ?? '';
	if (sourceSubject === null || sourceSubject === subject) return true;
	return approvals.some(
		({ toSubject, factIds, text, decision }) =>
			decision?.approved === true &&
			toSubject === subject &&
			factIds.includes(id) &&
			text.trim() === wording
	);
}
