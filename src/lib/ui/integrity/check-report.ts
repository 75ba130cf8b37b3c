/**
 * What the page of the log is told by the server.
 *
 * @module
 */
import type { LogFault, LogVerdict } from '#lib/core/integrity/log-fault.ts';

/** What a check came to. */
export interface CheckReport {
	readonly verdict: LogVerdict;
	/** The first thing wrong. */
	readonly fault: LogFault | null;
	readonly leaves: number;
	readonly erased: number;
	readonly unread: number;
	readonly heads: number;
	readonly unsigned: number;
	/** Heads kept outside that were compared. */
	readonly anchors: number;
}

/** A place outside the database that takes heads. */
export interface OutsidePlace {
	readonly kind: 'witness' | 'time-stamp';
	readonly name: string;
	readonly last: { readonly number: number; readonly atMs: number } | null;
	/** Why the last try failed; null = it did not. */
	readonly failure: string | null;
}
