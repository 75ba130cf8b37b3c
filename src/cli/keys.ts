/**
 * `keys split FOLDER` and `keys join SHARE SHARE`: the key of the laboratory in the hands of custodians.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { dataFolderOf } from '#lib/server/database/place.ts';
import { keyPlace, readKeyFile, writeKeyFile } from '#lib/server/keys/key-file.ts';
import { joinKey, splitKey } from '#lib/server/keys/shares.ts';
import { readArguments, usageError } from './arguments.ts';

/** What `keys --help` prints. */
export const usage = `keys split FOLDER | keys join SHARE SHARE
  split  writes three shares of the key of the laboratory into FOLDER, share-1.txt to share-3.txt: one for each
         custodian, on a medium of its own; any two of them are the key. Take the key file away afterwards
  join   puts the key together from the files of two custodians and writes it to JINGWEI_KEY_FILE, best in a folder
         that is gone when the machine is switched off (/run, /dev/shm); then start the application
`;

/**
 * Splits or joins.
 *
 * @returns exit code
 * @throws {LabError} `cli/usage`; `keys/missing`, `keys/file`, `keys/share`
 */
export async function keys(args: string[]): Promise<number> {
	const { words } = readArguments(
		args,
		{},
		{ names: ['split|join', 'FOLDER|SHARE', 'SHARE'], required: 2 }
	);
	const [act, first = '', second] = words;
	const { file } = keyPlace(dataFolderOf());
	if (act === 'split' && second === undefined) return splitInto(first, file);
	if (act === 'join' && second !== undefined) return joinTo(file, [first, second]);
	throw usageError(`expected keys split FOLDER or keys join SHARE SHARE, got ${words.join(' ')}`);
}

async function splitInto(folder: string, file: string): Promise<number> {
	const shares = await splitKey(readKeyFile(file, false));
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const paths = shares.map((_, index) => join(folder, `share-${index + 1}.txt`));
	for (const [index, share] of shares.entries())
		await writeFile(paths[index] ?? '', `${share}\n`, { mode: 0o600, flag: 'wx', flush: true });
	process.stdout.write(`${JSON.stringify({ shares: paths, key: file })}\n`);
	return 0;
}

async function joinTo(file: string, paths: readonly string[]): Promise<number> {
	if (existsSync(file)) throw new LabError('keys/file', `expected no key at ${file} yet, got one`);
	const key = await joinKey(await Promise.all(paths.map((path) => readFile(path, 'utf8'))));
	writeKeyFile(file, key);
	process.stdout.write(`${JSON.stringify({ key: file })}\n`);
	return 0;
}
