/**
 * The key that signs tree heads: made once per data folder, kept beside `secret`, or where `JINGWEI_LOG_KEY` says, so
 * that it can lie on another medium than the database.
 *
 * @module
 */
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
	type KeyObject
} from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { KEY_ID_DIGITS } from '#lib/core/integrity/tree-head.ts';

/** A key that signs heads. */
export interface LogKey {
	readonly keyId: string;
	/** SPKI DER, base64. */
	readonly publicKey: string;
	/** Ed25519 over UTF-8 text, base64. */
	readonly sign: (text: string) => string;
}

/** Id of a public key (SPKI DER, base64). */
export function keyIdOf(publicKey: string): string {
	const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
	return hash.slice(0, KEY_ID_DIGITS);
}

/** A private key as a signer of heads. */
export function logKeyOf(privateKey: KeyObject): LogKey {
	const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
	const publicKey = der.toString('base64');
	return {
		keyId: keyIdOf(publicKey),
		publicKey,
		sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64')
	};
}

/** Whether an Ed25519 signature (base64) is good; a key or signature that cannot be read is not. */
export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
	try {
		const key = createPublicKey({
			...{ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }
		});
		return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
	} catch {
		// not a key at all: then nothing was signed with it
		return false;
	}
}

/**
 * Reads the key, making it (readable by its owner only) when there is none.
 *
 * @param dataFolder absolute path
 * @throws {LabError} `integrity/log-key` when the file is there but holds something else
 */
export function readLogKey(dataFolder: string): LogKey {
	const path = process.env['JINGWEI_LOG_KEY'] ?? join(dataFolder, 'log-key');
	mkdirSync(dirname(path), { recursive: true });
	try {
		const { privateKey } = generateKeyPairSync('ed25519');
		const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
		// `wx` fails when the file exists: two processes starting at once agree on the first one's key
		writeFileSync(path, pem, { mode: 0o600, flag: 'wx', flush: true });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	chmodSync(path, 0o600);
	return logKeyOf(privateKeyAt(path));
}

function privateKeyAt(path: string): KeyObject {
	try {
		const key = createPrivateKey(readFileSync(path));
		if (key.asymmetricKeyType === 'ed25519') return key;
	} catch (error) {
		throw refusal(path, error);
	}
	throw refusal(path);
}

function refusal(path: string, cause?: unknown): LabError {
	return new LabError('integrity/log-key', `expected an Ed25519 key (PEM) in ${path}`, { cause });
}
