/**
 * The key of the laboratory in the hands of three custodians, any two of whom put it together again (Shamir's scheme).
 * One share alone says nothing of the key. A share is a line of text: `jwshare1.<fingerprint of the key>.<share>`.
 *
 * @source A. Shamir, How to share a secret, CACM 22 (1979), by the package shamir-secret-sharing
 * @module
 */
import { createHash } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { LabError } from '#lib/core/errors.ts';

/** Custodians, and how many of them it takes. */
export const CUSTODIANS = { shares: 3, needed: 2 } as const;

const SHARE = /^jwshare1\.([0-9a-f]{16})\.([A-Za-z0-9_-]+)$/;

/** Tells one key from another without telling the key. */
function fingerprint(key: Uint8Array): string {
	return createHash('sha256').update('jingwei key').update(key).digest('hex').slice(0, 16);
}

/** Splits a key. */
export async function splitKey(key: Uint8Array): Promise<string[]> {
	const shares = await split(Uint8Array.from(key), CUSTODIANS.shares, CUSTODIANS.needed);
	const mark = fingerprint(key);
	return shares.map((share) => `jwshare1.${mark}.${Buffer.from(share).toString('base64url')}`);
}

/**
 * Puts a key together.
 *
 * @throws {LabError} `keys/share` when these are not two different shares of one key
 */
export async function joinKey(texts: readonly string[]): Promise<Buffer> {
	const read = texts.map((text) => SHARE.exec(text.trim()));
	const marks = new Set(read.map((one) => one?.[1]));
	const shares = new Set(read.map((one) => one?.[2] ?? ''));
	const [mark] = marks;
	if (read.includes(null) || marks.size !== 1 || shares.size < CUSTODIANS.needed) throw noShares();
	let key: Uint8Array;
	try {
		key = await combine([...shares].map((one) => new Uint8Array(Buffer.from(one, 'base64url'))));
	} catch (error) {
		throw noShares(error);
	}
	if (fingerprint(key) !== mark) throw noShares();
	return Buffer.from(key);
}

function noShares(cause?: unknown): LabError {
	return new LabError('keys/share', 'expected two different shares of one key', { cause });
}
