/**
 * What earlier versions of this program left in this browser in clear: sealed for whom it belongs to, then deleted.
 *
 * Not a step of the database's own versions: within such a step there is no key yet, and only the key of one person at
 * a time ever. So the sealed records have a database of their own, and the clear one is deleted as soon as it is empty.
 *
 * @module
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { LabDatabase, OutboxEntry } from '../database.ts';
import { draftPlace, eventPlace, refusalPlace } from './places.ts';
import { sealValue } from './seal.ts';

/** Whose records are sealed, with what, and where they go. */
export interface SealOrder {
	readonly account: string;
	readonly key: CryptoKey;
	readonly into: LabDatabase;
	/** Names of the clear databases; tests give their own. */
	readonly clear?: string;
	readonly clearCopies?: string;
}

interface ClearDraft {
	readonly key: string;
	readonly value: unknown;
	readonly savedAt: number;
}

/** The database of earlier versions, as it was. */
export class ClearDatabase extends Dexie {
	declare readonly outbox: EntityTable<OutboxEntry, 'place'>;
	declare readonly draft: Table<ClearDraft, string>;
	declare readonly block: Table<unknown, unknown>;

	constructor(name = 'jingwei') {
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			outbox: '++place, &id, [sessionId+userId]',
			draft: 'key',
			block: '[sessionId+bootId+firstSequence], sessionId'
		});
	}
}

/**
 * Seals events and drafts of this account and deletes the clear ones; copies of what the server has are deleted. What
 * is another person's waits for that person's sign-in: nobody else has the key for it.
 */
export async function sealClearRecords(order: SealOrder): Promise<void> {
	const { clear = 'jingwei', clearCopies = 'jingwei-recordings' } = order;
	// an earlier tab may hold it open: nothing has to wait for that
	if (await Dexie.exists(clearCopies)) void Dexie.delete(clearCopies);
	if (!(await Dexie.exists(clear))) return;
	// one tab at a time, so that nothing is moved twice
	await navigator.locks.request('jingwei-seal-clear', async () => {
		if (!(await Dexie.exists(clear))) return;
		const from = new ClearDatabase(clear);
		let isEmpty = false;
		try {
			await moveEvents(from, order);
			await moveDrafts(from, order);
			await from.block.clear();
			isEmpty = (await from.outbox.count()) + (await from.draft.count()) === 0;
		} finally {
			from.close();
		}
		if (isEmpty) void Dexie.delete(clear);
	});
}

async function moveEvents(from: ClearDatabase, { account, key, into }: SealOrder): Promise<void> {
	const rows = await from.outbox.orderBy('place').toArray();
	for (const { place, id, sessionId, userId, status, ...clear } of rows) {
		if (userId !== account) continue;
		const event = await sealValue(key, eventPlace(id), clear.event);
		const refusal =
			clear.refusal === null ? null : await sealValue(key, refusalPlace(id), clear.refusal);
		// there already: sealed before a crash, and not deleted
		if ((await into.outbox.where('id').equals(id).count()) === 0)
			await into.outbox.add({ id, sessionId, userId, status, event, refusal });
		await from.outbox.delete(place);
	}
}

async function moveDrafts(from: ClearDatabase, { account, key, into }: SealOrder): Promise<void> {
	const rows = await from.draft.where('key').startsWith(`${account}/`).toArray();
	for (const row of rows) {
		const value = await sealValue(key, draftPlace(row.key), row.value);
		const newer = await into.draft.get(row.key);
		if (newer === undefined) await into.draft.add({ key: row.key, value, savedAt: row.savedAt });
		await from.draft.delete(row.key);
	}
}
