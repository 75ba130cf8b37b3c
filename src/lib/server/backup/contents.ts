/**
 * What a backup holds, as its last entry `manifest.json` lists it.
 *
 * Layout of the tar: `database/jingwei.sqlite` (SQLite) or `database/tables/NAME-NNNNNN.jsonl` (PostgreSQL, rows as
 * JSON, in order of their key), `data/…` (the data folder), `protocols/…` (the folder of protocols in use),
 * `manifest.json` last. A backup without its manifest is not whole.
 *
 * @module
 */
import { z } from 'zod';

/** Name of the last entry. */
export const MANIFEST = 'manifest.json';
/** Where the snapshot of an SQLite database lies. */
export const SQLITE_SNAPSHOT = 'database/jingwei.sqlite';

const entry = z.strictObject({
	path: z.string(),
	bytes: z.int().min(0),
	sha256: z.string().regex(/^[0-9a-f]{64}$/)
});

/** The list of a backup. */
export const backupManifest = z.strictObject({
	format: z.literal('jingwei-backup-1'),
	/** ISO 8601 UTC: the moment the database was looked at. */
	createdAt: z.iso.datetime(),
	software: z.string(),
	database: z.enum(['sqlite', 'postgres']),
	/** Steps of the tables that were done, oldest first. */
	steps: z.array(z.string()),
	/** Rows of every table. */
	rows: z.record(z.string(), z.int().min(0)),
	entries: z.array(entry)
});
/** See {@link backupManifest}. */
export type BackupManifest = z.infer<typeof backupManifest>;
/** One file in it. */
export type BackupEntry = z.infer<typeof entry>;
