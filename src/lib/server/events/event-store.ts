/**
 * The event store: sessions' logs in the database. Nothing is told before it is on disk.
 *
 * @module
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { Actor, ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply, emptyState } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { asRefusal } from '../database/errors.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { appendWithin, readEvents, type AppendResult } from './append.ts';
import { procedureOf, storeProtocols, type ProtocolText } from './session-protocols.ts';

/** Told of events after they were written, in order of `seq`. */
export type AppendListener = (sessionId: string, events: readonly SessionEvent[]) => void;

/** States kept in memory; a session that was dropped is read again. */
const MOST_STATES = 64;
/** How often a transaction is tried while another process is in the way, and the pause before the next try [ms]. */
const MOST_TRIES = 8;
const RETRY_MS = 25;
/** Events read at once. */
const PAGE = 1000;

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
	readonly #states = new Map<string, SessionState>();
	readonly #procedures = new Map<string, Procedure>();
	readonly #queues = new Map<string, Promise<unknown>>();
	readonly #listeners = new Set<AppendListener>();

	constructor(database: LabDatabase, now: () => Date = () => new Date()) {
		this.#database = database;
		this.#now = now;
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
		return this.#inTurn(sessionId, (transaction) =>
			this.#appendLocked(transaction, sessionId, proposals, actor)
		);
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

	/** Events after a number, oldest first. */
	async eventsSince(sessionId: string, seq: number, limit = PAGE): Promise<SessionEvent[]> {
		return readEvents(this.#database.db, sessionId, seq, limit);
	}

	/** Every event of a session. */
	async allEvents(sessionId: string): Promise<SessionEvent[]> {
		const events: SessionEvent[] = [];
		for (;;) {
			const page = await this.eventsSince(sessionId, events.length, PAGE);
			events.push(...page);
			if (page.length < PAGE) return events;
		}
	}

	/** The state of a session with every event written so far. */
	async stateOf(sessionId: string): Promise<SessionState> {
		const state = await this.#upToDate(this.#database.db, sessionId);
		this.#keep(state);
		return state;
	}

	/** The transition table a session uses: the one it was opened with, whatever the files say now. */
	async procedureOf(sessionId: string): Promise<Procedure> {
		return procedureOf(this.#database.db, await this.stateOf(sessionId), this.#procedures);
	}

	/**
	 * Tells of events as this process writes them. Another process on the same database is not heard: ask
	 * `eventsSince`.
	 *
	 * @returns stops telling
	 */
	onAppended(listener: AppendListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** One append of a session after the other, each in a transaction; memory changes only after the commit. */
	async #inTurn<T>(
		sessionId: string,
		run: (transaction: Transaction<Schema>) => Promise<Turn<T>>
	): Promise<T> {
		const before = this.#queues.get(sessionId) ?? Promise.resolve();
		const mine = before
			.catch(() => undefined)
			.then(() => this.#transaction(run))
			.then(({ state, written, value }) => {
				this.#keep(state);
				if (written.length > 0)
					for (const listener of this.#listeners) listener(sessionId, written);
				return value;
			});
		this.#queues.set(sessionId, mine);
		try {
			return await mine;
		} finally {
			if (this.#queues.get(sessionId) === mine) this.#queues.delete(sessionId);
		}
	}

	/** Runs a transaction; once more when another process was in the way, for nothing of it stayed. */
	async #transaction<T>(run: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> {
		for (let tries = 1; ; tries++)
			try {
				return await asRefusal(() => this.#database.db.transaction().execute(run));
			} catch (error) {
				const isBusy = isLabError(error) && error.code === 'database/busy';
				if (!isBusy || tries === MOST_TRIES) throw error;
				await delay(RETRY_MS * tries);
			}
	}

	async #appendLocked(
		transaction: Transaction<Schema>,
		sessionId: string,
		proposals: readonly ProposedEvent[],
		actor: Actor
	): Promise<Turn<readonly AppendResult[]>> {
		// a write that changes nothing: it locks the session against other processes until the commit
		const lock = await transaction
			.updateTable('test_session')
			.set((expression) => ({ last_seq: expression.ref('last_seq') }))
			.where('id', '=', sessionId)
			.executeTakeFirst();
		if (lock.numUpdatedRows === 0n)
			throw new LabError('session/not-found', `expected a session, got ${sessionId}`);
		const start = await this.#upToDate(transaction, sessionId);
		const [first] = proposals;
		const opened = start.opened ?? (first?.type === 'session-opened' ? first.data : null);
		const procedure = await procedureOf(transaction, { opened }, this.#procedures);
		const context = { procedure, now: this.#now };
		const done = await appendWithin(transaction, start, proposals, actor, context);
		return { ...done, value: done.results };
	}

	/** The state in memory plus what another process wrote since. */
	async #upToDate(
		reader: Pick<Transaction<Schema>, 'selectFrom'>,
		sessionId: string
	): Promise<SessionState> {
		let state = this.#states.get(sessionId) ?? emptyState(sessionId);
		for (;;) {
			const events = await readEvents(reader, sessionId, state.seq, PAGE);
			state = events.reduce(apply, state);
			if (events.length < PAGE) return state;
		}
	}

	#keep(state: SessionState): void {
		const kept = this.#states.get(state.sessionId);
		if (kept !== undefined && kept.seq > state.seq) return;
		this.#states.delete(state.sessionId);
		this.#states.set(state.sessionId, state);
		const oldest = this.#states.keys().next();
		if (this.#states.size > MOST_STATES && oldest.done !== true) this.#states.delete(oldest.value);
	}
}

/** What a turn leaves: the state after, what was written, and the answer. */
interface Turn<T> {
	readonly state: SessionState;
	readonly written: readonly SessionEvent[];
	readonly value: T;
}
