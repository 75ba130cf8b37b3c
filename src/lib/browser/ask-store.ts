/**
 * Asking the store of a browser, which may be full, forbidden, broken or silent: the work goes on without it.
 *
 * @module
 */
import { Dexie } from 'dexie';
import { isLabError } from '../core/errors.ts';
import { ownKey } from './keys/own-key.ts';
import { LONGEST_STORE_MS, within } from './within.ts';

/** One for each database of a page: what did not answer once is not waited for again. */
export class StoreAsker {
	readonly #longestMs: number;
	#isSilent = false;
	/** Why the store did not do what it was asked last; '' = it did all. */
	problem = '';

	/** @param longestMs how long the store is waited for */
	constructor(longestMs: number = LONGEST_STORE_MS) {
		this.#longestMs = longestMs;
	}

	/** @returns null = it refused, or did not answer; `problem` says why */
	async ask<T>(work: () => PromiseLike<T>): Promise<T | null> {
		if (this.#isSilent) return null;
		try {
			const came = await within(Promise.resolve(work()), this.#longestMs);
			if (came !== null) return came;
			this.#isSilent = true;
			return this.#failed('no answer');
		} catch (error) {
			return this.#failed(error);
		}
	}

	/**
	 * The key of an account. While the server is away or nobody is signed in this waits.
	 *
	 * @returns null = the browser has no store to name it in
	 * @throws {LabError} what the server refuses
	 */
	async key(account: string): Promise<CryptoKey | null> {
		if (this.#isSilent) return null;
		try {
			return await ownKey(account);
		} catch (error) {
			const isSilent = isLabError(error) && error.code === 'browser/no-store';
			if (!isSilent && !isOfStore(error)) throw error;
			this.#isSilent ||= isSilent;
			return this.#failed(error);
		}
	}

	#failed(error: unknown): null {
		this.problem = error instanceof Error ? error.message : String(error);
		return null;
	}
}

/** Whether the store of the browser failed, and not whoever was asked for the key. */
const isOfStore = (error: unknown): boolean =>
	error instanceof DOMException ||
	(error instanceof Error && Object.values<string>(Dexie.errnames).includes(error.name));

const askers = new WeakMap<Dexie, StoreAsker>();

/** The one that asks a database. @param longestMs for the first who wants it; tests give their own */
export function askerOf(database: Dexie, longestMs?: number): StoreAsker {
	const known = askers.get(database);
	if (known !== undefined) return known;
	const made = new StoreAsker(longestMs);
	askers.set(database, made);
	return made;
}
