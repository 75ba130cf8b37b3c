/**
 * Proofs of a Merkle tree: that a leaf is in it, and that one tree is the beginning of another. A proof is a list of
 * subtrees; whoever holds the nodes makes hashes of it, and whoever checks needs nothing else.
 *
 * @source RFC 6962 §2.1.1, §2.1.2 (making); RFC 9162 §2.1.3.2, §2.1.4.2 (checking)
 * @module
 */
import { nodeHash, rootOfPeaks, sameHash, type TreeHash } from './merkle.ts';

/** The leaves from `from` (included) to `to` (excluded), one subtree of the tree. */
export interface LeafRange {
	readonly from: number;
	readonly to: number;
}

/** The hash of a complete subtree (see `TreeNode`). */
export type NodeOf = (level: number, index: number) => Uint8Array;

/** The largest power of two below a size of at least 2. */
function splitOf(size: number): number {
	return 2 ** Math.floor(Math.log2(size - 1));
}

/** The subtrees beside the way from a leaf up to the root, lowest first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
	const ranges: LeafRange[] = [];
	let [from, to] = [0, size];
	while (to - from > 1) {
		const middle = from + splitOf(to - from);
		if (index < middle) {
			ranges.push({ from: middle, to });
			to = middle;
		} else {
			ranges.push({ from, to: middle });
			from = middle;
		}
	}
	return ranges.reverse();
}

/** The subtrees that show a tree of `first` leaves to be the beginning of one of `second` leaves. */
export function consistencyRanges(first: number, second: number): LeafRange[] {
	if (first === 0 || first === second) return [];
	const ranges: LeafRange[] = [];
	let [from, to, isWhole] = [0, second, true];
	while (first < to) {
		const middle = from + splitOf(to - from);
		if (first <= middle) {
			ranges.push({ from: middle, to });
			to = middle;
		} else {
			ranges.push({ from, to: middle });
			from = middle;
			isWhole = false;
		}
	}
	// the old tree itself is known to whoever checks
	if (!isWhole) ranges.push({ from, to });
	return ranges.reverse();
}

/** The complete subtrees a range is made of, largest first. */
export function nodesOfRange({ from, to }: LeafRange): { level: number; index: number }[] {
	const nodes: { level: number; index: number }[] = [];
	for (let at = from; at < to;) {
		const level = Math.floor(Math.log2(to - at));
		nodes.push({ level, index: at / 2 ** level });
		at += 2 ** level;
	}
	return nodes;
}

/** The hash of each range. */
export function hashesOf(
	hash: TreeHash,
	ranges: readonly LeafRange[],
	nodeOf: NodeOf
): Uint8Array[] {
	return ranges.map((range) =>
		rootOfPeaks(
			hash,
			nodesOfRange(range).map(({ level, index }) => nodeOf(level, index))
		)
	);
}

/** Where a leaf is said to be. */
export interface Inclusion {
	/** Its leaf hash. */
	readonly leaf: Uint8Array;
	readonly index: number;
	readonly size: number;
	readonly path: readonly Uint8Array[];
	readonly root: Uint8Array;
}

/** Whether a path leads from the leaf to the root. */
export function isIncluded(hash: TreeHash, { leaf, index, size, path, root }: Inclusion): boolean {
	if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
	let [node, last, reached] = [index, size - 1, leaf];
	for (const beside of path) {
		if (last === 0) return false;
		if (node % 2 === 1 || node === last) {
			reached = nodeHash(hash, beside, reached);
			for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
		} else reached = nodeHash(hash, reached, beside);
		node = Math.floor(node / 2);
		last = Math.floor(last / 2);
	}
	return last === 0 && sameHash(reached, root);
}

/** Two trees of which the first is said to be the beginning of the second. */
export interface Consistency {
	readonly first: { readonly size: number; readonly root: Uint8Array };
	readonly second: { readonly size: number; readonly root: Uint8Array };
	readonly path: readonly Uint8Array[];
}

/** Whether the proof shows it. A tree without leaves is the beginning of every tree. */
export function isConsistent(hash: TreeHash, { first, second, path }: Consistency): boolean {
	if (first.size > second.size) return false;
	if (first.size === second.size) return path.length === 0 && sameHash(first.root, second.root);
	if (first.size === 0) return path.length === 0;
	const isWhole = Number.isInteger(Math.log2(first.size));
	const [start, ...rest] = isWhole ? [first.root, ...path] : path;
	if (start === undefined) return false;
	let [node, last] = [first.size - 1, second.size - 1];
	for (; node % 2 === 1; node = Math.floor(node / 2)) last = Math.floor(last / 2);
	let [old, grown] = [start, start];
	for (const beside of rest) {
		if (last === 0) return false;
		if (node % 2 === 1 || node === last) {
			old = nodeHash(hash, beside, old);
			grown = nodeHash(hash, beside, grown);
			for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
		} else grown = nodeHash(hash, grown, beside);
		node = Math.floor(node / 2);
		last = Math.floor(last / 2);
	}
	return last === 0 && sameHash(old, first.root) && sameHash(grown, second.root);
}
