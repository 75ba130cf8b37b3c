/**
 * `restore FILE FOLDER`: a backup into an empty data folder, all of it checked.
 *
 * @module
 */
import { keyFrom } from '#lib/server/backup/backup-key.ts';
import { restoreBackup } from '#lib/server/backup/restore.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { readArguments, usageError } from './arguments.ts';

const OPTIONS = { identity: { type: 'string' } } as const;

/** What `restore --help` prints. */
export const usage = `restore FILE FOLDER --identity FILE
  opens the backup with the identity from the safe (or JINGWEI_BACKUP_IDENTITY), puts it into FOLDER, which has to be
  empty or not there, and into the PostgreSQL of DATABASE_URL when the backup is of one, which has to have no tables.
  Brings older tables up to date, checks every log and every sealed folder, and prints the minutes; they are kept in
  FOLDER as restored-TIME.json. Protocols are put into FOLDER/protocols (use them with JINGWEI_PROTOCOLS).
  The key of the laboratory is in no backup: JINGWEI_KEY_FILE says where it lies. Without it what is encrypted is put
  there and not checked, and the minutes say so.
`;

/**
 * Prints the minutes as JSON.
 *
 * @returns exit code: 0 whole, 1 restored and something is not as it should be (see `check.faults`)
 * @throws {LabError} `cli/usage`, `backup/…`
 */
export async function restore(args: string[]): Promise<number> {
	const { values, words } = readArguments(args, OPTIONS, { names: ['FILE', 'FOLDER'] });
	const given = values.identity ?? process.env['JINGWEI_BACKUP_IDENTITY'] ?? '';
	if (given === '')
		throw usageError('expected --identity with the identity of the backup, got none');
	const [file = '', dataFolder = ''] = words;
	const databaseUrl = process.env['DATABASE_URL'];
	const minutes = await restoreBackup({
		...{ file, dataFolder, identity: await keyFrom(given, 'AGE-SECRET-KEY-1') },
		...(databaseUrl !== undefined && { databaseUrl }),
		...(process.env['JINGWEI_KEY_FILE'] !== undefined && { keys: keyPlace(dataFolder) })
	});
	process.stdout.write(`${JSON.stringify(minutes)}\n`);
	for (const fault of minutes.check.faults) process.stderr.write(`jingwei: ${fault}\n`);
	return minutes.check.faults.length === 0 ? 0 : 1;
}
