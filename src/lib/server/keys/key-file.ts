/**
 * The key that wraps all data keys: 32 random bytes in a file outside the database, best on another medium.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { KEY_BYTES, type Algorithm } from './cipher.ts';

/** Where the key lies and which suite new keys are for. */
export interface KeyPlace {
	/** Absolute path. */
	readonly file: string;
	readonly algorithm: Algorithm;
}

/**
 * The place an environment names: `JINGWEI_KEY_FILE` (default `key-encryption-key` in the data folder) and
 * `JINGWEI_CIPHER` (`aes`, the default, or `sm4`).
 *
 * @throws {LabError} `keys/cipher` for another suite
 */
export function keyPlace(
	dataFolder: string,
	environment: Readonly<Record<string, string | undefined>> = process.env
): KeyPlace {
	const cipher = environment['JINGWEI_CIPHER'] ?? 'aes';
	if (cipher !== 'aes' && cipher !== 'sm4')
		throw new LabError('keys/cipher', `expected JINGWEI_CIPHER aes or sm4, got ${cipher}`);
	return {
		file: environment['JINGWEI_KEY_FILE'] ?? join(dataFolder, 'key-encryption-key'),
		algorithm: cipher === 'sm4' ? 'sm4-ctr-hmac-sm3' : 'aes-256-gcm'
	};
}

/**
 * Reads the key.
 *
 * @param mayMake whether a new one may be made when there is none: only while nothing is wrapped yet
 * @throws {LabError} `keys/missing` when it is not there; `keys/file` when it holds something else
 */
export function readKeyFile(path: string, mayMake: boolean): Buffer {
	if (!existsSync(path)) {
		if (!mayMake)
			throw new LabError(
				'keys/missing',
				`expected the key of this laboratory at ${path}, got none`
			);
		writeKeyFile(path, randomBytes(KEY_BYTES));
	}
	const text = readFileSync(path, 'utf8').trim();
	if (!/^[0-9a-f]{64}$/.test(text))
		throw new LabError('keys/file', `expected 64 hexadecimal digits in ${path}`);
	return Buffer.from(text, 'hex');
}

/**
 * Writes the key, readable by its owner only. One that is there is left: two processes starting at once agree on the
 * first one's.
 */
export function writeKeyFile(path: string, key: Uint8Array): void {
	mkdirSync(dirname(path), { recursive: true });
	const text = `${Buffer.from(key).toString('hex')}\n`;
	try {
		writeFileSync(path, text, { mode: 0o600, flag: 'wx', flush: true });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}
