/**
 * Logs in the database, whatever they carry: read back, folded, and written by one after the other. Nothing is told
 * before it is on disk.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { whenFree } from '../database/when-free.ts';

/** Whatever can be asked: the database, or a transaction. */
export type LogReader = Pick<Transaction<Schema>, 'selectFrom'>;

/** How the events of one kind of log are read and folded. */
export interface LogKind<S, E> {
	/** Events after a number, oldest first. */
	readonly read: (reader: LogReader, logId: string, seq: number, limit: number) => Promise<E[]>;
	readonly empty: (logId: string) => S;
	readonly apply: (state: S, event: E) => S;
}

/** What a turn leaves: the state after, what was written, and the answer. */
export interface Turn<S, E, T> {
	readonly state: S;
	readonly written: readonly E[];
	readonly value: T;
}

/** States kept in memory; a log that was dropped is read again. */
const MOST_STATES = 64;
/** Events read at once. */
const PAGE = 1000;

/** All logs of one kind. */
export class Logs<S extends { readonly seq: number }, E> {
	readonly #database: LabDatabase;
	readonly #kind: LogKind<S, E>;
	readonly #states = new Map<string, S>();
	readonly #queues = new Map<string, Promise<unknown>>();

	constructor(database: LabDatabase, kind: LogKind<S, E>) {
		this.#database = database;
		this.#kind = kind;
	}

	/** Events after a number, oldest first. */
	async eventsSince(logId: string, seq: number, limit = PAGE): Promise<E[]> {
		return this.#kind.read(this.#database.db, logId, seq, limit);
	}

	/** Every event after a number. */
	async allEvents(logId: string, after = 0): Promise<E[]> {
		const events: E[] = [];
		for (;;) {
			const page = await this.eventsSince(logId, after + events.length);
			events.push(...page);
			if (page.length < PAGE) return events;
		}
	}

	/** The state of a log with every event written so far. */
	async stateOf(logId: string): Promise<S> {
		const state = await this.upToDate(this.#database.db, logId);
		this.#keep(logId, state);
		return state;
	}

	/** The state in memory plus what another process wrote since. */
	async upToDate(reader: LogReader, logId: string): Promise<S> {
		let state = this.#states.get(logId) ?? this.#kind.empty(logId);
		for (;;) {
			const events = await this.#kind.read(reader, logId, state.seq, PAGE);
			state = events.reduce(this.#kind.apply, state);
			if (events.length < PAGE) return state;
		}
	}

	/**
	 * One writer of a log after the other, each in a transaction; memory changes only after the commit.
	 *
	 * @param committed told of what was written, before the next turn
	 */
	async inTurn<T>(
		logId: string,
		run: (transaction: Transaction<Schema>) => Promise<Turn<S, E, T>>,
		committed: (written: readonly E[]) => void = () => undefined
	): Promise<T> {
		const before = this.#queues.get(logId) ?? Promise.resolve();
		const mine = before
			.catch(() => undefined)
			.then(() => this.#transaction(run))
			.then(({ state, written, value }) => {
				this.#keep(logId, state);
				if (written.length > 0) committed(written);
				return value;
			});
		this.#queues.set(logId, mine);
		try {
			return await mine;
		} finally {
			if (this.#queues.get(logId) === mine) this.#queues.delete(logId);
		}
	}

	#transaction<T>(run: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> {
		return whenFree(() => this.#database.db.transaction().execute(run));
	}

	/** Forgets what is in memory of a log that was destroyed. */
	forget(logId: string): void {
		this.#states.delete(logId);
	}

	#keep(logId: string, state: S): void {
		const kept = this.#states.get(logId);
		if (kept !== undefined && kept.seq > state.seq) return;
		this.#states.delete(logId);
		this.#states.set(logId, state);
		const oldest = this.#states.keys().next();
		if (this.#states.size > MOST_STATES && oldest.done !== true) this.#states.delete(oldest.value);
	}
}
