/**
 * The tables of the integrity log: leaves, nodes of the tree, salts, signed tree heads, keys, anchors. All but the
 * salts and the end of the tree can only be added to.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { emptyFrontier } from '#lib/core/audit/merkle.ts';
import type { LogSource } from '#lib/core/integrity/leaf.ts';
import { postgresTableAppendOnly, sqliteTableAppendOnly } from './append-only.ts';
import type { DatabaseKind } from './database-kind.ts';

/** A leaf: two hashes that say nothing without their salt. Lower-case hex. */
export interface LogLeafTable {
	/** 0-based. */
	idx: number;
	sha256: string;
	sm3: string;
}

/** The root of a complete subtree of at least two leaves. */
export interface LogNodeTable {
	/** `level/index`. */
	id: string;
	sha256: string;
	sm3: string;
}

/** Which row a leaf stands for, and its salt. Deleted when a person's records are erased. */
export interface LogSaltTable {
	leaf: number;
	source: LogSource;
	owner: string;
	seq: number;
	/** 32 random bytes, lower-case hex. */
	salt: string;
}

/** One row: the end of the tree, locked while leaves are added. */
export interface LogTreeTable {
	id: number;
	/** Number of leaves. */
	size: number;
	/** JSON list of the roots of the complete subtrees, largest first, hex. */
	sha256: string;
	sm3: string;
	/** 1 = rows older than the log have their leaves. */
	complete: number;
}

/** A signed tree head. */
export interface LogHeadTable {
	/** 1-based, without gaps. */
	number: number;
	size: number;
	/** Canonical JSON of the head with its signature. */
	head: string;
}

/** A public key that signed heads. */
export interface LogKeyTable {
	key_id: string;
	/** SPKI DER, base64. */
	public_key: string;
	at_ms: number;
}

/** Where a head stands outside the database. */
export interface LogAnchorTable {
	id: string;
	number: number;
	kind: 'witness' | 'time-stamp';
	at_ms: number;
	/** Path of the witness file, or the token (DER, base64). */
	content: string;
}

/** The tables by name. */
export interface IntegritySchema {
	log_leaf: LogLeafTable;
	log_node: LogNodeTable;
	log_salt: LogSaltTable;
	log_tree: LogTreeTable;
	log_head: LogHeadTable;
	log_key: LogKeyTable;
	log_anchor: LogAnchorTable;
}

/** Makes them. */
export async function integrityTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	await treeTables(db);
	await headTables(db);
	for (const [table, key] of Object.entries(appendOnly))
		await (kind === 'sqlite'
			? sqliteTableAppendOnly(db, table, key)
			: postgresTableAppendOnly(db, table));
}

/** Tables that can only be added to, and their keys. */
const appendOnly = {
	log_leaf: 'idx',
	log_node: 'id',
	log_head: 'number',
	log_key: 'key_id',
	log_anchor: 'id'
} as const;

async function treeTables(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('log_leaf')
		.addColumn('idx', 'bigint', (column) => column.primaryKey().check(sql`idx >= 0`))
		.addColumn('sha256', 'text', (column) => column.notNull())
		.addColumn('sm3', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('log_node')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('sha256', 'text', (column) => column.notNull())
		.addColumn('sm3', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('log_salt')
		// no reference to log_leaf: PostgreSQL locks the row it refers to, and nobody may lock what nobody may change
		.addColumn('leaf', 'bigint', (column) => column.primaryKey())
		.addColumn('source', 'text', (column) => column.notNull())
		.addColumn('owner', 'text', (column) => column.notNull())
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('salt', 'text', (column) => column.notNull())
		.addUniqueConstraint('log_salt_row', ['source', 'owner', 'seq'])
		.execute();
	await db.schema
		.createTable('log_tree')
		.addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
		.addColumn('size', 'bigint', (column) => column.notNull())
		.addColumn('sha256', 'text', (column) => column.notNull())
		.addColumn('sm3', 'text', (column) => column.notNull())
		.addColumn('complete', 'integer', (column) => column.notNull())
		.execute();
	const { size } = emptyFrontier;
	await (db as Kysely<IntegritySchema>)
		.insertInto('log_tree')
		.values({ id: 1, size, sha256: '[]', sm3: '[]', complete: 0 })
		.execute();
}

async function headTables(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('log_head')
		.addColumn('number', 'bigint', (column) => column.primaryKey().check(sql`number >= 1`))
		.addColumn('size', 'bigint', (column) => column.notNull())
		.addColumn('head', 'text', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('log_head_size').on('log_head').column('size').execute();
	await db.schema
		.createTable('log_key')
		.addColumn('key_id', 'text', (column) => column.primaryKey())
		.addColumn('public_key', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('log_anchor')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('number', 'bigint', (column) => column.notNull().references('log_head.number'))
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.execute();
}
