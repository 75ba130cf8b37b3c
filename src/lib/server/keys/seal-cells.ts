/**
 * Encrypting what is written: the key of whatever a text belongs to is found, or made, in the same transaction.
 *
 * @module
 */
import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { sealCell } from './cell.ts';
import type { DataKey, KeyRing } from './key-ring.ts';
import { OpenCells } from './open-cells.ts';

/** What a text belongs to: it can be read as long as the key of that is there. */
export type CellOwner =
	| { readonly caseId: string; readonly subjectCode?: string }
	| { readonly sessionId: string }
	| { readonly interviewId: string }
	| 'laboratory'
	| 'index';

/** The keys of a connection; null = this database is used without any. */
export function ringOf(db: Kysely<Schema>): KeyRing | null {
	const found = db.getExecutor().plugins.find((plugin) => plugin instanceof OpenCells);
	return found === undefined ? null : found.ring;
}

/** The name of a key in the table. */
export async function scopeOf(db: Kysely<Schema>, owner: CellOwner): Promise<string> {
	if (typeof owner === 'string') return owner;
	if ('caseId' in owner)
		return owner.subjectCode === undefined
			? `case:${owner.caseId}`
			: `subject:${owner.caseId}:${owner.subjectCode}`;
	const row =
		'sessionId' in owner
			? await db
					.selectFrom('test_session')
					.select(['case_id', 'subject_code'])
					.where('id', '=', owner.sessionId)
					.executeTakeFirstOrThrow()
			: await db
					.selectFrom('interview')
					.select(['case_id', 'subject_code'])
					.where('id', '=', owner.interviewId)
					.executeTakeFirstOrThrow();
	return `subject:${row.case_id}:${row.subject_code}`;
}

/**
 * The key of an owner, made when there is none yet.
 *
 * @returns null when this database is used without keys
 * @throws {LabError} `keys/destroyed`
 */
export async function keyFor(db: Kysely<Schema>, owner: CellOwner): Promise<DataKey | null> {
	const ring = ringOf(db);
	if (ring === null) return null;
	const scope = await scopeOf(db, owner);
	const read = () =>
		db
			.selectFrom('data_key')
			.select(['id', 'scope', 'algorithm', 'wrapped'])
			.where('scope', '=', scope)
			.executeTakeFirst();
	const row = await read();
	if (row !== undefined) return ring.unwrap(row);
	await db
		.insertInto('data_key')
		.values({ ...ring.make(scope), created_ms: Date.now(), destroyed_ms: null })
		.onConflict((conflict) => conflict.column('scope').doNothing())
		.execute();
	const made = await read();
	if (made === undefined) throw new Error(`the key of ${scope} was written and is not there`);
	return ring.unwrap(made);
}

/**
 * How texts of an owner are encrypted.
 *
 * @returns the text as it is written; unchanged when this database is used without keys
 * @throws {LabError} `keys/destroyed`: nothing can be added to what was destroyed
 */
export async function cellSealer(
	db: Kysely<Schema>,
	owner: CellOwner
): Promise<(text: string) => string> {
	const key = await keyFor(db, owner);
	return key === null ? (text) => text : (text) => sealCell(key, text);
}

/** Keyed fingerprint of a text that has to be unique or found though it is encrypted; null without keys. */
export async function blindIndex(db: Kysely<Schema>, text: string): Promise<string | null> {
	const key = await keyFor(db, 'index');
	if (key === null) return null;
	return createHmac('sha256', key.key).update(text.normalize('NFC')).digest('base64url');
}
