/**
 * The log of a simulated session: the same decisions, chain and reducer as in the web process, kept in memory.
 *
 * @module
 */
import { chainEvent } from '#lib/core/audit/chain.ts';
import { LabError } from '#lib/core/errors.ts';
import { decide } from '#lib/core/session/decide.ts';
import {
	proposedEvent,
	type Actor,
	type EventData,
	type EventType,
	type ProposedEvent,
	type SessionEvent
} from '#lib/core/session/event.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply, emptyState } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { LabClock } from './lab-clock.ts';

const TESTER: Actor = { id: 'simulated-tester', role: 'tester' };
/** Recorder and simulation itself. */
export const SYSTEM: Actor = { id: 'simulation', role: 'system' };

/** An append-only log. */
export class SessionLog {
	readonly #procedure: Procedure;
	readonly #clock: LabClock;
	readonly #events: SessionEvent[] = [];
	#state: SessionState;
	#ids = 0;

	constructor(sessionId: string, procedure: Procedure, clock: LabClock) {
		this.#procedure = procedure;
		this.#clock = clock;
		this.#state = emptyState(sessionId);
	}

	get state(): SessionState {
		return this.#state;
	}

	get events(): readonly SessionEvent[] {
		return this.#events;
	}

	/** An event that is not appended yet. */
	propose<T extends EventType>(
		type: T,
		data: EventData<T>,
		monotonicS = this.#clock.monotonicS()
	): Extract<ProposedEvent, { type: T }> {
		const at = { utc: this.#clock.utc(monotonicS), monotonicS };
		return { id: this.#nextId(), type, at, data } as Extract<ProposedEvent, { type: T }>;
	}

	/** Makes and appends an event of the tester that happens now. */
	add<T extends EventType>(type: T, data: EventData<T>): void {
		this.append(this.propose(type, data));
	}

	/**
	 * Appends an event.
	 *
	 * @throws {LabError} `simulation/refused` with the refusal: a simulation that is refused is wrong
	 */
	append(proposed: ProposedEvent, actor: Actor = TESTER): void {
		const event = proposedEvent.parse(proposed);
		const decision = decide(this.#state, event, actor, this.#procedure);
		if (!decision.ok)
			throw new LabError(
				'simulation/refused',
				`${event.type}: ${decision.code}: ${decision.message}`
			);
		const chained = chainEvent(event, {
			sessionId: this.#state.sessionId,
			seq: this.#state.seq + 1,
			actor,
			recordedAt: this.#clock.utc(this.#clock.monotonicS()),
			previousHash: this.#state.lastHash
		});
		this.#events.push(chained);
		this.#state = apply(this.#state, chained);
	}

	/** The same run gives the same ids. */
	#nextId(): string {
		return `${this.#state.sessionId}-${String(++this.#ids).padStart(5, '0')}`;
	}
}
