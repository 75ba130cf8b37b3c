/**
 * `backup FOLDER`: the whole laboratory as one encrypted file, made while it runs.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keyFrom } from '#lib/server/backup/backup-key.ts';
import { writeBackup } from '#lib/server/backup/write-backup.ts';
import { openAsItIs } from '#lib/server/database/open.ts';
import { protocolsFolder } from '#lib/server/protocols.ts';
import { LabError } from '#lib/core/errors.ts';
import { readArguments, usageError } from './arguments.ts';

const OPTIONS = { recipient: { type: 'string' }, data: { type: 'string' } } as const;

/** What `backup --help` prints. */
export const usage = `backup FOLDER [--recipient age1…|FILE] [--data FOLDER]
  writes FOLDER/jingwei-TIME.tar.age: database, recordings, sealed folders, media, protocols. Keys of data at rest, of
  the log and of exports are not in it. The recipient is JINGWEI_BACKUP_RECIPIENT unless given (see backup-key); the
  data folder JINGWEI_DATA, the database DATABASE_URL, as the laboratory is started with. Every backup is whole.
`;

/**
 * Prints `{file, bytes, files, rows, createdAt, seconds}` as JSON.
 *
 * @returns exit code
 * @throws {LabError} `cli/usage`, `backup/…`
 */
export async function backup(args: string[]): Promise<number> {
	const { values, words } = readArguments(args, OPTIONS, { names: ['FOLDER'] });
	const given = values.recipient ?? process.env['JINGWEI_BACKUP_RECIPIENT'] ?? '';
	if (given === '')
		throw usageError('expected --recipient or JINGWEI_BACKUP_RECIPIENT, got neither');
	const recipient = await keyFrom(given, 'age1');
	const dataFolder = resolve(values.data ?? process.env['JINGWEI_DATA'] ?? 'data');
	const place = process.env['DATABASE_URL'] ?? join(dataFolder, 'jingwei.sqlite');
	if (!place.includes('://') && !existsSync(place))
		throw new LabError('backup/no-database', `expected a database, got no file ${place}`);
	const keyFiles = [process.env['JINGWEI_KEY_FILE'], process.env['JINGWEI_LOG_KEY']];
	const started = Date.now();
	const database = openAsItIs(place);
	try {
		const { file, bytes, manifest } = await writeBackup(
			{
				...{ database, dataFolder, software: 'jingwei 0.1.0' },
				protocolsFolder: protocolsFolder(),
				keyFiles: keyFiles.filter((path) => path !== undefined)
			},
			resolve(words[0] ?? ''),
			recipient
		);
		const { entries, createdAt, rows } = manifest;
		const seconds = Math.round((Date.now() - started) / 100) / 10;
		const told = { file, bytes, files: entries.length, rows, createdAt, seconds };
		process.stdout.write(`${JSON.stringify(told)}\n`);
	} finally {
		await database.close();
	}
	return 0;
}
