/**
 * The folder `log/` of an evidence package: the laboratory's log as far as it speaks of one session, with heads that
 * stand outside. It is made when a package is handed out, and lies beside what was sealed: the seal itself is in it.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import type { LogAlgorithm } from '#lib/core/audit/merkle.ts';
import type { NodeOf } from '#lib/core/audit/merkle-proof.ts';
import { LabError } from '#lib/core/errors.ts';
import {
	EXTRACT_FORMAT,
	nodesNeeded,
	proofsOf,
	type LogExtract,
	type SaltedLeaf
} from '#lib/core/integrity/log-extract.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { LogAnchorTable } from '../database/integrity-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { PackageFile } from '../package/verifier.ts';
import { headCovering, lastHead, logKeys } from './heads.ts';
import { stampedBytes } from './time-stamp.ts';

/** Events after which a head may have been printed or told. */
const MARKED = ['report-issued', 'report-signed', 'session-sealed'];
/** Placeholders of one query. */
const AT_ONCE = 400;

/** The files; none when the session's leaves are not all covered by a head, or their salts were erased. */
export async function logFolder(db: Kysely<Schema>, sessionId: string): Promise<PackageFile[]> {
	const leaves: SaltedLeaf[] = await db
		.selectFrom('log_salt')
		.select(['seq', 'leaf', 'salt'])
		.where('source', '=', 'session')
		.where('owner', '=', sessionId)
		.orderBy('seq')
		.execute();
	const last = await lastHead(db);
	if (leaves.length === 0 || last === null || (leaves.at(-1)?.leaf ?? 0) >= last.size) return [];
	const heads = await headsFor(db, sessionId, leaves, last);
	const tokens = await tokensOf(db, heads);
	const nodes = await readNodes(db, nodesNeeded(heads, leaves));
	const extract: LogExtract = {
		format: EXTRACT_FORMAT,
		...{ sessionId, heads, ...proofsOf(heads, leaves, nodes) },
		keys: [...(await logKeys(db))].map(([keyId, publicKey]) => ({ keyId, publicKey })),
		stamps: tokens.map(({ number, content }) => ({
			number,
			sha256: sha256Hex(Buffer.from(content, 'base64'))
		}))
	};
	return [
		{ path: 'log/log.json', content: canonicalJson(extract) },
		...tokens.flatMap(({ number, content }) => filesOfToken(heads, number, content))
	];
}

function filesOfToken(heads: readonly TreeHead[], number: number, content: string): PackageFile[] {
	const head = heads.find((one) => one.number === number);
	if (head === undefined) return [];
	return [
		{ path: `log/head-${number}.json`, content: stampedBytes(head) },
		{ path: `log/head-${number}.tst`, content: Buffer.from(content, 'base64') }
	];
}

/** The heads that may have been printed, and the last one. */
async function headsFor(
	db: Kysely<Schema>,
	sessionId: string,
	leaves: readonly SaltedLeaf[],
	last: TreeHead
): Promise<TreeHead[]> {
	const marked = await db
		.selectFrom('event')
		.select('seq')
		.where('session_id', '=', sessionId)
		.where('type', 'in', MARKED)
		.execute();
	const found = new Map([[last.number, last]]);
	for (const { seq } of marked) {
		const leaf = leaves.find((one) => one.seq === seq)?.leaf ?? 0;
		const head = await headCovering(db, leaf);
		if (head !== null) found.set(head.number, head);
	}
	return [...found.values()].sort((a, b) => a.number - b.number);
}

/** A time stamp of each head that has one. */
async function tokensOf(
	db: Kysely<Schema>,
	heads: readonly TreeHead[]
): Promise<Pick<LogAnchorTable, 'number' | 'content'>[]> {
	const rows = await db
		.selectFrom('log_anchor')
		.select(['number', 'content'])
		.where('kind', '=', 'time-stamp')
		.where(
			'number',
			'in',
			heads.map(({ number }) => number)
		)
		.orderBy('number')
		.orderBy('at_ms', 'desc')
		.execute();
	return [...new Map(rows.map((row) => [row.number, row])).values()];
}

async function readNodes(
	db: Kysely<Schema>,
	needed: readonly { readonly level: number; readonly index: number }[]
): Promise<(algorithm: LogAlgorithm) => NodeOf> {
	const found = new Map<string, Readonly<Record<LogAlgorithm, string>>>();
	const leaves = needed.filter(({ level }) => level === 0).map(({ index }) => index);
	for (let at = 0; at < leaves.length; at += AT_ONCE)
		for (const { idx, ...hashes } of await db
			.selectFrom('log_leaf')
			.select(['idx', 'sha256', 'sm3'])
			.where('idx', 'in', leaves.slice(at, at + AT_ONCE))
			.execute())
			found.set(`0/${idx}`, hashes);
	const ids = needed
		.filter(({ level }) => level > 0)
		.map(({ level, index }) => `${level}/${index}`);
	for (let at = 0; at < ids.length; at += AT_ONCE)
		for (const { id, ...hashes } of await db
			.selectFrom('log_node')
			.select(['id', 'sha256', 'sm3'])
			.where('id', 'in', ids.slice(at, at + AT_ONCE))
			.execute())
			found.set(id, hashes);
	return (algorithm) => (level, index) => {
		const node = found.get(`${level}/${index}`);
		if (node === undefined)
			throw new LabError('integrity/node', `expected node ${level}/${index} of the log, got none`);
		return Buffer.from(node[algorithm], 'hex');
	};
}
