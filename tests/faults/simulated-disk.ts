/**
 * A disk that forgets what was not synced. It does what it is told and notes every operation; `image` is what a power
 * cut at a step may leave:
 *
 * - what a sync that succeeded has covered is there, bytes by a sync of the file, names by a sync of the folder;
 * - of all else any part: each write by sectors of 512 or 4096 bytes, in any order, or its size alone with zeros;
 *   each truncation or not; each new, changed or removed name or not;
 * - what a sync that failed has covered is never made certain by a later one (the system thinks it clean), and may be
 *   gone from memory too (`evicts`).
 *
 * @module
 */
import { basename, dirname } from 'node:path';
import type { Random } from '#lib/core/random.ts';
import type { Disk, DiskEntry, DiskFile } from '#lib/disk/disk.ts';
import {
	Node,
	remembered,
	resized,
	torn,
	used,
	written,
	type Done,
	type NameChange,
	type Tree
} from './simulated-node.ts';

/** One of these. */
export function pick(random: Random, from: readonly number[]): number {
	return from[random.integer(from.length)] ?? 0;
}

/** What goes wrong. `sync` is told the how many-th sync it is, and the path. */
export interface DiskFaults {
	/** The system's code of a refusal; `forgotten` = succeeds and did nothing; null = it works. */
	sync?: (count: number, path: string) => string | null;
	write?: (count: number, path: string) => string | null;
	/** Waits before a sync ends. */
	delay?: (count: number) => Promise<unknown> | null;
	/** Whether memory forgets what a failed sync did not write. */
	evicts?: boolean;
}

const refusal = (code: string, path: string) =>
	Object.assign(new Error(`${code}: ${path}`), { code });

const ELSEWHERE = 'spill';

/** The disk. */
export class SimulatedDisk implements Disk {
	/** Number of the next operation. */
	step = 0;
	/** Room for bytes. The folder `/spill` stands for another disk with room of its own. */
	capacity = Infinity;
	capacityElsewhere = Infinity;
	readonly #root: Node;
	readonly #faults: DiskFaults;
	#syncs = 0;
	#writes = 0;

	constructor(tree: Tree = new Map(), faults: DiskFaults = {}) {
		this.#root = new Node(tree);
		this.#faults = faults;
	}

	async open(path: string, flags: string): Promise<DiskFile> {
		await Promise.resolve();
		const folder = this.#folder(dirname(path));
		let node = folder.names.get(basename(path));
		if (node && flags === 'wx+') throw refusal('EEXIST', path);
		if (!node && flags.startsWith('r')) throw refusal('ENOENT', path);
		if (!node) {
			node = new Node(new Uint8Array(0));
			this.#name(folder, [[basename(path), node]]);
		} else if (flags.startsWith('w')) this.#truncate(node, 0);
		return this.#handle(node, path);
	}

	async mkdir(path: string): Promise<void> {
		await Promise.resolve();
		let at = this.#root;
		for (const part of path.split('/').filter((each) => each !== '')) {
			const next = at.names.get(part) ?? new Node(new Map());
			if (!at.names.has(part)) this.#name(at, [[part, next]]);
			at = next;
		}
	}

