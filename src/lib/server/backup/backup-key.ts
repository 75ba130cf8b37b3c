/**
 * The pair of a backup: whoever has the recipient can make backups, whoever has the identity can open them.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { LabError } from '#lib/core/errors.ts';

/** Makes a new pair. */
export async function newBackupKey(): Promise<{
	readonly identity: string;
	readonly recipient: string;
}> {
	const identity = await generateX25519Identity();
	return { identity, recipient: await identityToRecipient(identity) };
}

/**
 * A key that is given as text or as the path of a file that holds it; lines that begin with # are left out.
 *
 * @param begins how such a key begins
 * @throws {LabError} `backup/key` when the file holds none
 */
export async function keyFrom(given: string, begins: 'age1' | 'AGE-SECRET-KEY-1'): Promise<string> {
	if (given.trim().startsWith(begins)) return given.trim();
	const lines = (await readFile(given, 'utf8')).split('\n').map((line) => line.trim());
	const key = lines.find((line) => line.startsWith(begins));
	if (key !== undefined) return key;
	throw new LabError('backup/key', `expected ${begins}… in ${given}, got none`);
}
