/**
 * The outbox on the disk: one person's events of one session, sealed with that person's key.
 *
 * @module
 */
import { isLabError } from '../core/errors.ts';
import type { ProposedEvent } from '../core/session/event.ts';
import type { LabDatabase, OutboxEntry, OutboxRow, Refusal } from './database.ts';
import { ownKey } from './keys/own-key.ts';
import { eventPlace, refusalPlace } from './keys/places.ts';
import { openValue, sealValue } from './keys/seal.ts';

/** What is kept, in order of making. */
export interface OutboxList {
	readonly entries: readonly OutboxEntry[];
	/** Rows that do not open with the key of this person here; they stay. */
	readonly unreadable: number;
}

/** The rows of one person in one session. */
export class OutboxRows {
	readonly #database: LabDatabase;
	readonly #sessionId: string;
	readonly #userId: string;
	/** Events that were opened, or made here: they never change. */
	readonly #events = new Map<string, ProposedEvent>();
	/** One after the other: sealing takes a moment, and the order of making is the order of the rows. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(database: LabDatabase, sessionId: string, userId: string) {
		this.#database = database;
		this.#sessionId = sessionId;
		this.#userId = userId;
	}

	/** Writes an event down; settles when it is on the disk. While there is no key it waits. */
	add(event: ProposedEvent): Promise<void> {
		const done = this.#last.then(() => this.#add(event));
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #add(event: ProposedEvent): Promise<void> {
		const { id } = event;
		const sealed = await sealValue(await ownKey(this.#userId), eventPlace(id), event);
		this.#events.set(id, event);
		await this.#database.outbox.add({
			...{ id, sessionId: this.#sessionId, userId: this.#userId },
			...{ event: sealed, status: 'pending', refusal: null }
		});
	}

	/** What is kept. While there is no key it waits, unless nothing is kept. */
	async list(): Promise<OutboxList> {
		const whose = { sessionId: this.#sessionId, userId: this.#userId };
		const rows = await this.#database.outbox.where(whose).sortBy('place');
		if (rows.length === 0) return { entries: [], unreadable: 0 };
		const key = await ownKey(this.#userId);
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
		await this.#database.outbox.where('id').equals(id).delete();
	}

	/** The log did not take it. */
	async refuse(id: string, { code, message, missing }: Refusal): Promise<void> {
		const said: Refusal = { code, message, missing };
		const refusal = await sealValue(await ownKey(this.#userId), refusalPlace(id), said);
		await this.#database.outbox.where('id').equals(id).modify({ status: 'refused', refusal });
	}

	/** Its maker saw the refusal. */
	async putAside(id: string): Promise<void> {
		await this.#database.outbox.where('id').equals(id).modify({ status: 'put-aside' });
	}
}
