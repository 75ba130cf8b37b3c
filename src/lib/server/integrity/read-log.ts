/**
 * The log as the database holds it, leaf by leaf, each with the row it stands for: for a check, and for a copy that is
 * checked elsewhere.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { SALTS_ERASED, type AuditEntry } from '#lib/core/integrity/erasure.ts';
import type { LogRow, LogSource } from '#lib/core/integrity/leaf.ts';
import type { KeptLeaf } from '#lib/core/integrity/log-check.ts';
import { writeLogLine } from '#lib/core/integrity/log-lines.ts';
import type { Schema } from '../database/schema.ts';
import { allHeads, logKeys } from './heads.ts';
import { sourceTables, type SourceTable } from './sources.ts';

/** Leaves read at once. */
const PAGE = 500;

/** A leaf whose salt says that there is a row. */
export interface StoredLeaf {
	readonly index: number;
	readonly sha256: string;
	readonly sm3: string;
	/** Null = the salt is gone. */
	readonly salt: (Omit<LogRow, 'hash'> & { readonly salt: string }) | null;
	/** The row's hash and text; null = the row is not there. */
	readonly row: { readonly hash: string; readonly text: string | null } | null;
}

/** Every leaf in order. */
export async function* storedLeaves(db: Kysely<Schema>): AsyncGenerator<StoredLeaf> {
	for (let from = 0; ; from += PAGE) {
		const page = await db
			.selectFrom('log_leaf')
			.leftJoin('log_salt', 'log_salt.leaf', 'log_leaf.idx')
			.select(['idx', 'sha256', 'sm3', 'source', 'owner', 'seq', 'salt'])
			.where('idx', '>=', from)
			.where('idx', '<', from + PAGE)
			.orderBy('idx')
			.execute();
		const rows = await rowsBetween(db, from, from + PAGE);
		for (const { idx: index, sha256, sm3, source, owner, seq, salt } of page) {
			const isKnown = source !== null && owner !== null && seq !== null && salt !== null;
			yield {
				...{ index, sha256, sm3, row: rows.get(index) ?? null },
				salt: isKnown ? { source, owner, seq, salt } : null
			};
		}
		// a hole is a fault that the check names: go on until nothing is left
		if (page.length < PAGE && !(await hasLeafFrom(db, from + PAGE))) return;
	}
}

async function hasLeafFrom(db: Kysely<Schema>, from: number): Promise<boolean> {
	const query = db.selectFrom('log_leaf').select('idx').where('idx', '>=', from).limit(1);
	return (await query.executeTakeFirst()) !== undefined;
}

async function rowsBetween(
	db: Kysely<Schema>,
	from: number,
	to: number
): Promise<Map<number, { hash: string; text: string | null }>> {
	const found = new Map<number, { hash: string; text: string | null }>();
	for (const table of sourceTables) {
		const { rows } = await sql<{ leaf: number; hash: string; body: string }>`
			select s.leaf, r.hash, ${textOf(table.source)} as body from log_salt s
			join ${sql.table(table.table)} r on ${table.owner} = s.owner and r.seq = s.seq
			where s.source = ${table.source} and s.leaf >= ${from} and s.leaf < ${to}`.execute(db);
		for (const { leaf, hash, body } of rows) found.set(leaf, { hash, text: body });
	}
	return found;
}

/** SQL of the text a row's hash is over; an audit entry has none of its own. */
function textOf(source: LogSource) {
	return source === 'audit' ? sql<string | null>`null` : sql<string>`r.body`;
}

/** A row of a table that no leaf stands for and no erasure accounts for. */
export async function unloggedRow(
	db: Kysely<Schema>,
	{ source, table, owner }: SourceTable,
	erased: ReadonlySet<string>
): Promise<{ readonly owner: string; readonly seq: number } | null> {
	const { rows } = await sql<{ owner: string; seq: number }>`
		select ${owner} as owner, r.seq from ${sql.table(table)} r
		where not exists (select 1 from log_salt s
			where s.source = ${source} and s.owner = ${owner} and s.seq = r.seq)
		order by 1, 2`.execute(db);
	return rows.find((row) => !erased.has(`${source}/${row.owner}/${row.seq}`)) ?? null;
}

/** The audit entries that say what was erased. */
export async function erasureEntries(db: Kysely<Schema>): Promise<AuditEntry[]> {
	return db
		.selectFrom('audit_entry')
		.selectAll()
		.where('action', '=', SALTS_ERASED)
		.orderBy('seq')
		.execute();
}

/** The row of a leaf as a check wants it; null = there is no salt. */
export function keptLeaf({ index, sha256, sm3, salt, row }: StoredLeaf): KeptLeaf {
	if (salt === null || row === null) return { index, sha256, sm3, known: null };
	const { salt: bytes, ...place } = salt;
	return { index, sha256, sm3, known: { salt: bytes, row: { ...place, hash: row.hash } } };
}

/** The whole log as lines of text, for a check elsewhere. */
export async function* logLines(db: Kysely<Schema>): AsyncGenerator<string> {
	for (const [keyId, publicKey] of await logKeys(db))
		yield writeLogLine({ key: { keyId, publicKey } });
	for (const head of await allHeads(db)) yield writeLogLine({ head });
	for (const erasure of await erasureEntries(db)) yield writeLogLine({ erasure });
	for await (const leaf of storedLeaves(db)) yield writeLogLine({ leaf: keptLeaf(leaf) });
}
