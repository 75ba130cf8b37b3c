/**
 * The one place that says yes or no to an event. Pages ask it to explain, the server asks it before it writes.
 *
 * @module
 */
import { refuse, type Check, type Checks, type Refusal } from './checking/check.ts';
import { analysisChecks } from './checking/chart-analysis.ts';
import { caseChecks } from './checking/case.ts';
import { conclusionChecks } from './checking/conclusion.ts';
import { deskChecks } from './checking/desk.ts';
import { lawChecks } from './checking/law.ts';
import { postTestChecks } from './checking/post-test.ts';
import { preparationChecks } from './checking/preparation.ts';
import { pretestChecks } from './checking/pretest.ts';
import { reportChecks } from './checking/report.ts';
import { testChecks } from './checking/test.ts';
import { draftingChecks } from './checking/drafting.ts';
import type { Actor, EventType, ProposedEvent } from './event.ts';
import { noLaw, type LawContext } from './law/law-findings.ts';
import { obstaclesTo } from './law/moments.ts';
import type { Procedure } from './procedure.ts';
import type { SessionState } from './state.ts';
import { endedBy, openProcedureStep, openStep } from './steps.ts';

/** Yes, or no with a reason. */
export type Decision = { readonly ok: true } | Refusal;

const checks: Checks<EventType> = {
	...preparationChecks,
	...caseChecks,
	...draftingChecks,
	...pretestChecks,
	...testChecks,
	...deskChecks,
	...analysisChecks,
	...conclusionChecks,
	...postTestChecks,
	...reportChecks,
	...lawChecks
};

/**
 * Whether an event may be written after those in the state.
 *
 * Asks in this order: is the session still open to it, is its step open, may this role do it, does it fit what is
 * known, does the law stand against it. The same event sent twice is the store's business.
 *
 * @param law what the law is asked with; absent = no rules
 */
export function decide(
	state: SessionState,
	proposed: ProposedEvent,
	actor: Actor,
	procedure: Procedure,
	law: LawContext = noLaw
): Decision {
	const refusal =
		lifeRefusal(state, proposed.type, procedure) ??
		stepRefusal(state, proposed.type, actor, procedure);
	if (refusal !== null) return refusal;
	const check = checks[proposed.type] as Check<EventType>;
	return (
		check(state, proposed.data, { proposed, actor, procedure, law }) ??
		lawRefusal(state, proposed, law) ?? { ok: true }
	);
}

/** Refuses what a standing block of the law keeps from being done; `missing` names the rules. */
function lawRefusal(
	state: SessionState,
	proposed: ProposedEvent,
	context: LawContext
): Refusal | null {
	const obstacles = obstaclesTo(state, proposed, context);
	if (obstacles.length === 0) return null;
	const said = obstacles.map(({ ruleId, text }) => `${ruleId}: ${text}`).join(' ');
	const ids = obstacles.map(({ ruleId }) => ruleId);
	return refuse('law/blocked', `expected nothing against it in law, got ${said}`, ids);
}

/** Refuses what the beginning or the end of a session forbids. */
function lifeRefusal(state: SessionState, type: EventType, procedure: Procedure): Refusal | null {
	if (state.opened === null)
		return type === 'session-opened'
			? null
			: refuse('session/not-opened', `expected session-opened first, got ${type}`);
	if (type === 'session-opened')
		return refuse('session/already-opened', 'expected session-opened only once');
	switch (endedBy(state)) {
		case 'sealed':
			return refuse('session/sealed', `the session is sealed, got ${type}`);
		case 'abandoned':
			if (procedure.afterAbandonment.includes(type)) return null;
			return refuse('session/abandoned', `the session was abandoned, got ${type}`);
		case 'withdrawn':
			if (procedure.afterWithdrawal.includes(type)) return null;
			return refuse('session/no-consent', `consent was ${state.consent}, got ${type}`);
		case null:
			return null;
	}
}

/** Refuses what the open step does not take, and what it does not take from this role. */
function stepRefusal(
	state: SessionState,
	type: EventType,
	actor: Actor,
	procedure: Procedure
): Refusal | null {
	const accepts = [...procedure.always, ...(openProcedureStep(state, procedure)?.accepts ?? [])];
	const taking = accepts.filter(({ events }) => events.includes(type));
	if (taking.length === 0)
		return refuse('session/step-closed', `${openStep(state) ?? 'no open step'} takes no ${type}`);
	if (taking.some(({ roles }) => roles.includes(actor.role))) return null;
	return refuse('session/role', `${type} is not for the ${actor.role}`);
}
