/**
 * The event store: sessions' logs in the database. Nothing is told before it is on disk.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { Actor, ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import type { Facts } from '#lib/core/law/fact.ts';
import type { SessionLaw } from '#lib/core/session/law/session-law.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply, emptyState } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { testFacts } from '../board/test-facts.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { readOnlyRecord } from '../retention/visible.ts';
import { appendWithin, readEvents, type AppendResult } from './append.ts';
import { Logs, type Turn } from './logs.ts';
import type { OpenFence } from '../stations/leases.ts';
import { asksTheLaw, lawOfSession, logged, type OutsideFacts } from './session-law.ts';
import { procedureOf, storeProtocols, type ProtocolText } from './session-protocols.ts';

/** Told of events after they were written, in order of `seq`. */
export type AppendListener = (sessionId: string, events: readonly SessionEvent[]) => void;

/** A session as it is created: its row. */
export interface NewSession {
	readonly id: string;
	readonly caseId: string;
	readonly createdBy: string;
	readonly protocols: readonly ProtocolText[];
}

/** Appends events to sessions' logs and reads them back. */
export class EventStore {
	readonly #database: LabDatabase;
	readonly #now: () => Date;
	readonly #logs: Logs<SessionState, SessionEvent>;
	readonly #procedures = new Map<string, Procedure>();
	readonly #laws = new Map<string, SessionLaw | null>();
	#outside: OutsideFacts = () => Promise.resolve({});
	#fence: OpenFence = () => Promise.resolve(null);
	readonly #listeners = new Set<AppendListener>();

	constructor(database: LabDatabase, now: () => Date = () => new Date()) {
		this.#database = database;
		this.#now = now;
		this.#logs = new Logs(database, { read: readEvents, empty: emptyState, apply });
	}

