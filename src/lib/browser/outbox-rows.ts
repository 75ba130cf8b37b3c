/**
 * The outbox on the disk: one person's events of one session, sealed with that person's key.
 *
 * A browser's store may be full, broken or silent. What it does not take is held in memory and sent like the rest: it
 * is on no disk here until the server has it.
 *
 * @module
 */
import { isLabError } from '../core/errors.ts';
import type { ProposedEvent } from '../core/session/event.ts';
import { askerOf, type StoreAsker } from './ask-store.ts';
import type { LabDatabase, OutboxEntry, OutboxRow, Refusal } from './database.ts';
import { ownKey } from './keys/own-key.ts';
import { eventPlace, refusalPlace } from './keys/places.ts';
import { openValue, sealValue } from './keys/seal.ts';

/** What is not as it should be with what is kept. */
export interface Unkept {
	/** Rows that do not open with the key of this person here; they stay. */
	readonly unreadable: number;
	/** Entries that are on no disk here, and what the store of the browser said; '' = nothing. */
	readonly held: number;
	readonly problem: string;
}

/** What is kept, in order of making. */
export interface OutboxList extends Unkept {
	readonly entries: readonly OutboxEntry[];
}

/** The rows of one person in one session. */
export class OutboxRows {
	readonly #database: LabDatabase;
	readonly #sessionId: string;
	readonly #userId: string;
	readonly #store: StoreAsker;
	/** Events that were opened, or made here: they never change. */
	readonly #events = new Map<string, ProposedEvent>();
	/** Made here and on no disk. */
	readonly #held = new Map<string, OutboxEntry>();
	/** One after the other: sealing takes a moment, and the order of making is the order of the rows. */
	#last: Promise<unknown> = Promise.resolve();

	/** @param longestMs how long the store of the browser is waited for */
	constructor(
		database: LabDatabase,
		{ sessionId, userId }: { readonly sessionId: string; readonly userId: string },
		longestMs?: number
	) {
		this.#database = database;
		this.#sessionId = sessionId;
		this.#userId = userId;
		this.#store = askerOf(database, longestMs);
	}

	/**
	 * Writes an event down. While there is no key it waits.
	 *
	 * @returns true = it is on the disk; false = it is held until `remove`
	 * @throws {LabError} when the key is refused
	 */
	add(event: ProposedEvent): Promise<boolean> {
		const done = this.#last.then(() => this.#add(event));
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #add(event: ProposedEvent): Promise<boolean> {
		const { id } = event;
		this.#events.set(id, event);
		// behind one that is held: on the disk it would come before it
		if (this.#held.size === 0 && (await this.#write(event))) return true;
		const whose = { sessionId: this.#sessionId, userId: this.#userId };
		const place = Number.MAX_SAFE_INTEGER;
		this.#held.set(id, { place, id, ...whose, event, status: 'pending', refusal: null });
		return false;
	}

	async #write(event: ProposedEvent): Promise<boolean> {
		const { id } = event;
		const key = await this.#store.key(this.#userId);
		if (key === null) return false;
		const row: Omit<OutboxRow, 'place'> = {
			...{ id, sessionId: this.#sessionId, userId: this.#userId },
			event: await sealValue(key, eventPlace(id), event),
			...{ status: 'pending', refusal: null }
		};
		return (await this.#store.ask(() => this.#database.outbox.add(row))) !== null;
	}

	/** What is kept. While there is no key it waits, unless nothing is kept. */
	async list(): Promise<OutboxList> {
		const { entries, unreadable } = await this.#read();
		// written after all, when it was no longer waited for
		const late = new Set(entries.map(({ id }) => id));
		const held = [...this.#held.values()].filter(({ id }) => !late.has(id));
		const problem = held.length === 0 ? '' : this.#store.problem;
		return { entries: [...entries, ...held], unreadable, held: held.length, problem };
	}

	async #read(): Promise<Pick<OutboxList, 'entries' | 'unreadable'>> {
		const whose = { sessionId: this.#sessionId, userId: this.#userId };
		const rows = await this.#store.ask(() => this.#database.outbox.where(whose).sortBy('place'));
		const key = rows === null || rows.length === 0 ? null : await this.#store.key(this.#userId);
		if (rows === null || key === null) return { entries: [], unreadable: 0 };
		const opened = await Promise.all(rows.map((row) => this.#open(key, row)));
		const entries = opened.filter((entry) => entry !== null);
		return { entries, unreadable: rows.length - entries.length };
	}

	async #open(key: CryptoKey, row: OutboxRow): Promise<OutboxEntry | null> {
		try {
			const event =
				this.#events.get(row.id) ??
				((await openValue(key, eventPlace(row.id), row.event)) as ProposedEvent);
			this.#events.set(row.id, event);
			const refusal =
				row.refusal === null
					? null
					: ((await openValue(key, refusalPlace(row.id), row.refusal)) as Refusal);
			return { ...row, event, refusal };
		} catch (error) {
			if (isLabError(error) && error.code === 'browser/sealed-otherwise') return null;
			throw error;
		}
	}

	/** The log has it. */
	async remove(id: string): Promise<void> {
		this.#events.delete(id);
		this.#held.delete(id);
		await this.#store.ask(() => this.#rowsOf(id).delete());
	}

	/** The log did not take it. */
	async refuse(id: string, { code, message, missing }: Refusal): Promise<void> {
		const said: Refusal = { code, message, missing };
		if (this.#change(id, { status: 'refused', refusal: said })) return;
		const refusal = await sealValue(await ownKey(this.#userId), refusalPlace(id), said);
		await this.#store.ask(() => this.#rowsOf(id).modify({ status: 'refused', refusal }));
	}

	/** Its maker saw the refusal. */
	async putAside(id: string): Promise<void> {
		if (this.#change(id, { status: 'put-aside' })) return;
		await this.#store.ask(() => this.#rowsOf(id).modify({ status: 'put-aside' }));
	}

	#rowsOf(id: string) {
		return this.#database.outbox.where('id').equals(id);
	}

	/** @returns whether it is held, and now so */
	#change(id: string, by: Partial<OutboxEntry>): boolean {
		const entry = this.#held.get(id);
		if (entry !== undefined) this.#held.set(id, { ...entry, ...by });
		return entry !== undefined;
	}
}
