/**
 * Whom this page keeps copies of recordings for: whoever is signed in, as long as the screen is not locked.
 *
 * @module
 */
import { keyForCopies } from '../keys/own-key.ts';
import { KeptDatabase } from './kept-database.ts';
import { keepOnlyFor } from './kept-parts.ts';
import type { CopyOwner } from './sealed-recording.ts';

let account: string | null | undefined;
let settled: Promise<string | null> = Promise.resolve(null);

/**
 * Says who looks at this page; copies of anybody else are forgotten.
 *
 * @param who account; null = nobody is signed in, or the screen is locked
 */
export function recordingsFor(who: string | null, name?: string): void {
	// pages are also made on the server, for many people at once and without a store
	if (typeof indexedDB === 'undefined' || who === account) return;
	account = who;
	settled = settle(who, name);
}

/** Whom copies are kept for now; null = for nobody, then everything is read from the server. */
export function recordingsOwner(): Promise<string | null> {
	return settled;
}

/** The same with the key of that account; null also when the key does not come soon. */
export async function copyOwner(): Promise<CopyOwner | null> {
	const owner = await recordingsOwner();
	const key = owner === null ? null : await keyForCopies(owner);
	return owner === null || key === null ? null : { account: owner, key };
}

async function settle(who: string | null, name?: string): Promise<string | null> {
	const database = new KeptDatabase(name);
	try {
		await keepOnlyFor(who, database);
		return who;
	} catch {
		// a store that does not work keeps nothing and gives nothing
		return null;
	} finally {
		database.close();
	}
}
