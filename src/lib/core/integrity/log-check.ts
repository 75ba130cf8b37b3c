/**
 * Checks a whole log in one pass: every row against its leaf, every leaf against the signed heads, the numbers of each
 * record's events, and what was erased against the entry that says so. Nothing of it trusts the stored tree.
 *
 * @module
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
	appendLeaf,
	emptyFrontier,
	frontierRoot,
	logAlgorithms,
	treeHashes,
	type Frontier,
	type LogAlgorithm,
	type TreeHashes
} from '../audit/merkle.ts';
import { auditEntryHash, erasureOf, type AuditEntry } from './erasure.ts';
import {
	anchorFault,
	headChainFault,
	type LogAnchor,
	type LogKeys,
	type SignatureCheck
} from './head-chain.ts';
import { AUDIT_OWNER, rowLeaf, type LogRow } from './leaf.ts';
import type { LogFault, LogFaultKind } from './log-fault.ts';
import type { TreeHead } from './tree-head.ts';

/** A leaf as it is kept, with what it stands for as far as that is known. */
export interface KeptLeaf {
	readonly index: number;
	readonly sha256: string;
	readonly sm3: string;
	/** Null = its salt is gone. */
	readonly known: { readonly salt: string; readonly row: LogRow } | null;
}

/** What a log is checked with. */
export interface LogCheckContext {
	readonly heads: readonly TreeHead[];
	readonly keys: LogKeys;
	/** Heads kept outside. */
	readonly anchors: readonly LogAnchor[];
	/** Audit entries that say what was erased. */
	readonly erasures: readonly AuditEntry[];
	readonly isSigned: SignatureCheck;
	/** Other implementations of the same functions. */
	readonly hashes?: TreeHashes;
}

/** One check: give it the leaves in order, then ask for the end. */
export class LogCheck {
	readonly #context: LogCheckContext;
	readonly #hashes: TreeHashes;
	readonly #lastSeq = new Map<string, number>();
	readonly #erased = new Set<number>();
	readonly #missing = new Set<number>();
	readonly #entries = new Map<number, AuditEntry>();
	#trees: Readonly<Record<LogAlgorithm, Frontier>> = { sha256: emptyFrontier, sm3: emptyFrontier };
	#nextHead = 0;

	constructor(context: LogCheckContext) {
		this.#context = context;
		this.#hashes = context.hashes ?? treeHashes;
		for (const entry of context.erasures) this.#entries.set(entry.seq, entry);
		for (const entry of context.erasures) {
			const erasure = erasureOf(entry);
			if (erasure === null) continue;
			this.#lastSeq.set(`${erasure.source}/${erasure.owner}`, erasure.upTo);
			for (const { from, to } of erasure.leaves)
				for (let leaf = from; leaf <= Math.min(to, from + LARGEST_RANGE); leaf++)
					this.#erased.add(leaf);
		}
	}

	/** Leaves so far. */
	get size(): number {
		return this.#trees.sha256.size;
	}

	/** Leaves without salts so far. */
	get erased(): number {
		return this.#missing.size;
	}

	/** What is wrong before any leaf is looked at. */
	start(): LogFault | null {
		const { heads, keys, anchors, isSigned } = this.#context;
		return (
			headChainFault(heads, keys, isSigned) ??
			anchorFault(heads, anchors) ??
			this.#rootFault() ??
			null
		);
	}

	/** The next leaf. */
	leaf(leaf: KeptLeaf): LogFault | null {
		const { index, known } = leaf;
		if (index !== this.size)
			return fault('leaf-order', index, `expected leaf ${this.size}, got leaf ${index}`);
		const wrong = known === null ? this.#withoutSalt(index) : this.#rowFault(leaf, known);
		if (wrong !== null) return wrong;
		const grown = (algorithm: LogAlgorithm): Frontier => {
			const bytes = hexToBytes(leaf[algorithm]);
			return appendLeaf(this.#hashes[algorithm], this.#trees[algorithm], bytes).frontier;
		};
		this.#trees = { sha256: grown('sha256'), sm3: grown('sm3') };
		return this.#rootFault();
	}

	/**
	 * What is wrong after the last leaf.
	 *
	 * @param mustBeSigned whether every leaf has to be covered by a head (a log that is not written any more)
	 */
	end(mustBeSigned: boolean): LogFault | null {
		const { heads } = this.#context;
		const late = heads[this.#nextHead];
		if (late !== undefined)
			return fault('rolled-back', null, `expected ${late.size} leaves, got ${this.size}`, late);
		if (heads.length === 0 && this.size > 0)
			return fault('no-heads', null, `expected a signed head, got none for ${this.size} leaves`);
		const signed = heads.at(-1)?.size ?? 0;
		if (mustBeSigned && signed < this.size)
			return fault('unsigned-end', signed, `expected a head of ${this.size}, got one of ${signed}`);
		const [entry] = this.#entries.values();
		if (entry === undefined) return null;
		return fault('erasure', null, `expected audit entry ${entry.seq} in the log, it is not there`);
	}

	#withoutSalt(index: number): LogFault | null {
		this.#missing.add(index);
		if (this.#erased.has(index)) return null;
		const message = `expected a salt or an entry that says it was erased, got none`;
		return fault('leaf-unexplained', index, message);
	}

	#rowFault(
		{ index, ...stored }: KeptLeaf,
		{ salt, row }: NonNullable<KeptLeaf['known']>
	): LogFault | null {
		const log = `${row.source}/${row.owner}`;
		const seq = (this.#lastSeq.get(log) ?? 0) + 1;
		if (row.seq !== seq) return fault('numbering', index, `expected ${log} ${seq}, got ${row.seq}`);
		this.#lastSeq.set(log, seq);
		const bytes = hexToBytes(salt);
		for (const algorithm of logAlgorithms)
			if (bytesToHex(rowLeaf(this.#hashes[algorithm], bytes, row)) !== stored[algorithm])
				return fault(
					'leaf-changed',
					index,
					`expected ${log} ${seq} as it was written, got another`
				);
		return row.source === 'audit' && row.owner === AUDIT_OWNER
			? this.#erasureFault(index, row)
			: null;
	}

	/** The entry that explains an erasure must be the one in the log. */
	#erasureFault(index: number, { seq, hash }: LogRow): LogFault | null {
		const entry = this.#entries.get(seq);
		if (entry === undefined) return null;
		this.#entries.delete(seq);
		if (entry.hash === hash && auditEntryHash(entry) === hash) return null;
		return fault('erasure', index, `expected audit entry ${seq} with ${hash}, got ${entry.hash}`);
	}

	/** Heads of exactly this size have these roots. */
	#rootFault(): LogFault | null {
		for (;;) {
			const head = this.#context.heads[this.#nextHead];
			if (head === undefined || head.size > this.size) return null;
			for (const algorithm of logAlgorithms) {
				const root = bytesToHex(frontierRoot(this.#hashes[algorithm], this.#trees[algorithm]));
				if (root !== head[algorithm])
					return fault(
						'head-root',
						null,
						`expected ${algorithm} root ${head[algorithm]}, got ${root}`,
						head
					);
			}
			this.#nextHead++;
		}
	}
}

/** Leaves one erasure can name in one range; a log of more is looked at in several. */
const LARGEST_RANGE = 10_000_000;

function fault(
	what: LogFaultKind,
	leaf: number | null,
	message: string,
	head?: TreeHead
): LogFault {
	return { what, leaf, head: head?.number ?? null, message };
}
