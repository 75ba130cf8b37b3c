/**
 * `backup-key FOLDER`: makes the pair backups are encrypted with.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newBackupKey } from '#lib/server/backup/backup-key.ts';
import { readArguments } from './arguments.ts';

/** What `backup-key --help` prints. */
export const usage = `backup-key FOLDER
  writes FOLDER/backup-identity (opens every backup: keep it in the safe, not on the server) and
  FOLDER/backup-recipient (makes backups, opens none: put it on the server)
`;

/** Prints the two paths and the recipient as JSON. Files that are there are not written over. */
async function backupKey(args: string[]): Promise<number> {
	const [folder = ''] = readArguments(args, {}, { names: ['FOLDER'] }).words;
	const { identity, recipient } = await newBackupKey();
	await mkdir(folder, { recursive: true });
	const paths = {
		identity: join(folder, 'backup-identity'),
		recipient: join(folder, 'backup-recipient')
	};
	await writeFile(paths.identity, `${identity}\n`, { mode: 0o600, flag: 'wx', flush: true });
	await writeFile(paths.recipient, `${recipient}\n`, { flag: 'wx', flush: true });
	process.stdout.write(`${JSON.stringify({ ...paths, key: recipient })}\n`);
	return 0;
}

export { backupKey as 'backup-key' };
