/**
 * Making and reading signed tree heads.
 *
 * @module
 */
import type { Kysely, Transaction } from 'kysely';
import { frontierRoot, treeHashes } from '#lib/core/audit/merkle.ts';
import type { LogKeys } from '#lib/core/integrity/head-chain.ts';
import {
	FIRST_HEAD,
	headHash,
	headText,
	treeHead,
	type HeadContent,
	type TreeHead
} from '#lib/core/integrity/tree-head.ts';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { Schema } from '../database/schema.ts';
import { whenFree } from '../database/when-free.ts';
import { clockAct } from './clock-act.ts';
import { lockTree } from './leaves.ts';
import type { LogKey } from './log-key.ts';

/** Who acts when the program itself keeps the log. */
export const LOG_ACTOR = 'log';

/** Whoever can be asked for heads. */
export type HeadReader = Pick<Kysely<Schema>, 'selectFrom'>;

const read = (head: string): TreeHead => treeHead.parse(JSON.parse(head));

/**
 * Signs the log as it is now. A log that did not grow keeps the head it has. A wall clock that stands before the last
 * head is written down first.
 *
 * @returns null = there is nothing to sign
 */
export async function makeHead(
	db: Kysely<Schema>,
	key: LogKey,
	nowMs: number
): Promise<TreeHead | null> {
	return whenFree(() =>
		db.transaction().execute(async (transaction) => {
			const { sha256 } = await lockTree(transaction);
			const before = await lastHead(transaction);
			if (sha256.size === (before?.size ?? 0)) return before;
			await introduceKey(transaction, key, nowMs);
			const act = clockAct(before, nowMs);
			if (act !== null) await addAuditEntry(transaction, act, nowMs);
			const head = await signed(transaction, before, key, nowMs);
			await transaction
				.insertInto('log_head')
				.values({ number: head.number, size: head.size, head: canonicalJson(head) })
				.execute();
			return head;
		})
	);
}

async function signed(
	transaction: Transaction<Schema>,
	before: TreeHead | null,
	key: LogKey,
	nowMs: number
): Promise<TreeHead> {
	const { sha256, sm3 } = await lockTree(transaction);
	const root = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
	const content: HeadContent = {
		number: (before?.number ?? 0) + 1,
		size: sha256.size,
		sha256: root(frontierRoot(treeHashes.sha256, sha256)),
		sm3: root(frontierRoot(treeHashes.sm3, sm3)),
		at: new Date(nowMs).toISOString(),
		keyId: key.keyId,
		previous: before === null ? FIRST_HEAD : headHash(before)
	};
	return { ...content, signature: key.sign(headText(content)) };
}

/** A key comes into the log itself before it signs anything. */
async function introduceKey(
	transaction: Transaction<Schema>,
	{ keyId, publicKey }: LogKey,
	nowMs: number
): Promise<void> {
	const known = await transaction
		.selectFrom('log_key')
		.select('key_id')
		.where('key_id', '=', keyId)
		.executeTakeFirst();
	if (known !== undefined) return;
	await transaction
		.insertInto('log_key')
		.values({ key_id: keyId, public_key: publicKey, at_ms: nowMs })
		.execute();
	const act = { actorId: LOG_ACTOR, action: 'integrity/key', object: keyId };
	await addAuditEntry(transaction, { ...act, details: { publicKey } }, nowMs);
}

/** The newest head; null = none yet. */
export async function lastHead(reader: HeadReader): Promise<TreeHead | null> {
	const row = await reader
		.selectFrom('log_head')
		.select('head')
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : read(row.head);
}

/** The first head that covers a leaf (0-based); null = none yet. */
export async function headCovering(reader: HeadReader, leaf: number): Promise<TreeHead | null> {
	const row = await reader
		.selectFrom('log_head')
		.select('head')
		.where('size', '>', leaf)
		.orderBy('size')
		.orderBy('number')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : read(row.head);
}

/** Every head, oldest first. */
export async function allHeads(reader: HeadReader): Promise<TreeHead[]> {
	const rows = await reader.selectFrom('log_head').select('head').orderBy('number').execute();
	return rows.map(({ head }) => read(head));
}

/** Every key that signed. */
export async function logKeys(reader: HeadReader): Promise<LogKeys> {
	const rows = await reader.selectFrom('log_key').select(['key_id', 'public_key']).execute();
	return new Map(rows.map((row) => [row.key_id, row.public_key]));
}
