/**
 * The shape of a check: whether what an event says fits what is known.
 *
 * @module
 */
import type { ErrorCode } from '../../errors.ts';
import type { Actor, EventData, EventType, ProposedEvent } from '../event.ts';
import type { LawContext } from '../law/law-findings.ts';
import type { Procedure } from '../procedure.ts';
import type { Chart, Presentation, SessionState } from '../state.ts';

/** Why an event is not taken. A value, not an error: refusals are expected. */
export interface Refusal {
	readonly ok: false;
	/** Stable; pages choose the translated sentence by it. */
	readonly code: ErrorCode;
	/** English, what was expected and what came. */
	readonly message: string;
	/** Ids of the gates that are not met. */
	readonly missing?: readonly string[];
}

/** A check of an event of type `T`; null = nothing against it. */
export type Check<T extends EventType> = (
	state: SessionState,
	data: EventData<T>,
	context: {
		readonly proposed: ProposedEvent;
		readonly actor: Actor;
		readonly procedure: Procedure;
		readonly law: LawContext;
	}
) => Refusal | null;

/** One check for each type: a missing one does not compile. */
export type Checks<T extends EventType> = { readonly [K in T]: Check<K> };

/** Nothing to check beyond step and role. */
export const nothing = (): null => null;

/** A refusal. */
export function refuse(code: ErrorCode, message: string, missing?: readonly string[]): Refusal {
	return { ok: false, code, message, ...(missing === undefined ? {} : { missing }) };
}

/** The first refusal of several checks made one after the other. */
export function firstRefusal(...checks: readonly (() => Refusal | null)[]): Refusal | null {
	for (const check of checks) {
		const refusal = check();
		if (refusal !== null) return refusal;
	}
	return null;
}

/** Refuses when one of the ids is not among the known ones. */
export function unknownIn(
	what: string,
	ids: readonly string[],
	known: readonly string[]
): Refusal | null {
	const unknown = ids.find((id) => !known.includes(id));
	if (unknown === undefined) return null;
	return refuse(`session/unknown-${what}`, `expected a known ${what}, got ${unknown}`);
}

/** Refuses an id that is or was in use. */
export function usedIn(
	what: string,
	id: string,
	state: SessionState,
	known: readonly string[]
): Refusal | null {
	if (!known.includes(id) && !state.withdrawn.includes(id)) return null;
	return refuse(`session/${what}-exists`, `expected a new ${what} id, got ${id} again`);
}

/** The ids that stand more than once in a list. */
export function repeated(ids: readonly string[]): string | undefined {
	return ids.find((id, index) => ids.indexOf(id) !== index);
}

/** The chart of this number. */
export function chartOf(state: SessionState, number: number): Chart | undefined {
	return state.charts.find(({ chart }) => chart === number);
}

/** The presentation of these numbers. */
export function presentationOf(
	state: SessionState,
	at: { readonly chart: number; readonly presentation: number }
): Presentation | undefined {
	return chartOf(state, at.chart)?.presentations.find(
		({ presentation }) => presentation === at.presentation
	);
}
