/**
 * `archive upload | check`: brings sealed folders of this station to the archive, or looks whether what is there is
 * what was put there.
 *
 * @module
 */
import { join, resolve } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import type { ArchiveStore } from '#lib/server/archive/archive-store.ts';
import { changedObjects } from '#lib/server/archive/archived-folder.ts';
import { openArchive } from '#lib/server/archive/open-archive.ts';
import { archivePrefix, UploadQueue } from '#lib/server/archive/upload-queue.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { announceStation, readStation } from '#lib/server/stations/station.ts';
import { readArguments, usageError } from './arguments.ts';

export const usage = `archive upload | check
  upload  every sealed folder of this data folder that is not archived yet, read back and compared
  check   reads everything that is archived again and compares it; exit 1 when something is missing or changed
  JINGWEI_DATA, DATABASE_URL and ARCHIVE_URL say where, as for the application.
`;

/** Prints what was done or found as JSON. */
export async function archive(args: string[]): Promise<number> {
	const [what = ''] = readArguments(args, {}, { names: ['upload|check'] }).words;
	if (what !== 'upload' && what !== 'check')
		throw usageError(`expected upload or check, got ${what}`);
	const store = openArchive(process.env['ARCHIVE_URL']);
	if (store === null) throw new LabError('archive/address', 'expected ARCHIVE_URL, got nothing');
	const dataFolder = resolve(process.env['JINGWEI_DATA'] ?? 'data');
	const database = await openDatabase(
		process.env['DATABASE_URL'] ?? join(dataFolder, 'jingwei.sqlite')
	);
	try {
		return await (what === 'upload' ? upload(database, store, dataFolder) : check(database, store));
	} finally {
		await database.close();
		store.close();
	}
}

async function upload(
	{ db }: LabDatabase,
	store: ArchiveStore,
	dataFolder: string
): Promise<number> {
	const station = readStation(dataFolder);
	await announceStation(db, station, Date.now());
	const problems: unknown[] = [];
	const queue = new UploadQueue({
		// whatever waits is due: somebody stands here
		...{ db, store, dataFolder, stationId: station.id, now: () => Date.now() },
		problem: (error) => problems.push(error)
	});
	await queue.sweep();
	await db
		.updateTable('archive_upload')
		.set({ next_ms: 0 })
		.where('station_id', '=', station.id)
		.where('archived_ms', 'is', null)
		.execute();
	await queue.runDue();
	const rows = await db
		.selectFrom('archive_upload')
		.select(['kind', 'owner_id', 'archived_ms', 'bytes', 'problem'])
		.where('station_id', '=', station.id)
		.execute();
	const waiting = rows.filter(({ archived_ms }) => archived_ms === null);
	const result = { archived: rows.length - waiting.length, waiting };
	process.stdout.write(`${JSON.stringify(result)}\n`);
	for (const problem of problems)
		process.stderr.write(
			`jingwei: ${problem instanceof Error ? problem.message : String(problem)}\n`
		);
	return waiting.length === 0 ? 0 : 1;
}

async function check({ db }: LabDatabase, store: ArchiveStore): Promise<number> {
	const rows = await db
		.selectFrom('archive_upload')
		.selectAll()
		.where('archived_ms', 'is not', null)
		.execute();
	const changed: string[] = [];
	for (const row of rows)
		changed.push(...(await changedIn(store, archivePrefix(row), row.list_sha256 ?? '')));
	process.stdout.write(`${JSON.stringify({ folders: rows.length, changed })}\n`);
	return changed.length === 0 ? 0 : 1;
}

/** A list that is not the one that was put there counts as changed as a whole. */
async function changedIn(store: ArchiveStore, prefix: string, list: string): Promise<string[]> {
	try {
		return await changedObjects(store, prefix, list);
	} catch (error) {
		if (error instanceof LabError) return [prefix];
		throw error;
	}
}
