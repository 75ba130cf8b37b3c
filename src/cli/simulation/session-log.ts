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
	type SessionEvent
} from '#lib/core/session/event.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply, emptyState } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { LabClock } from './lab-clock.ts';

const TESTER: Actor = { id: 'simulated-tester', role: 'tester' };
const SYSTEM: Actor = { id: 'simulation', role: 'system' };

/** When and by whom. */
export interface Circumstances {
	/** Time it happened [s]; default now. */
	readonly monotonicS?: number;
	readonly bySystem?: boolean;
	readonly id?: string;
}

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

	/** An id for an event that is still to be made; the same run gives the same ids. */
	nextId(): string {
		return `${this.#state.sessionId}-${String(++this.#ids).padStart(5, '0')}`;
	}

	/**
	 * Appends an event.
	 *
	 * @throws {LabError} the reducer's refusal: a simulation that is refused is wrong
	 */
	add<T extends EventType>(type: T, data: EventData<T>, when: Circumstances = {}): void {
		const monotonicS = when.monotonicS ?? this.#clock.monotonicS();
		const actor = when.bySystem === true ? SYSTEM : TESTER;
		const proposed = proposedEvent.parse({
			id: when.id ?? this.nextId(),
			type,
			at: { utc: this.#clock.utc(monotonicS), monotonicS },
			data
		});
		const decision = decide(this.#state, proposed, actor, this.#procedure);
		if (!decision.ok)
			throw new LabError('simulation/refused', `${type}: ${decision.code}: ${decision.message}`);
		const event = chainEvent(proposed, {
			sessionId: this.#state.sessionId,
			seq: this.#state.seq + 1,
			actor,
			recordedAt: this.#clock.utc(this.#clock.monotonicS()),
			previousHash: this.#state.lastHash
		});
		this.#events.push(event);
		this.#state = apply(this.#state, event);
	}
}
