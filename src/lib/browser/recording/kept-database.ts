/**
 * Copies of sealed recordings in this browser: everything in them can be had from the server again.
 *
 * A database of its own, not tables of `LabDatabase`: a copy of megabytes need not wait for the disk as an event does,
 * nor hold one up, and a tab of an earlier version of the program keeps its outbox when these tables change.
 *
 * @module
 */
import { Dexie, type Table } from 'dexie';
import type { Sealed } from '../keys/seal.ts';

/** Whom copies are kept for. */
export interface OwnerRow {
	readonly key: 'owner';
	/** Account; null = nobody is signed in, or the screen is locked. */
	readonly account: string | null;
}

/** A recording of which there are parts. */
export interface KeptRecording {
	readonly account: string;
	/** Names what was sealed: `sealedAs` of its facts. */
	readonly recording: string;
	/** Size of its parts together. */
	readonly bytes: number;
	/** Wall clock of the last opening [ms since 1970]. */
	readonly usedAt: number;
}

/** One part (parts.ts), sealed with the key of the account. */
export interface KeptPart {
	readonly account: string;
	readonly recording: string;
	readonly size: number;
	/** Number of its first frame. */
	readonly first: number;
	readonly bytes: Sealed;
}

/** The tables. */
export class KeptDatabase extends Dexie {
	declare readonly owner: Table<OwnerRow, string>;
	declare readonly recording: Table<KeptRecording, [string, string]>;
	declare readonly part: Table<KeptPart, [string, string, number, number]>;

	/** @param name tests give their own; `jingwei-recordings` is that of earlier versions, whose parts are clear */
	constructor(name = 'jingwei-copies') {
		super(name, { chromeTransactionDurability: 'relaxed' });
		this.version(1).stores({
			owner: 'key',
			recording: '[account+recording]',
			part: '[account+recording+size+first], [account+recording]'
		});
	}
}
