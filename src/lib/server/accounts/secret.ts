/**
 * The key that signs sign-in cookies and encrypts second factors: made once per data directory.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../../core/errors.ts';

const SECRET_BYTES = 32;

/**
 * Reads the key of a data directory, making it (readable by its owner only) when there is none.
 *
 * @param dataFolder absolute path
 * @returns 64 hexadecimal digits
 * @throws {LabError} `accounts/secret` when the file is there but holds something else
 */
export function readSecret(dataFolder: string): string {
	const path = join(dataFolder, 'secret');
	mkdirSync(dataFolder, { recursive: true });
	try {
		// `wx` fails when the file exists: two processes starting at once agree on the first one's key
		writeFileSync(path, `${randomBytes(SECRET_BYTES).toString('hex')}\n`, {
			mode: 0o600,
			flag: 'wx',
			flush: true
		});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	chmodSync(path, 0o600);
	const secret = readFileSync(path, 'utf8').trim();
	if (!/^[0-9a-f]{64}$/.test(secret))
		throw new LabError('accounts/secret', `expected 64 hexadecimal digits in ${path}`);
	return secret;
}
