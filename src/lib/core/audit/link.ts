/**
 * One link of a hash chain, whatever it carries, and what is wrong with a chain of them.
 *
 * @module
 */
import { canonicalJson } from './canonical.ts';
import { sha256Hex } from './hash.ts';

/** `previousHash` of the first event of a log. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * SHA-256 (hex) over the canonical JSON of an event without its own hash.
 *
 * @throws {LabError} `audit/not-canonical` when it holds something JSON cannot say
 */
export function linkHash(fields: object): string {
	return sha256Hex(canonicalJson(fields));
}

/** What every event of a chained log carries. */
export interface Link {
	readonly type: string;
	/** 1-based. */
	readonly seq: number;
	readonly previousHash: string;
	readonly hash: string;
}

/** The first thing wrong with a chain. */
export interface ChainFault {
	/** Number the event at that place should have (1-based). */
	readonly seq: number;
	readonly what: 'sequence' | 'session' | 'interview' | 'previous-hash' | 'hash' | 'after-seal';
	/** English, what was expected and what came. */
	readonly message: string;
}

/** How the logs of a kind are told apart and end. */
export interface ChainKind<E extends Link> {
	readonly name: 'session' | 'interview';
	/** Id of the log an event says it belongs to. */
	readonly logOf: (event: E) => string;
	/** Type of the event after which nothing comes. */
	readonly seal: string;
}

/** The first fault of a whole chain (beginning with event 1), null when there is none. */
export function chainFaultOf<E extends Link>(
	events: readonly E[],
	kind: ChainKind<E>
): ChainFault | null {
	const [first] = events;
	let before: E | null = null;
	for (const [index, event] of events.entries()) {
		const fault = linkFault(event, { before, first: first ?? event, seq: index + 1 }, kind);
		if (fault !== null) return fault;
		before = event;
	}
	return null;
}

function linkFault<E extends Link>(
	event: E,
	{ before, first, seq }: { readonly before: E | null; readonly first: E; readonly seq: number },
	{ name, logOf, seal }: ChainKind<E>
): ChainFault | null {
	const expected = (what: ChainFault['what'], wanted: string, got: string): ChainFault => ({
		seq,
		what,
		message: `expected ${wanted}, got ${got}`
	});
	if (before?.type === seal) return expected('after-seal', `nothing after ${seal}`, event.type);
	if (event.seq !== seq) return expected('sequence', `event ${seq}`, `event ${event.seq}`);
	if (logOf(event) !== logOf(first))
		return expected(name, `${name} ${logOf(first)}`, `${name} ${logOf(event)}`);
	const previousHash = before?.hash ?? FIRST_HASH;
	if (event.previousHash !== previousHash)
		return expected('previous-hash', `previous hash ${previousHash}`, event.previousHash);
	const { hash: _, ...fields } = event;
	const hash = linkHash(fields);
	return event.hash === hash ? null : expected('hash', `hash ${hash}`, event.hash);
}
