/**
 * Adding leaves to the laboratory's log, in the transaction of the rows they stand for: a row without a leaf, or a leaf
 * without its row, never comes to be.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import {
	appendLeaf,
	logAlgorithms,
	treeHashes,
	type Frontier,
	type LogAlgorithm
} from '#lib/core/audit/merkle.ts';
import { rowLeaf, type LogRow, type LogSource } from '#lib/core/integrity/leaf.ts';
import type { Schema } from '../database/schema.ts';

type Frontiers = Readonly<Record<LogAlgorithm, Frontier>>;

const SALT_BYTES = 32;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Locks the end of the log against every other writer until the transaction ends, and reads it. */
export async function lockTree(transaction: Transaction<Schema>): Promise<Frontiers> {
	// a write that changes nothing
	const { size, ...peaks } = await transaction
		.updateTable('log_tree')
		.set((expression) => ({ size: expression.ref('size') }))
		.where('id', '=', 1)
		.returning(['size', ...logAlgorithms])
		.executeTakeFirstOrThrow();
	const frontier = (algorithm: LogAlgorithm): Frontier => ({
		size,
		peaks: (JSON.parse(peaks[algorithm]) as string[]).map((peak) => Buffer.from(peak, 'hex'))
	});
	return { sha256: frontier('sha256'), sm3: frontier('sm3') };
}

/** Adds a leaf for a row that was written in this transaction. */
export async function addLeaf(transaction: Transaction<Schema>, row: LogRow): Promise<void> {
	await addRows(transaction, [row]);
}

/** Adds a leaf for each event of a log that was written in this transaction. */
export async function addLeaves(
	transaction: Transaction<Schema>,
	source: LogSource,
	owner: string,
	written: readonly { readonly seq: number; readonly hash: string }[]
): Promise<void> {
	await addRows(
		transaction,
		written.map(({ seq, hash }) => ({ source, owner, seq, hash }))
	);
}

/** Adds a leaf for each row, in order. */
export async function addRows(
	transaction: Transaction<Schema>,
	rows: readonly LogRow[]
): Promise<void> {
	if (rows.length === 0) return;
	let frontiers = await lockTree(transaction);
	const leaves: { idx: number; sha256: string; sm3: string }[] = [];
	const nodes: { id: string; sha256: string; sm3: string }[] = [];
	const salts: (Omit<LogRow, 'hash'> & { leaf: number; salt: string })[] = [];
	for (const row of rows) {
		const salt = randomBytes(SALT_BYTES);
		const leaf = grow(frontiers, salt, row);
		const { source, owner, seq } = row;
		salts.push({ leaf: leaf.idx, source, owner, seq, salt: hex(salt) });
		leaves.push({ idx: leaf.idx, sha256: hex(leaf.hashes.sha256), sm3: hex(leaf.hashes.sm3) });
		nodes.push(...leaf.nodes);
		frontiers = leaf.frontiers;
	}
	await transaction.insertInto('log_leaf').values(leaves).execute();
	if (nodes.length > 0) await transaction.insertInto('log_node').values(nodes).execute();
	await transaction.insertInto('log_salt').values(salts).execute();
	const peaks = ({ peaks: list }: Frontier): string => JSON.stringify(list.map(hex));
	await transaction
		.updateTable('log_tree')
		.set({
			size: frontiers.sha256.size,
			sha256: peaks(frontiers.sha256),
			sm3: peaks(frontiers.sm3)
		})
		.where('id', '=', 1)
		.execute();
}

/** Both trees with one leaf more. */
function grow(before: Frontiers, salt: Uint8Array, row: LogRow) {
	const one = (algorithm: LogAlgorithm) => {
		const hash = treeHashes[algorithm];
		const leaf = rowLeaf(hash, salt, row);
		return { leaf, ...appendLeaf(hash, before[algorithm], leaf) };
	};
	const [sha256, sm3] = [one('sha256'), one('sm3')];
	return {
		idx: before.sha256.size,
		hashes: { sha256: sha256.leaf, sm3: sm3.leaf },
		frontiers: { sha256: sha256.frontier, sm3: sm3.frontier },
		nodes: sha256.nodes.map(({ level, index, hash }, place) => ({
			id: `${level}/${index}`,
			sha256: hex(hash),
			sm3: hex(sm3.nodes[place]?.hash ?? hash)
		}))
	};
}
