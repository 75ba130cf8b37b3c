/**
 * The key rings of this process. A file names its key by a random id and nothing else, and whoever reads it knows only
 * where it lies.
 *
 * @module
 */
import { isLabError, LabError } from '#lib/core/errors.ts';
import { KEY_ID, type DataKey, type KeyRing } from './key-ring.ts';

const rings = new Set<KeyRing>();

/** Files are opened with the keys of this database from now on. */
export function useRing(ring: KeyRing): void {
	rings.add(ring);
}

/** Files are no longer opened with these. */
export function dropRing(ring: KeyRing): void {
	rings.delete(ring);
}

/**
 * The key with an id, which may come from a file somebody changed.
 *
 * @throws {LabError} `keys/unknown` when no open database has it; `keys/destroyed`
 */
export async function findKey(id: string): Promise<DataKey> {
	// PostgreSQL refuses a zero byte with an error of its own, so nothing but an id is asked for
	if (!KEY_ID.test(id))
		throw new LabError('keys/unknown', 'expected the id of a key in this file, got other bytes');
	for (const ring of rings)
		try {
			return await ring.find(id);
		} catch (error) {
			if (!isLabError(error) || error.code !== 'keys/unknown') throw error;
		}
	throw new LabError('keys/unknown', `expected the key ${id} of this file, got none`);
}
