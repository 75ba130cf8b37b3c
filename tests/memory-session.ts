/**
 * A session in memory: proposals are decided, chained and folded as the server does.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { chainEvent } from '#lib/core/audit/chain.ts';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { decide, type Decision } from '#lib/core/session/decide.ts';
import type {
	Actor,
	EventData,
	EventType,
	ProposedEvent,
	SessionEvent
} from '#lib/core/session/event.ts';
import type { LawContext } from '#lib/core/session/law/law-findings.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply, emptyState } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';

export const tester: Actor = { id: 'tester-1', role: 'tester' };
export const interviewer: Actor = { id: 'interviewer-1', role: 'interviewer' };
export const supervisor: Actor = { id: 'supervisor-1', role: 'supervisor' };
export const reviewer: Actor = { id: 'reviewer-1', role: 'reviewer' };
export const system: Actor = { id: 'recorder', role: 'system' };

/** The procedure of the project. */
export function readProcedure(): Procedure {
	const name = 'procedure/six-step.yaml';
	const parsed = parseProtocol(name, readFileSync(`protocols/${name}`, 'utf8'));
	if ('problems' in parsed || parsed.kind !== 'procedure') throw new Error(JSON.stringify(parsed));
	return parsed.value;
}

let made = 0;

/** A proposal with an id of its own. */
export function propose<T extends EventType>(
	type: T,
	data: EventData<T>,
	monotonicS: number | null = null
): ProposedEvent {
	const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS };
	return { id: `event-${String(++made).padStart(6, '0')}`, type, at, data } as ProposedEvent;
}

/** A line of a script: what is proposed once the session stands so, and by whom. */
export type ScriptStep = (state: SessionState) => {
	readonly proposed: ProposedEvent;
	readonly actor: Actor;
};

/** A session in memory: proposals are decided, chained and folded as the server does. */
export class MemorySession {
	readonly procedure = readProcedure();
	readonly events: SessionEvent[] = [];
	state: SessionState = emptyState('session-1');

	/** Proposes one event. */
	tell(proposed: ProposedEvent, actor: Actor = tester, law?: LawContext): Decision {
		const decision = decide(this.state, proposed, actor, this.procedure, law);
		if (!decision.ok) return decision;
		const event = chainEvent(proposed, {
			sessionId: this.state.sessionId,
			seq: this.state.seq + 1,
			actor,
			recordedAt: '2026-03-01T08:00:00.000Z',
			previousHash: this.state.lastHash
		});
		this.events.push(event);
		this.state = apply(this.state, event);
		return decision;
	}

	/** Goes through a script until `until` says stop before a line. */
	play(
		script: readonly ScriptStep[],
		until: (proposed: ProposedEvent, state: SessionState) => boolean = () => false
	): this {
		for (const step of script) {
			const { proposed, actor } = step(this.state);
			if (until(proposed, this.state)) return this;
			const decision = this.tell(proposed, actor);
			if (!decision.ok) throw new Error(`${proposed.type}: ${decision.code} ${decision.message}`);
		}
		return this;
	}
}
