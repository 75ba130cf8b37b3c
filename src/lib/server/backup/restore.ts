/**
 * Puts a backup into an empty data folder, checks all of it, and says what was found.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { migrateAuth } from '../accounts/auth.ts';
import { openAsItIs, openDatabase } from '../database/open.ts';
import type { KeyPlace } from '../keys/key-file.ts';
import { digest } from '../sealed-folder.ts';
import { checkRestored, type RestoredCheck } from './check-restored.ts';
import type { BackupManifest } from './contents.ts';
import { readBackup } from './read-backup.ts';
import { fillPostgres, refuseUnfit, upToDateSqlite } from './restored-database.ts';

/** What is restored, and where. */
export interface Restoring {
	readonly file: string;
	/** Empty, or not there. */
	readonly dataFolder: string;
	readonly identity: string;
	/** An empty PostgreSQL schema; absent = an SQLite file in the data folder. */
	readonly databaseUrl?: string;
	/** Where the key of the laboratory lies; without it what is encrypted cannot be checked, and is said to be so. */
	readonly keys?: KeyPlace;
}

/** The minutes of a restoration: what a laboratory files after a drill. */
export interface RestoreMinutes {
	readonly backup: Omit<BackupManifest, 'entries'> & {
		readonly files: number;
		readonly bytes: number;
	};
	readonly check: RestoredCheck;
	/** Path and SHA-256 of every recording, of its clear bytes where the key is there. */
	readonly recordings: readonly { readonly path: string; readonly sha256: string }[];
	readonly startedAt: string;
	readonly seconds: number;
}

/** Any: the tables of the accounts do not depend on it, and nothing is signed with it. */
const NO_SECRET = '0'.repeat(64);

/**
 * Restores. The data folder appears when all is in it; before that it is called `….restoring`.
 *
 * @throws {LabError} `backup/not-empty`, `backup/identity`, `backup/damaged`, `backup/newer`, `backup/kind`,
 * `backup/rows`, `backup/tables`
 */
export async function restoreBackup(restoring: Restoring): Promise<RestoreMinutes> {
	const startedAt = new Date();
	const folder = resolve(restoring.dataFolder);
	if (existsSync(folder) && (await readdir(folder)).length > 0)
		throw new LabError('backup/not-empty', `expected an empty folder, got ${folder}`);
	const part = `${folder}.restoring`;
	await rm(part, { recursive: true, force: true });
	await mkdir(part, { recursive: true, mode: 0o700 });
	let manifest: BackupManifest;
	try {
		manifest = await readBackup(restoring.file, part, restoring.identity);
		await placeDatabase(restoring, part, manifest);
	} catch (error) {
		await rm(part, { recursive: true, force: true });
		throw error;
	}
	await putTogether(part, folder);
	const place = restoring.databaseUrl ?? join(folder, 'jingwei.sqlite');
	const database = await openDatabase(place, restoring.keys);
	try {
		await migrateAuth({ db: database.db, type: database.kind, secret: NO_SECRET });
		const check = await checkRestored(database, folder);
		const minutes = await minutesOf(folder, manifest, check, startedAt);
		const name = `restored-${startedAt.toISOString().replaceAll(/[:.]/g, '')}.json`;
		await writeFile(join(folder, name), `${JSON.stringify(minutes, null, '\t')}\n`, {
			flush: true
		});
		return minutes;
	} finally {
		await database.close();
	}
}

async function placeDatabase(
	{ databaseUrl }: Restoring,
	part: string,
	manifest: BackupManifest
): Promise<void> {
	const target = openAsItIs(databaseUrl ?? ':memory:');
	try {
		await refuseUnfit(manifest, target);
		if (target.kind === 'sqlite') {
			await upToDateSqlite(join(part, 'database', 'jingwei.sqlite'), manifest);
			return;
		}
		const rows = join(part, 'database', 'tables');
		await fillPostgres(target, rows, { manifest, secret: NO_SECRET });
	} finally {
		await target.close();
	}
}

/** The unpacked parts as one data folder; protocols stand beside it under `protocols`. */
async function putTogether(part: string, folder: string): Promise<void> {
	const data = join(part, 'data');
	await mkdir(data, { recursive: true });
	const snapshot = join(part, 'database', 'jingwei.sqlite');
	if (existsSync(snapshot)) await rename(snapshot, join(data, 'jingwei.sqlite'));
	const protocols = join(part, 'protocols');
	if (existsSync(protocols)) await rename(protocols, join(data, 'protocols'));
	await mkdir(dirname(folder), { recursive: true });
	if (existsSync(folder)) await rmdir(folder);
	await rename(data, folder);
	await rm(part, { recursive: true, force: true });
}

async function minutesOf(
	folder: string,
	manifest: BackupManifest,
	check: RestoredCheck,
	startedAt: Date
): Promise<RestoreMinutes> {
	const { entries, ...backup } = manifest;
	const recordings: { readonly path: string; readonly sha256: string }[] = [];
	for (const { path } of entries)
		if (path.endsWith('.bdf')) {
			const { sha256 } = await digest(join(folder, relative('data', path)));
			recordings.push({ path, sha256 });
		}
	return {
		backup: {
			...backup,
			files: entries.length,
			bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0)
		},
		check,
		recordings,
		startedAt: startedAt.toISOString(),
		seconds: Math.round((Date.now() - startedAt.getTime()) / 100) / 10
	};
}
