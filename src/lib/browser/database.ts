/**
 * What this browser keeps: its own events until the log has them, drafts of forms, blocks of recordings opened here.
 *
 * The server is the record; this is a buffer that survives a reload, a crash and a server that is away.
 *
 * @module
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ProposedEvent } from '../core/session/event.ts';

/** An event of this browser that the log does not have, or did not take. */
export interface OutboxEntry {
	/** Order of making; never changed. */
	readonly place: number;
	readonly id: string;
	readonly sessionId: string;
	/** Whose event it is: nobody else's sign-in may send it. */
	readonly userId: string;
	readonly event: ProposedEvent;
	readonly status: 'pending' | 'refused' | 'put-aside';
	/** Why the server did not take it. */
	readonly refusal: Refusal | null;
}

/** A no of the server. */
export interface Refusal {
	readonly code: string;
	readonly message: string;
	readonly missing?: readonly string[] | undefined;
}

/** A half-filled form. */
export interface DraftRow {
	/** `user/session/form`. */
	readonly key: string;
	readonly value: unknown;
	readonly savedAt: number;
}

/** Consecutive encoded blocks (packets) of one recorder run, ≥ 24 kB together where possible. */
export interface BlockRow {
	readonly sessionId: string;
	readonly bootId: string;
	readonly firstSequence: number;
	readonly lastSequence: number;
	/** Wall clock [ms since 1970]. */
	readonly savedAt: number;
	readonly bytes: Uint8Array;
}

/** The tables. */
export class LabDatabase extends Dexie {
	declare readonly outbox: EntityTable<OutboxEntry, 'place'>;
	declare readonly draft: Table<DraftRow, string>;
	declare readonly block: Table<BlockRow, [string, string, number]>;

	/** @param name tests give their own */
	constructor(name = 'jingwei') {
		// strict: a promise of this database means the bytes are on the disk
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			outbox: '++place, &id, [sessionId+userId]',
			draft: 'key',
			block: '[sessionId+bootId+firstSequence], sessionId'
		});
	}
}

let opened: LabDatabase | null = null;

/** The database of this browser, opened at first use. */
export function labDatabase(): LabDatabase {
	opened ??= new LabDatabase();
	return opened;
}
