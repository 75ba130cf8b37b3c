/**
 * Whether signed tree heads are a chain: numbered without gaps, each naming the one before, growing, and signed by a key
 * the log knows.
 *
 * @module
 */
import type { LogFault, LogFaultKind } from './log-fault.ts';
import { FIRST_HEAD, headHash, headText, type TreeHead } from './tree-head.ts';

/** Whether a signature is good: the text, Ed25519 signature (base64), and public key (SPKI DER, base64). */
export type SignatureCheck = (text: string, signature: string, publicKey: string) => boolean;

/** Public keys (SPKI DER, base64) by key id. */
export type LogKeys = ReadonlyMap<string, string>;

/** A head kept outside the log. A witness keeps all of it, paper only what a printed code says. */
export interface LogAnchor {
	readonly number: number;
	readonly size: number;
	/** Root by SHA-256. */
	readonly sha256: string;
	readonly keyId: string;
	/** Hash of the head, where all of it was kept. */
	readonly headHash: string | null;
	/** Where it was kept, for the message. */
	readonly where: string;
}

/** The first fault of heads in order, null when there is none. */
export function headChainFault(
	heads: readonly TreeHead[],
	keys: LogKeys,
	isSigned: SignatureCheck
): LogFault | null {
	let before: TreeHead | null = null;
	for (const [index, head] of heads.entries()) {
		const fault = headFault(head, { before, number: index + 1 }, keys, isSigned);
		if (fault !== null) return fault;
		before = head;
	}
	return null;
}

function headFault(
	head: TreeHead,
	{ before, number }: { readonly before: TreeHead | null; readonly number: number },
	keys: LogKeys,
	isSigned: SignatureCheck
): LogFault | null {
	const say = (what: LogFaultKind, message: string): LogFault => ({
		...{ what, message, leaf: null, head: number }
	});
	if (head.number !== number)
		return say('head-order', `expected head ${number}, got head ${head.number}`);
	const previous = before === null ? FIRST_HEAD : headHash(before);
	if (head.previous !== previous)
		return say('head-order', `expected head ${number} to name ${previous}, got ${head.previous}`);
	if (before !== null && head.size < before.size)
		return say('head-order', `expected at least ${before.size} leaves, got ${head.size}`);
	const key = keys.get(head.keyId);
	if (key === undefined) return say('head-key', `expected a known key, got ${head.keyId}`);
	if (!isSigned(headText(head), head.signature, key))
		return say('head-signature', `expected head ${number} signed by ${head.keyId}`);
	return null;
}

/** Whether heads are those kept outside; roots are compared with the tree by whoever has it. */
export function anchorFault(
	heads: readonly TreeHead[],
	anchors: readonly LogAnchor[]
): LogFault | null {
	for (const anchor of anchors) {
		const { number, size, sha256, keyId, where } = anchor;
		const say = (what: LogFaultKind, message: string): LogFault => ({
			...{ what, message: `${where}: ${message}`, leaf: null, head: number }
		});
		const head = heads[number - 1];
		if (head === undefined)
			return say('rolled-back', `expected at least ${number} heads, got ${heads.length}`);
		const isSame = head.size === size && head.sha256 === sha256 && head.keyId === keyId;
		if (!isSame || (anchor.headHash !== null && anchor.headHash !== headHash(head)))
			return say('anchor', `expected head ${number} as it was kept, got another`);
	}
	return null;
}
