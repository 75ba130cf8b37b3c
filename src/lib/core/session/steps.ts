/**
 * Where a session stands: the open step, what each step still needs, and what may happen now.
 *
 * @module
 */
import type { BilingualText } from '../text.ts';
import { conditions } from './conditions.ts';
import type { Actor, EventType } from './event.ts';
import { stepIds, type StepId } from './payloads-conclusion.ts';
import type { Gate, Procedure, ProcedureStep } from './procedure.ts';
import type { SessionState } from './state.ts';

/** What one step needs, and whether it has it. */
export interface GateStatus {
	readonly id: string;
	readonly text: BilingualText;
	readonly met: boolean;
}

/** One step as a page shows it. */
export interface StepStatus {
	readonly id: StepId;
	readonly title: BilingualText;
	readonly purpose: BilingualText;
	readonly todo: readonly BilingualText[];
	readonly status: 'done' | 'open' | 'closed';
	readonly gates: readonly GateStatus[];
	/** The gates not met, in order. */
	readonly missing: readonly GateStatus[];
}

/** The step that is open: the first one not completed; null when all are, and before the session is opened. */
export function openStep(state: SessionState): StepId | null {
	if (state.opened === null) return null;
	return stepIds.find((id) => !state.completed.includes(id)) ?? null;
}

/** Why nothing but closing is possible any more; null while the session goes on. */
export function endedBy(state: SessionState): 'sealed' | 'abandoned' | 'withdrawn' | null {
	if (state.sealed !== null) return 'sealed';
	if (state.abandoned !== null) return 'abandoned';
	return state.consent === 'refused' || state.consent === 'revoked' ? 'withdrawn' : null;
}

/** Whether a gate is met. */
export function isMet(state: SessionState, { condition, parameters }: Gate): boolean {
	return conditions[condition]?.holds(state, parameters) ?? false;
}

/** What a gate asks for, with the numbers of its parameters in the places in braces. */
export function gateText({ text, parameters }: Pick<Gate, 'text' | 'parameters'>): BilingualText {
	const filled = (words: string): string =>
		words.replace(/\{(\w+)\}/g, (place, name: string) => {
			const value = parameters[name];
			return typeof value === 'number' ? String(value) : place;
		});
	return { zh: filled(text.zh), en: filled(text.en) };
}

/** The six steps as they stand, in order. */
export function stepStatus(state: SessionState, procedure: Procedure): StepStatus[] {
	const open = openStep(state);
	return procedure.steps.map((step) => {
		const gates = step.gates.map((gate) => ({
			id: gate.id,
			text: gateText(gate),
			met: isMet(state, gate)
		}));
		return {
			id: step.id,
			title: step.title,
			purpose: step.purpose,
			todo: step.todo,
			status: state.completed.includes(step.id) ? 'done' : step.id === open ? 'open' : 'closed',
			gates,
			missing: gates.filter(({ met }) => !met)
		};
	});
}

/** The step of the table that is open. */
export function openProcedureStep(
	state: SessionState,
	procedure: Procedure
): ProcedureStep | undefined {
	const open = openStep(state);
	return procedure.steps.find(({ id }) => id === open);
}

/**
 * Event types this role may propose as the session stands. A proposal can still be refused for what it says
 * (an unknown fact, a gate that is not met).
 */
export function permittedEvents(
	state: SessionState,
	role: Actor['role'],
	procedure: Procedure
): EventType[] {
	const accepted = [...procedure.always, ...(openProcedureStep(state, procedure)?.accepts ?? [])]
		.filter(({ roles }) => roles.includes(role))
		.flatMap(({ events }) => events);
	const ended = endedBy(state);
	const possible = (type: EventType): boolean => {
		if (state.opened === null || type === 'session-opened')
			return state.opened === null && type === 'session-opened';
		if (ended === 'sealed') return false;
		if (ended === 'abandoned') return procedure.afterAbandonment.includes(type);
		return ended === null || procedure.afterWithdrawal.includes(type);
	};
	return [...new Set(accepted)].filter(possible);
}