	/**
	 * Appends those of the events that are allowed, in one transaction: all that are taken are on disk when this
	 * returns. The same event sent again is answered with the stored one.
	 *
	 * @param proposals checked by the schema `proposedEvent`
	 * @returns an answer to each, in order
	 * @throws {LabError} `session/not-found`; `database/…` when nothing could be written
	 */
	async append(
		sessionId: string,
		proposals: readonly ProposedEvent[],
		actor: Actor
	): Promise<readonly AppendResult[]> {
		// asked before the turn: within it nobody else reads
		const outside = proposals.some(asksTheLaw) ? await this.outsideOf(sessionId, actor) : {};
		return this.#inTurn(sessionId, (transaction) =>
			this.#appendLocked(transaction, sessionId, proposals, actor, outside)
		);
	}

	/** The law a session was opened with; null = it has none. */
	async lawOf(sessionId: string): Promise<SessionLaw | null> {
		return lawOfSession(this.#database.db, await this.stateOf(sessionId), this.#laws);
	}

	/** Facts rules speak of that other parts of the laboratory know, as somebody acts now. */
	async outsideOf(sessionId: string, actor: Actor): Promise<Facts> {
		return this.#outside(await this.stateOf(sessionId), actor);
	}

	/** Whom facts are asked of that rules speak of and a session's log does not hold. */
	askOutside(ask: OutsideFacts): void {
		this.#outside = ask;
	}

	/** Whom is asked whether this station may write an event about a recording; nobody = it may. */
	fence(open: OpenFence): void {
		this.#fence = open;
	}

	/**
	 * Creates a session and its first event.
	 *
	 * @param opening a `session-opened` event
	 * @throws {LabError} the refusal of the event; `database/…`
	 */
	async create(session: NewSession, opening: ProposedEvent, actor: Actor): Promise<SessionEvent> {
		if (opening.type !== 'session-opened')
			throw new LabError(
				'session/not-opened',
				`expected session-opened first, got ${opening.type}`
			);
		const { subjectCode, technique, demonstration } = opening.data;
		return this.#inTurn(session.id, async (transaction) => {
			await storeProtocols(transaction, session.protocols);
			await transaction
				.insertInto('test_session')
				.values({
					id: session.id,
					case_id: session.caseId,
					subject_code: subjectCode,
					technique,
					demonstration: demonstration ? 1 : 0,
					created_ms: this.#now().getTime(),
					created_by: session.createdBy,
					open_step: null,
					ended: null
				})
				.execute();
			const opened = await this.#appendLocked(transaction, session.id, [opening], actor);
			const [result] = opened.value;
			if (result?.ok === true) return { ...opened, value: result.event };
			const code = (result?.code ?? 'session/not-opened') as `${string}/${string}`;
			throw new LabError(code, result?.message ?? 'expected an answer, got none');
		});
	}

	/** Every event of a session after a number, oldest first; without one, all of them. */
	async allEvents(sessionId: string, after = 0): Promise<SessionEvent[]> {
		return this.#logs.allEvents(sessionId, after);
	}

	/** Forgets what is in memory of one that was destroyed. */
	forget(sessionId: string): void {
		this.#logs.forget(sessionId);
	}

	/** The state of a session with every event written so far. */
	async stateOf(sessionId: string): Promise<SessionState> {
		return this.#logs.stateOf(sessionId);
	}

	/** The transition table a session uses: the one it was opened with, whatever the files say now. */
	async procedureOf(sessionId: string): Promise<Procedure> {
		return procedureOf(this.#database.db, await this.stateOf(sessionId), this.#procedures);
	}

	/**
	 * Tells of events as this process writes them. Another process on the same database is not heard: ask
	 * `allEvents`.
	 *
	 * @returns stops telling
	 */
	onAppended(listener: AppendListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** One append of a session after the other; listeners hear of it after the commit. */
	#inTurn<T>(
		sessionId: string,
		run: (transaction: Transaction<Schema>) => Promise<SessionTurn<T>>
	): Promise<T> {
		return this.#logs.inTurn(sessionId, run, (written) => {
			for (const listener of this.#listeners) listener(sessionId, written);
		});
	}

	async #appendLocked(
		transaction: Transaction<Schema>,
		sessionId: string,
		proposals: readonly ProposedEvent[],
		actor: Actor,
		outside: Facts = {}
	): Promise<SessionTurn<readonly AppendResult[]>> {
		// a write that changes nothing: it locks the session against other processes until the commit
		const lock = await transaction
			.updateTable('test_session')
			.set((expression) => ({ last_seq: expression.ref('last_seq') }))
			.where('id', '=', sessionId)
			.executeTakeFirst();
		if (lock.numUpdatedRows === 0n)
			throw new LabError('session/not-found', `expected a session, got ${sessionId}`);
		const before = await this.#logs.upToDate(transaction, sessionId);
		const [first] = proposals;
		const opened = before.opened ?? (first?.type === 'session-opened' ? first.data : null);
		const procedure = await procedureOf(transaction, { opened }, this.#procedures);
		const now = this.#now;
		const law = {
			law: await lawOfSession(transaction, { opened }, this.#laws),
			...{ nowMs: now().getTime(), outside }
		};
		const logs = await logged(transaction, before, proposals, { procedure, now, law });
		const start = logs.state;
		const facts = await testFacts(transaction, start, proposals, { actor, now });
		const fence = await this.#fence(transaction, sessionId, proposals);
		const kept = await readOnlyRecord(transaction, 'test_session', sessionId);
		const refusal = (state: SessionState, proposed: ProposedEvent) =>
			kept ?? fence?.refusal(state, proposed) ?? facts?.refusal(state, proposed) ?? null;
		const context = { procedure, now, law, refusal };
		const done = await appendWithin(transaction, start, proposals, actor, context);
		await facts?.follow(new Set(done.written.map(({ id }) => id)));
		await fence?.follow(done.written);
		const written = [...logs.written, ...done.written];
		return { ...done, written, value: done.results };
	}
}

type SessionTurn<T> = Turn<SessionState, SessionEvent, T>;
