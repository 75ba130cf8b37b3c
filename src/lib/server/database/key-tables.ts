/**
 * The tables of keys: one data key for each subject of each case, each case, and the laboratory itself, wrapped by a key
 * outside the database; and the acts of destroying them.
 *
 * @module
 */
import type { Kysely } from 'kysely';

/** A data key. Its row stays when it is destroyed. */
export interface DataKeyTable {
	/** 128 random bits, base64url. */
	id: string;
	/** What it is for: `case:ID`, `subject:CASE:CODE`, `laboratory`, `index`. */
	scope: string;
	/** Suite, `keys/cipher.ts`. */
	algorithm: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';
	/** The key, sealed by the same suite, base64url; null = destroyed. */
	wrapped: string | null;
	created_ms: number;
	destroyed_ms: number | null;
}

/** A destruction that was carried out. */
export interface ErasureTable {
	id: string;
	case_id: string;
	/** Null = the whole case. */
	subject_code: string | null;
	proposed_by: string;
	executed_by: string;
	executed_ms: number;
	/** JSON of the certificate, which holds no word of the case. */
	certificate: string;
}

/** The tables by name. */
export interface KeySchema {
	data_key: DataKeyTable;
	erasure: ErasureTable;
}

/** Makes them; case numbers get a column for the fingerprint by which they are unique when they are encrypted. */
export async function keyTables({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('data_key')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('scope', 'text', (column) => column.notNull().unique())
		.addColumn('algorithm', 'text', (column) => column.notNull())
		.addColumn('wrapped', 'text')
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.addColumn('destroyed_ms', 'bigint')
		.execute();
	await schema
		.createTable('erasure')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('subject_code', 'text')
		.addColumn('proposed_by', 'text', (column) => column.notNull())
		.addColumn('executed_by', 'text', (column) => column.notNull())
		.addColumn('executed_ms', 'bigint', (column) => column.notNull())
		.addColumn('certificate', 'text', (column) => column.notNull())
		.execute();
	await schema.alterTable('lab_case').addColumn('number_index', 'text').execute();
	// both databases let any number of rows be null
	await schema
		.createIndex('lab_case_number_index')
		.on('lab_case')
		.column('number_index')
		.unique()
		.execute();
}
