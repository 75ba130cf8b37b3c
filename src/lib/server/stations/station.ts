/**
 * Which station this is: one data folder, one recorder, one name that people know it by.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** A station. */
export interface Station {
	/** Random; made once and kept in the data folder. */
	readonly id: string;
	readonly name: string;
}

const LONGEST_NAME = 80;

/** Reads who this station is, the first time making it up. */
export function readStation(dataFolder: string): Station {
	const name = (process.env['JINGWEI_STATION'] ?? hostname()).trim().slice(0, LONGEST_NAME);
	const place = join(dataFolder, 'station');
	try {
		// two processes of one folder must not become two stations: the first to write wins
		writeFileSync(place, randomUUID(), { flag: 'wx', mode: 0o600, flush: true });
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
	return { id: readFileSync(place, 'utf8').trim(), name };
}

/** Makes a station known to the others. */
export async function announceStation(
	db: Kysely<Schema>,
	{ id, name }: Station,
	nowMs: number
): Promise<void> {
	await db
		.insertInto('station')
		.values({ id, name, seen_ms: nowMs })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ name, seen_ms: nowMs }))
		.execute();
}
