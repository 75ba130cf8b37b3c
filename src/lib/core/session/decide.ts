/**
 * The one place that says yes or no to an event. Pages ask it to explain, the server asks it before it writes.
 *
 * @module
 */
import { refuse, type Check, type Checks, type Refusal } from './checking/check.ts';
import { analysisChecks } from './checking/chart-analysis.ts';
import { conclusionChecks } from './checking/conclusion.ts';
import { preparationChecks } from './checking/preparation.ts';
import { testChecks } from './checking/test.ts';
import type { Actor, EventType, ProposedEvent } from './event.ts';
import type { Procedure } from './procedure.ts';
import type { SessionState } from './state.ts';
import { endedBy, openProcedureStep, openStep } from './steps.ts';

/** Yes, or no with a reason. */
export type Decision = { readonly ok: true } | Refusal;

const checks: Checks<EventType> = {
	...preparationChecks,
	...testChecks,
	...analysisChecks,
	...conclusionChecks
};

/**
 * Whether an event may be written after those in the state.
 *
 * Asks in this order: is the session still open to it, is its step open, may this role do it, does it fit what is
 * known. The same event sent twice is the store's business.
 */
export function decide(
	state: SessionState,
	proposed: ProposedEvent,
	actor: Actor,
	procedure: Procedure
): Decision {
	const refusal =
		lifeRefusal(state, proposed.type, procedure) ??
		stepRefusal(state, proposed.type, actor, procedure);
	if (refusal !== null) return refusal;
	const check = checks[proposed.type] as Check<EventType>;
	return check(state, proposed.data, { proposed, actor, procedure }) ?? { ok: true };
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
