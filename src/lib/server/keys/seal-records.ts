/**
 * Which files lie encrypted: everything of a session or interview that has ended. A running recording is plain BDF+ from
 * its first second, so that it can be opened whatever happens to this program.
 *
 * @module
 */
import { join } from 'node:path';
import type { LabDatabase } from '../database/open.ts';
import { sealFolders } from './seal-files.ts';
import { unlessDestroyed } from './unless-destroyed.ts';

/** Where the database and the files are. */
export interface RecordPlaces {
	readonly database: Pick<LabDatabase, 'db'>;
	readonly dataFolder: string;
}

/** The folders that hold files of a session, there or not. */
export function sessionFolders(dataFolder: string, sessionId: string): string[] {
	return ['archive', 'recordings', 'media'].map((name) => join(dataFolder, name, sessionId));
}

/** The folder that holds the files of an interview, there or not. */
export function interviewFolder(dataFolder: string, interviewId: string): string {
	return join(dataFolder, 'archive', 'interviews', interviewId);
}

/**
 * Encrypts the files of a session that has ended; what is encrypted stays as it is.
 *
 * @throws {LabError} `keys/destroyed`
 */
export async function sealSessionFiles(
	{ database, dataFolder }: RecordPlaces,
	sessionId: string
): Promise<number> {
	return sealFolders(database.db, { sessionId }, sessionFolders(dataFolder, sessionId));
}

/**
 * Encrypts the files of a sealed interview.
 *
 * @throws {LabError} `keys/destroyed`
 */
export async function sealInterviewFiles(
	{ database, dataFolder }: RecordPlaces,
	interviewId: string
): Promise<number> {
	const folder = interviewFolder(dataFolder, interviewId);
	return sealFolders(database.db, { interviewId }, [folder]);
}

/**
 * Encrypts what a crash left clear, and what ended before this laboratory had keys.
 *
 * @returns how many files were encrypted
 */
export async function sealEndedRecords(places: RecordPlaces): Promise<number> {
	const { db } = places.database;
	const ended = db.selectFrom('test_session').select('id').where('ended', 'is not', null);
	const closed = db.selectFrom('interview').select('id').where('closed_ms', 'is not', null);
	let sealed = 0;
	for (const { id } of await ended.execute())
		sealed += await unlessDestroyed(() => sealSessionFiles(places, id), 0);
	for (const { id } of await closed.execute())
		sealed += await unlessDestroyed(() => sealInterviewFiles(places, id), 0);
	return sealed;
}
