/**
 * What an audit entry says of leaves whose salts were erased.
 *
 * @module
 */
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';
import { logSources } from './leaf.ts';
import { readRanges } from './ranges.ts';

/** Action of the audit entry. */
export const SALTS_ERASED = 'integrity/salts-erased';

/** An audit entry, as its table holds it. */
export const auditEntry = z.strictObject({
	seq: z.int().min(1),
	at_ms: z.int(),
	actor_id: z.string(),
	action: z.string(),
	object: z.string(),
	/** Canonical JSON. */
	details: z.string(),
	previous_hash: z.string(),
	hash: z.string()
});
/** One of them. */
export type AuditEntry = z.infer<typeof auditEntry>;

const details = z.object({
	source: z.enum(logSources),
	owner: z.string(),
	upTo: z.int().min(1),
	leaves: z.string()
});

/** Leaves without salts that are accounted for. */
export interface Erasure extends Pick<z.infer<typeof details>, 'source' | 'owner' | 'upTo'> {
	readonly leaves: readonly { readonly from: number; readonly to: number }[];
}

/** SHA-256 an audit entry has to carry. */
export function auditEntryHash({ hash: _, ...fields }: AuditEntry): string {
	return sha256Hex(canonicalJson(fields));
}

/** What an entry says of an erasure; null = it speaks of something else, or is not readable. */
export function erasureOf(entry: Pick<AuditEntry, 'action' | 'details'>): Erasure | null {
	if (entry.action !== SALTS_ERASED) return null;
	const read = details.safeParse(safeJson(entry.details));
	if (!read.success) return null;
	const { source, owner, upTo, leaves } = read.data;
	return { source, owner, upTo, leaves: readRanges(leaves) };
}

function safeJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// text that is no JSON explains nothing
		return null;
	}
}
