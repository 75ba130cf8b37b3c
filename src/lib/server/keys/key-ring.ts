/**
 * The data keys as this process knows them: unwrapped when they are first needed, asked for again after a while, so that
 * one that another process destroyed is forgotten here too.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { LabError } from '#lib/core/errors.ts';
import type { DataKeyTable } from '../database/key-tables.ts';
import { KEY_BYTES, openBytes, sealBytes, type Algorithm } from './cipher.ts';

/** A data key ready for use. */
export interface DataKey {
	readonly id: string;
	readonly algorithm: Algorithm;
	readonly key: Uint8Array;
}

/** Row of a key as it is read. */
export type DataKeyRow = Pick<DataKeyTable, 'id' | 'scope' | 'algorithm' | 'wrapped'>;

/** How long a key is used before its row is looked at again [ms]. */
const FRESH_MS = 30_000;
/** Size of a key's id [bytes]; 22 signs of base64url. */
const ID_BYTES = 16;
/** What the id of a key looks like. */
export const KEY_ID = /^[A-Za-z0-9_-]{22}$/;

const about = ({ id, scope, algorithm }: Omit<DataKeyRow, 'wrapped'>): Buffer =>
	Buffer.from(`jingwei data key|${id}|${scope}|${algorithm}`);

/** All keys of one database. */
export class KeyRing {
	/** Of keys that are made from now on. */
	readonly algorithm: Algorithm;
	readonly #wrapping: Buffer;
	readonly #load: ((id: string) => Promise<DataKeyRow | undefined>) | null;
	readonly #known = new Map<string, { readonly key: DataKey; readonly atMs: number }>();

	/**
	 * @param wrapping the key-encryption key, 32 bytes
	 * @param load reads a committed row, outside any transaction; null = keys made here are all there are
	 */
	constructor(
		wrapping: Buffer,
		algorithm: Algorithm,
		load: ((id: string) => Promise<DataKeyRow | undefined>) | null
	) {
		this.#wrapping = wrapping;
		this.algorithm = algorithm;
		this.#load = load;
	}

	/** A new key, wrapped. It is known here once its row was given to {@link unwrap}. */
	make(scope: string): DataKeyRow & { readonly wrapped: string } {
		const named = {
			id: randomBytes(ID_BYTES).toString('base64url'),
			scope,
			algorithm: this.algorithm
		};
		const wrapping = { algorithm: this.algorithm, key: this.#wrapping };
		const wrapped = sealBytes(wrapping, randomBytes(KEY_BYTES), about(named));
		return { ...named, wrapped: wrapped.toString('base64url') };
	}

	/**
	 * The key of a row.
	 *
	 * @throws {LabError} `keys/destroyed`; `keys/wrong-key` when it was wrapped by another key than this laboratory's
	 */
	unwrap(row: DataKeyRow): DataKey {
		const { id, algorithm, wrapped } = row;
		if (wrapped === null) {
			this.#known.delete(id);
			throw destroyed(id);
		}
		const known = this.#known.get(id);
		const key = known?.key ?? { id, algorithm, key: this.#open(row, wrapped) };
		this.#known.set(id, { key, atMs: Date.now() });
		return key;
	}

	#open(row: DataKeyRow, wrapped: string): Buffer {
		const wrapping = { algorithm: row.algorithm, key: this.#wrapping };
		try {
			return openBytes(wrapping, Buffer.from(wrapped, 'base64url'), about(row));
		} catch (error) {
			throw new LabError('keys/wrong-key', 'expected the key that wrapped the data keys', {
				cause: error
			});
		}
	}

	/** The key, when it is known here and was looked at a short while ago. */
	fresh(id: string): DataKey | null {
		const known = this.#known.get(id);
		if (known === undefined) return null;
		return this.#load === null || Date.now() - known.atMs < FRESH_MS ? known.key : null;
	}

	/**
	 * The key with an id.
	 *
	 * @throws {LabError} `keys/unknown`, `keys/destroyed`, `keys/wrong-key`
	 */
	async find(id: string): Promise<DataKey> {
		const fresh = this.fresh(id);
		if (fresh !== null) return fresh;
		const row = await this.#load?.(id);
		if (row !== undefined) return this.unwrap(row);
		// made in a transaction that is not at its end yet
		const known = this.#known.get(id);
		if (known !== undefined) return known.key;
		throw new LabError('keys/unknown', `expected a key of this laboratory, got ${id}`);
	}

	/** Forgets a key that was destroyed. */
	forget(id: string): void {
		this.#known.get(id)?.key.key.fill(0);
		this.#known.delete(id);
	}
}

/** The refusal about a key that is gone. */
export function destroyed(id: string): LabError {
	return new LabError('keys/destroyed', `expected a key, got ${id}, which was destroyed`);
}
