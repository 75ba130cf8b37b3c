/**
 * The Merkle tree of a log: one hash that changes with any leaf, and that grows leaf by leaf.
 *
 * @source RFC 6962 §2.1 (the same in RFC 9162 §2.1): H(0x00 ‖ leaf), H(0x01 ‖ left ‖ right), split at the largest power of
 * two below the size
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { sm3 } from 'sm-crypto-v2';

/** Hash functions a tree can be made with; SM3 is GB/T 32905-2016. */
export const logAlgorithms = ['sha256', 'sm3'] as const;
/** One of them. */
export type LogAlgorithm = (typeof logAlgorithms)[number];

/** 32 bytes of any bytes. */
export type TreeHash = (bytes: Uint8Array) => Uint8Array;
/** A hash function for each algorithm. */
export type TreeHashes = Readonly<Record<LogAlgorithm, TreeHash>>;

/** The hash functions, the same in the browser and the server. */
export const treeHashes: TreeHashes = {
	sha256: (bytes) => sha256(bytes),
	sm3: (bytes) => hexToBytes(sm3(bytes))
};

/** A tree as far as it is needed to go on: the roots of its complete subtrees, largest first. */
export interface Frontier {
	/** Leaves so far. */
	readonly size: number;
	readonly peaks: readonly Uint8Array[];
}

/** The root of a complete subtree: `level` 0 = a leaf, 1 = two leaves …; `index` counts those of its level from 0. */
export interface TreeNode {
	readonly level: number;
	readonly index: number;
	readonly hash: Uint8Array;
}

/** A tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** Bytes one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

/** Hash of a leaf. */
export function leafHash(hash: TreeHash, data: Uint8Array): Uint8Array {
	return hash(joined(Uint8Array.of(0), data));
}

/** Hash of a node above two. */
export function nodeHash(hash: TreeHash, left: Uint8Array, right: Uint8Array): Uint8Array {
	return hash(joined(Uint8Array.of(1), left, right));
}

/**
 * The tree with one leaf more.
 *
 * @param leaf its leaf hash
 * @returns also the complete subtrees of level 1 and above that it finished: one in two leaves, on average
 */
export function appendLeaf(
	hash: TreeHash,
	{ size, peaks }: Frontier,
	leaf: Uint8Array
): { readonly frontier: Frontier; readonly nodes: readonly TreeNode[] } {
	const kept = [...peaks];
	const nodes: TreeNode[] = [];
	let top = leaf;
	// each subtree of the same height to the left makes one of the next height
	for (let level = 1, rest = size; rest % 2 === 1; level++) {
		const left = kept.pop() ?? leaf;
		top = nodeHash(hash, left, top);
		rest = (rest - 1) / 2;
		nodes.push({ level, index: rest, hash: top });
	}
	return { frontier: { size: size + 1, peaks: [...kept, top] }, nodes };
}

/** The root of roots of complete subtrees, largest first. */
export function rootOfPeaks(hash: TreeHash, peaks: readonly Uint8Array[]): Uint8Array {
	const last = peaks.at(-1);
	if (last === undefined) return hash(new Uint8Array(0));
	return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(hash, left, right), last);
}

/** The root of a tree; that of no leaves is the hash of nothing. */
export function frontierRoot(hash: TreeHash, { peaks }: Frontier): Uint8Array {
	return rootOfPeaks(hash, peaks);
}

/** Whether two hashes are the same. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
