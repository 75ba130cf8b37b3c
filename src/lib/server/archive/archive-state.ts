/**
 * How far the archive is, in numbers: no case and no person.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** What the laboratory page shows. */
export interface ArchiveState {
	/** Sealed folders that have been read back from the archive. */
	readonly archived: number;
	/** Sealed folders on their way. */
	readonly waiting: number;
	/** Of those, how many were tried and failed. */
	readonly failing: number;
	/** Names of the stations they lie at. */
	readonly stations: readonly string[];
	/** When the oldest of them was sealed [ms since 1970]; null = none waits. */
	readonly oldestMs: number | null;
}

/** Reads it. */
export async function archiveState(db: Kysely<Schema>): Promise<ArchiveState> {
	const rows = await db
		.selectFrom('archive_upload')
		.leftJoin('station', 'station.id', 'archive_upload.station_id')
		.select(['archived_ms', 'created_ms', 'problem', 'name', 'station_id'])
		.execute();
	const waiting = rows.filter(({ archived_ms }) => archived_ms === null);
	return {
		archived: rows.length - waiting.length,
		waiting: waiting.length,
		failing: waiting.filter(({ problem }) => problem !== null).length,
		stations: [...new Set(waiting.map(({ name, station_id }) => name ?? station_id))].sort(),
		oldestMs: waiting.length === 0 ? null : Math.min(...waiting.map(({ created_ms }) => created_ms))
	};
}
