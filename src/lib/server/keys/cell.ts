/**
 * An encrypted text in a column: `jw1.<key id>.<nonce, ciphertext and tag>`, base64url. The key's id is bound to it.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { openBytes, sealBytes } from './cipher.ts';
import type { DataKey } from './key-ring.ts';

/** Begins every encrypted text. */
export const CELL_START = 'jw1.';
const CELL = /^jw1\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]+)$/;

/** What stands in the place of a short text whose key was destroyed. */
export const DESTROYED_TEXT = '—（已销毁 destroyed）';

/**
 * The record in a column, by the type it was written with.
 *
 * @throws {LabError} `keys/destroyed` when its key was destroyed
 */
export function readBody<T>(body: string): T {
	const id = cellKey(body);
	if (id !== null)
		throw new LabError('keys/destroyed', `expected a record, got one whose key ${id} is not there`);
	return JSON.parse(body) as T;
}

/** Encrypts a text. */
export function sealCell(key: DataKey, text: string): string {
	const sealed = sealBytes(key, Buffer.from(text), Buffer.from(CELL_START + key.id));
	return `${CELL_START}${key.id}.${sealed.toString('base64url')}`;
}

/** Id of the key of a text; null = it is not an encrypted one. */
export function cellKey(text: string): string | null {
	return text.startsWith(CELL_START) ? (CELL.exec(text)?.[1] ?? null) : null;
}

/**
 * Decrypts a text.
 *
 * @throws {LabError} `keys/changed`
 */
export function openCell(key: DataKey, text: string): string {
	const sealed = Buffer.from(text.slice(text.lastIndexOf('.') + 1), 'base64url');
	return openBytes(key, sealed, Buffer.from(CELL_START + key.id)).toString('utf8');
}
