/**
 * A leaf of the laboratory's log: what it says of a record without saying anything of a person. The salt makes it
 * impossible to guess the record from the leaf; without the salt the leaf is a number that means nothing, and the log
 * still holds.
 *
 * @module
 */
import { canonicalJson } from '../audit/canonical.ts';
import { joined, leafHash, type TreeHash } from '../audit/merkle.ts';

/** The kinds of records: events of tests, of interviews, of boards, of the laboratory, and entries of the audit trail. */
export const logSources = ['session', 'interview', 'board', 'laboratory', 'audit'] as const;
/** One of them. */
export type LogSource = (typeof logSources)[number];

/** `owner` of audit entries: there is one trail. */
export const AUDIT_OWNER = 'laboratory';

/** One record as its leaf knows it. */
export interface LogRow {
	readonly source: LogSource;
	/** Id of the session, interview, case (board) or log it belongs to. */
	readonly owner: string;
	/** 1-based, without gaps within its owner. */
	readonly seq: number;
	/** SHA-256 of the record, lower-case hex, as it stands beside it. */
	readonly hash: string;
}

/** What is hashed behind the salt: canonical JSON of the row. */
export function leafPayload({ source, owner, seq, hash }: LogRow): string {
	return canonicalJson({ source, owner, seq, hash });
}

/** Hash of the leaf of a row: H(0x00 ‖ H(salt ‖ payload)). */
export function rowLeaf(hash: TreeHash, salt: Uint8Array, row: LogRow): Uint8Array {
	return leafHash(hash, hash(joined(salt, new TextEncoder().encode(leafPayload(row)))));
}
