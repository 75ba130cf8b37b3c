/**
 * What lies on the simulated disk: bytes and names, and every change to them until it is certain.
 *
 * @module
 */
import type { Random } from '#lib/core/random.ts';

/** What lies on a disk: bytes, or a folder. */
export type Tree = Uint8Array | Map<string, Tree>;

export interface Done {
	readonly step: number;
	/** The step from which it is certain. */
	certainFrom: number;
	/** A sync of it failed. */
	isLimbo: boolean;
}
export type ByteChange = Done &
	({ readonly at: number; readonly bytes: Uint8Array } | { readonly size: number });
export type NameChange = Done & {
	readonly names: readonly (readonly [name: string, Node | null])[];
};

export class Node {
	readonly isFolder: boolean;
	/** As it was when the disk was new. */
	readonly base: Uint8Array;
	readonly baseNames = new Map<string, Node>();
	bytes: Uint8Array;
	readonly names = new Map<string, Node>();
	readonly changes: ByteChange[] = [];
	readonly nameChanges: NameChange[] = [];

	constructor(tree: Tree) {
		this.isFolder = tree instanceof Map;
		this.base = tree instanceof Map ? new Uint8Array(0) : tree;
		this.bytes = this.base;
		if (!(tree instanceof Map)) return;
		for (const [name, each] of tree) this.baseNames.set(name, new Node(each));
		for (const [name, each] of this.baseNames) this.names.set(name, each);
	}
}

export function resized(bytes: Uint8Array, size: number): Uint8Array {
	const made = new Uint8Array(size);
	made.set(bytes.subarray(0, size));
	return made;
}

export function written(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
	const made = resized(bytes, Math.max(bytes.length, at + part.length));
	made.set(part, at);
	return made;
}

/** Some sectors of a write, and perhaps its size without the rest. */
export function torn(
	bytes: Uint8Array,
	change: { readonly at: number; readonly bytes: Uint8Array },
	sector: number,
	luck: number,
	random: Random
): Uint8Array {
	const end = change.at + change.bytes.length;
	let made = bytes;
	if (random.uniform() < 0.5) made = resized(made, Math.max(made.length, end));
	for (let at = change.at; at < end;) {
		const next = Math.min(end, (Math.floor(at / sector) + 1) * sector);
		if (luck === 1 || random.uniform() < luck)
			made = written(made, at, change.bytes.subarray(at - change.at, next - change.at));
		at = next;
	}
	return made;
}

/** What memory still has when it forgot what a failed sync did not write. */
export function remembered(node: Node): Uint8Array {
	let bytes = node.base;
	for (const change of node.changes)
		if (!change.isLimbo)
			bytes =
				'size' in change ? resized(bytes, change.size) : written(bytes, change.at, change.bytes);
	return bytes;
}

/** Bytes in a file, or in a folder and all below. */
export function used(node: Node | undefined): number {
	let sum = node?.bytes.length ?? 0;
	for (const each of node?.names.values() ?? []) sum += used(each);
	return sum;
}

/** What is at a path; undefined = nothing. */
function treeAt(tree: Tree, path: string): Tree | undefined {
	let at: Tree | undefined = tree;
	for (const part of path.split('/'))
		if (part !== '') at = at instanceof Map ? at.get(part) : undefined;
	return at;
}

/** A file; undefined = there is none. */
export function fileOf(tree: Tree, path: string): Uint8Array | undefined {
	const at = treeAt(tree, path);
	return at instanceof Map ? undefined : at;
}

/** Names in a folder; none when it is not there. */
export function namesIn(tree: Tree, path: string): string[] {
	const at = treeAt(tree, path);
	return at instanceof Map ? [...at.keys()] : [];
}
