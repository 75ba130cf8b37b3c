/**
 * What this browser keeps: its own events until the log has them, drafts of forms, blocks of recordings opened here.
 *
 * The server is the record; this is a buffer that survives a reload, a crash and a server that is away. Whatever a case
 * could be read from is sealed (keys/seal) before it comes here; ids, orders, states and times are clear.
 *
 * @module
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ProposedEvent } from '../core/session/event.ts';
import type { Sealed } from './keys/seal.ts';

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

/** An entry of the outbox as it is kept. */
export interface OutboxRow extends Omit<OutboxEntry, 'event' | 'refusal'> {
	readonly event: Sealed;
	readonly refusal: Sealed | null;
}

/** A half-filled form. */
export interface DraftRow {
	/** `user/session/form`. */
	readonly key: string;
	readonly value: Sealed;
	/** Wall clock [ms since 1970]. */
	readonly savedAt: number;
}

/** Consecutive encoded blocks (packets) of one recorder run, ≥ 24 kB together where possible. */
export interface BlockRow {
	readonly userId: string;
	readonly sessionId: string;
	readonly bootId: string;
	readonly firstSequence: number;
	readonly lastSequence: number;
	/** Wall clock [ms since 1970]. */
	readonly savedAt: number;
	readonly bytes: Sealed;
}

/** The random name of this browser, by which its keys are made. */
export interface BrowserRow {
	readonly key: 'browser';
	/** 128 bits, base64url. */
	readonly id: string;
}

/** The tables. */
export class LabDatabase extends Dexie {
	declare readonly outbox: EntityTable<OutboxRow, 'place'>;
	declare readonly draft: Table<DraftRow, string>;
	declare readonly block: Table<BlockRow, [string, string, string, number]>;
	declare readonly browser: Table<BrowserRow, string>;

	/** @param name tests give their own; `jingwei` is that of earlier versions, whose rows are clear */
	constructor(name = 'jingwei-sealed') {
		// strict: a promise of this database means the bytes are on the disk
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			outbox: '++place, &id, [sessionId+userId]',
			draft: 'key',
			block: '[userId+sessionId+bootId+firstSequence], [userId+sessionId], sessionId',
			browser: 'key'
		});
	}
}

let opened: LabDatabase | null = null;

/** The database of this browser, opened at first use. */
export function labDatabase(): LabDatabase {
	opened ??= new LabDatabase();
	return opened;
}
