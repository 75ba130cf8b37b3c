/**
 * Checks a database against its log: every row and its hash, every leaf, every head, what is kept outside.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { isLabError } from '#lib/core/errors.ts';
import { linkHash } from '#lib/core/audit/link.ts';
import { CLOCK_WENT_BACK } from '#lib/core/integrity/clock.ts';
import { auditEntryHash, erasureOf, type AuditEntry } from '#lib/core/integrity/erasure.ts';
import type { LogAnchor } from '#lib/core/integrity/head-chain.ts';
import { LogCheck } from '#lib/core/integrity/log-check.ts';
import {
	verdictOf,
	type LogFault,
	type LogFaultKind,
	type LogVerdict
} from '#lib/core/integrity/log-fault.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { Schema } from '../database/schema.ts';
import { allHeads, logKeys } from './heads.ts';
import { isSignedBy, keyIdOf } from './log-key.ts';
import {
	erasureEntries,
	keptLeaf,
	storedLeaves,
	unloggedRow,
	type StoredLeaf
} from './read-log.ts';
import { sourceTables } from './sources.ts';

/** What a check came to. */
export interface LogReport {
	readonly verdict: LogVerdict;
	/** The first thing wrong. */
	readonly fault: LogFault | null;
	readonly leaves: number;
	/** Leaves whose salts were erased, which an entry of the log accounts for. */
	readonly erased: number;
	/** Rows whose text could not be read here (encrypted): their hash is compared, its text is not. */
	readonly unread: number;
	readonly heads: number;
	/** Leaves that no head covers yet. */
	readonly unsigned: number;
	/** Heads kept outside that were compared. */
	readonly anchors: number;
}

/** Begins a text that is encrypted. */
const SEALED_TEXT = 'jw1.';

/**
 * Checks everything. The database may be written meanwhile: leaves that came later are not looked at.
 *
 * @param anchors heads kept outside: printed codes, lines of a witness file
 */
export async function checkDatabase(
	db: Kysely<Schema>,
	anchors: readonly LogAnchor[] = []
): Promise<LogReport> {
	const heads = await allHeads(db);
	const erasures = await erasureEntries(db);
	const keys = await logKeys(db);
	const check = new LogCheck({ heads, keys, anchors, erasures, isSigned: isSignedBy });
	let unread = 0;
	const run = async (): Promise<LogFault | null> => {
		for (const [keyId, publicKey] of keys)
			if (keyIdOf(publicKey) !== keyId)
				return fault('head-key', null, `expected the key with id ${keyId}, got another`);
		const wrong = check.start() ?? (await clockFault(db, heads));
		if (wrong !== null) return wrong;
		for await (const leaf of storedLeaves(db)) {
			const found = rowFault(leaf) ?? check.leaf(keptLeaf(leaf));
			if (found !== null) return found;
			if (leaf.row?.text?.startsWith(SEALED_TEXT) === true) unread++;
		}
		return check.end(false) ?? (await auditFault(db)) ?? (await unloggedFault(db, erasures));
	};
	const found = await run().catch((error: unknown) => {
		// an encrypted text that is not the one that was written does not open
		if (!isLabError(error) || error.code !== 'keys/changed') throw error;
		return fault('row-changed', check.size, error.message);
	});
	return {
		...{ verdict: verdictOf(found), fault: found, leaves: check.size, erased: check.erased },
		...{ unread, heads: heads.length, anchors: anchors.length },
		unsigned: Math.max(0, check.size - (heads.at(-1)?.size ?? 0))
	};
}

/** Whether the row of a leaf is there, and its text has the hash it carries. */
function rowFault({ index, salt, row }: StoredLeaf): LogFault | null {
	if (salt === null) return null;
	const name = `${salt.source}/${salt.owner} ${salt.seq}`;
	if (row === null) return fault('row-missing', index, `expected ${name}, it is not there`);
	if (row.text === null || row.text.startsWith(SEALED_TEXT)) return null;
	const { hash, seq } = hashed(row.text);
	if (hash === row.hash && seq === salt.seq) return null;
	return fault('row-changed', index, `expected ${name} with hash ${row.hash}, got ${hash}`);
}

/** Hash and number of an event's text. */
function hashed(text: string): { readonly hash: string; readonly seq: unknown } {
	try {
		const { hash: _, ...fields } = JSON.parse(text) as { hash?: unknown; seq?: unknown };
		return { hash: linkHash(fields), seq: fields.seq };
	} catch (error) {
		// a text that cannot be read has no hash: that is the finding
		return { hash: error instanceof Error ? error.message : 'none', seq: null };
	}
}

/** Audit entries carry the hash of their fields. */
async function auditFault(db: Kysely<Schema>): Promise<LogFault | null> {
	for (let after = 0; ;) {
		const entries: AuditEntry[] = await db
			.selectFrom('audit_entry')
			.selectAll()
			.where('seq', '>', after)
			.orderBy('seq')
			.limit(1000)
			.execute();
		for (const entry of entries)
			if (!entry.details.startsWith(SEALED_TEXT) && auditEntryHash(entry) !== entry.hash)
				return fault('row-changed', null, `expected audit entry ${entry.seq} with ${entry.hash}`);
		const last = entries.at(-1);
		if (last === undefined) return null;
		after = last.seq;
	}
}

async function unloggedFault(
	db: Kysely<Schema>,
	entries: readonly AuditEntry[]
): Promise<LogFault | null> {
	const erased = new Set<string>();
	for (const entry of entries) {
		const erasure = erasureOf(entry);
		for (let seq = 1; erasure !== null && seq <= erasure.upTo; seq++)
			erased.add(`${erasure.source}/${erasure.owner}/${seq}`);
	}
	for (const table of sourceTables) {
		const row = await unloggedRow(db, table, erased);
		if (row === null) continue;
		const name = `${table.source}/${row.owner} ${row.seq}`;
		return fault('row-unlogged', null, `expected a leaf for ${name}, got none`);
	}
	return null;
}

/** A head older than the one before needs an entry that the clock went back. */
async function clockFault(
	db: Kysely<Schema>,
	heads: readonly TreeHead[]
): Promise<LogFault | null> {
	const back = heads.find((head, index) => {
		const before = heads[index - 1];
		return before !== undefined && Date.parse(head.at) < Date.parse(before.at) - 1000;
	});
	if (back === undefined) return null;
	const entry = await db
		.selectFrom('audit_entry')
		.select('seq')
		.where('action', '=', CLOCK_WENT_BACK)
		.where('at_ms', '=', Date.parse(back.at))
		.executeTakeFirst();
	if (entry !== undefined) return null;
	const message = `expected head ${back.number} after the one before, got ${back.at}`;
	return { what: 'clock', leaf: null, head: back.number, message };
}

function fault(what: LogFaultKind, leaf: number | null, message: string): LogFault {
	return { what, leaf, head: null, message };
}