	async rename(from: string, to: string): Promise<void> {
		await Promise.resolve();
		if (dirname(from) !== dirname(to)) throw new Error('one folder is all that is simulated');
		const folder = this.#folder(dirname(from));
		const node = folder.names.get(basename(from));
		if (!node) throw refusal('ENOENT', from);
		const there = folder.names.get(basename(to));
		if (there?.isFolder && there.names.size > 0) throw refusal('ENOTEMPTY', to);
		this.#name(folder, [
			[basename(to), node],
			[basename(from), null]
		]);
	}

	async remove(path: string): Promise<void> {
		await Promise.resolve();
		const node = this.#find(path);
		if (!node) return;
		for (const name of [...node.names.keys()]) await this.remove(`${path}/${name}`);
		this.#name(this.#folder(dirname(path)), [[basename(path), null]]);
	}

	async list(path: string): Promise<readonly DiskEntry[]> {
		await Promise.resolve();
		return [...this.#folder(path).names].map(([name, { isFolder }]) => ({ name, isFolder }));
	}

	async chmod(): Promise<void> {
		await Promise.resolve();
	}

	async syncFolder(path: string): Promise<void> {
		await this.#sync(this.#folder(path), path);
	}

	/** What is there while the power is on. */
	tree(node: Node = this.#root): Tree {
		if (!node.isFolder) return node.bytes;
		return new Map([...node.names].map(([name, each]) => [name, this.tree(each)]));
	}

	/** What a power cut before operation `step` leaves, one of many. */
	image(step: number, random: Random, node: Node = this.#root): Tree {
		const luck = pick(random, [0, 0.5, 0.9, 1]);
		const happened = (change: Done): boolean => change.step < step;
		const isKept = (change: Done): boolean =>
			change.certainFrom < step || (luck > 0 && random.uniform() < luck);
		if (node.isFolder) {
			const names = new Map(node.baseNames);
			for (const change of node.nameChanges.filter(happened)) {
				if (!isKept(change)) continue;
				for (const [name, each] of change.names)
					if (each === null) names.delete(name);
					else names.set(name, each);
			}
			return new Map([...names].map(([name, each]) => [name, this.image(step, random, each)]));
		}
		const sector = pick(random, [512, 4096]);
		let bytes = node.base;
		for (const change of node.changes.filter(happened)) {
			const isCertain = change.certainFrom < step;
			if ('size' in change) {
				if (isKept(change)) bytes = resized(bytes, change.size);
			} else if (isCertain) bytes = written(bytes, change.at, change.bytes);
			else if (luck > 0) bytes = torn(bytes, change, sector, luck, random);
		}
		return bytes;
	}

	#handle(node: Node, path: string): DiskFile {
		return {
			read: async (into, offset, length, position) => {
				await Promise.resolve();
				const part = node.bytes.subarray(position, position + length);
				into.set(part, offset);
				return { bytesRead: part.length };
			},
			write: async (bytes, offset, length, position) => {
				await Promise.resolve();
				const code = this.#faults.write?.(this.#writes++, path) ?? null;
				if (code !== null) throw refusal(code, path);
				const grows = Math.max(0, position + length - node.bytes.length);
				const fits = length - Math.max(0, grows - this.#room(path));
				if (fits <= 0) throw refusal('ENOSPC', path);
				const part = Uint8Array.from(bytes.subarray(offset, offset + fits));
				node.changes.push({ ...this.#next(), at: position, bytes: part });
				node.bytes = written(node.bytes, position, part);
				return { bytesWritten: fits };
			},
			truncate: async (size) => {
				await Promise.resolve();
				this.#truncate(node, size);
			},
			stat: async () => {
				await Promise.resolve();
				return { size: node.bytes.length };
			},
			sync: () => this.#sync(node, path),
			datasync: () => this.#sync(node, path),
			close: async () => {
				await Promise.resolve();
			}
		};
	}

	async #sync(node: Node, path: string): Promise<void> {
		const start = this.step++;
		const count = this.#syncs++;
		await (this.#faults.delay?.(count) ?? null);
		const code = this.#faults.sync?.(count, path) ?? null;
		const end = this.step++;
		if (code === 'forgotten') return;
		for (const change of [...node.changes, ...node.nameChanges]) {
			if (change.step > start || change.isLimbo || change.certainFrom < Infinity) continue;
			if (code === null) change.certainFrom = end;
			else change.isLimbo = true;
		}
		if (code === null) return;
		if (this.#faults.evicts) node.bytes = remembered(node);
		throw refusal(code, path);
	}

	#next(): Done {
		return { step: this.step++, certainFrom: Infinity, isLimbo: false };
	}

	#name(folder: Node, names: NameChange['names']): void {
		folder.nameChanges.push({ ...this.#next(), names });
		for (const [name, node] of names)
			if (node === null) folder.names.delete(name);
			else folder.names.set(name, node);
	}

	#truncate(node: Node, size: number): void {
		if (node.bytes.length === size) return;
		node.changes.push({ ...this.#next(), size });
		node.bytes = resized(node.bytes, size);
	}

	#find(path: string): Node | undefined {
		let at: Node | undefined = this.#root;
		for (const part of path.split('/')) if (part !== '') at = at?.names.get(part);
		return at;
	}

	#folder(path: string): Node {
		const node = this.#find(path);
		if (!node?.isFolder) throw refusal('ENOENT', path);
		return node;
	}

	#room(path: string): number {
		const there = used(this.#root.names.get(ELSEWHERE));
		if (path.startsWith(`/${ELSEWHERE}/`)) return this.capacityElsewhere - there;
		return this.capacity - (used(this.#root) - there);
	}
}
