/**
 * The key of what one browser keeps for one account: derived anew for each question, kept nowhere.
 *
 * Always for AES-256-GCM, whatever `JINGWEI_CIPHER` says: browsers have no SM4.
 *
 * @source RFC 5869 (HKDF)
 * @module
 */
import { hkdfSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import { BROWSER_KEY_BYTES } from '#lib/core/access/browser-key.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Schema } from '../database/schema.ts';
import { keyFor } from './seal-cells.ts';

/**
 * Derives the key from the laboratory's own.
 *
 * @param whose account, and the random name of the browser: with another of either it is another key
 * @throws {LabError} `keys/destroyed`; `keys/missing` when this database is used without keys
 */
export async function browserKey(
	db: Kysely<Schema>,
	{ account, browser }: { readonly account: string; readonly browser: string }
): Promise<Buffer> {
	const laboratory = await keyFor(db, 'laboratory');
	if (laboratory === null)
		throw new LabError('keys/missing', 'expected a laboratory with keys, got one without');
	const info = JSON.stringify(['jingwei browser key', account, browser]);
	return Buffer.from(hkdfSync('sha256', laboratory.key, '', info, BROWSER_KEY_BYTES));
}
