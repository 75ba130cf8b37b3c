/**
 * What an evidence package says of the laboratory's log: the heads that matter to it, how they follow each other, and
 * where each of its events stands. `verifier/verify.mjs` reads it without any of this code.
 *
 * @module
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { logAlgorithms, treeHashes, type LogAlgorithm } from '../audit/merkle.ts';
import {
	consistencyRanges,
	hashesOf,
	inclusionRanges,
	nodesOfRange,
	type LeafRange,
	type NodeOf
} from '../audit/merkle-proof.ts';
import type { TreeHead } from './tree-head.ts';

/** Name and version of the format. */
export const EXTRACT_FORMAT = 'jingwei-log/1';

/** A proof by both hash functions, hex. */
export type BothPaths = Readonly<Record<LogAlgorithm, readonly string[]>>;

/** Where an event stands in the log. */
export interface ExtractedEvent extends BothPaths {
	readonly seq: number;
	/** Its leaf (0-based). */
	readonly index: number;
	/** Hex. */
	readonly salt: string;
}

/** The log as far as one session's package needs it. */
export interface LogExtract {
	readonly format: typeof EXTRACT_FORMAT;
	readonly sessionId: string;
	/** Public keys (SPKI DER, base64). */
	readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[];
	/** Oldest first; not all there are. The last one covers every event. */
	readonly heads: readonly TreeHead[];
	/** From each head to the next. */
	readonly consistency: readonly BothPaths[];
	/** Proofs for the last head. */
	readonly events: readonly ExtractedEvent[];
	/** Time stamps beside it, `log/head-N.tst`: SHA-256 of each token. */
	readonly stamps: readonly { readonly number: number; readonly sha256: string }[];
}

/** A leaf of the session. */
export interface SaltedLeaf {
	readonly seq: number;
	readonly leaf: number;
	readonly salt: string;
}

/** Nodes of a tree by algorithm. */
export type TreeNodes = (algorithm: LogAlgorithm) => NodeOf;

/** The nodes all proofs of an extract are made of: `level/index`. */
export function nodesNeeded(
	heads: readonly TreeHead[],
	leaves: readonly SaltedLeaf[]
): { readonly level: number; readonly index: number }[] {
	const ranges = [
		...stepsOf(heads),
		...leaves.map(({ leaf }) => inclusionRanges(leaf, sizeOf(heads)))
	];
	const found = new Map<string, { level: number; index: number }>();
	for (const range of ranges.flat())
		for (const node of nodesOfRange(range)) found.set(`${node.level}/${node.index}`, node);
	return [...found.values()];
}

/** Proofs of events and between heads. */
export function proofsOf(
	heads: readonly TreeHead[],
	leaves: readonly SaltedLeaf[],
	nodes: TreeNodes
): Pick<LogExtract, 'consistency' | 'events'> {
	const size = sizeOf(heads);
	const both = (ranges: readonly LeafRange[]): BothPaths => {
		const [sha256 = [], sm3 = []] = logAlgorithms.map((algorithm) =>
			hashesOf(treeHashes[algorithm], ranges, nodes(algorithm)).map((hash) => bytesToHex(hash))
		);
		return { sha256, sm3 };
	};
	return {
		consistency: stepsOf(heads).map(both),
		events: leaves.map(({ seq, leaf, salt }) => ({
			...{ seq, index: leaf, salt },
			...both(inclusionRanges(leaf, size))
		}))
	};
}

const sizeOf = (heads: readonly TreeHead[]): number => heads.at(-1)?.size ?? 0;

function stepsOf(heads: readonly TreeHead[]): LeafRange[][] {
	return heads
		.slice(1)
		.map((head, before) => consistencyRanges(heads[before]?.size ?? 0, head.size));
}
