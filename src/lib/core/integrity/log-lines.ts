/**
 * A whole log as text, for a check somewhere else: one canonical JSON value a line, each line ended by LF. It holds
 * hashes, salts and ids and no word of any record.
 *
 * @module
 */
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { LabError } from '../errors.ts';
import { auditEntry, type AuditEntry } from './erasure.ts';
import { logSources } from './leaf.ts';
import type { KeptLeaf } from './log-check.ts';
import { treeHead, type TreeHead } from './tree-head.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const row = z.strictObject({
	source: z.enum(logSources),
	owner: z.string().min(1).max(200),
	seq: z.int().min(1),
	hash
});
const line = z.union([
	z.strictObject({ key: z.strictObject({ keyId: z.string(), publicKey: z.string() }) }),
	z.strictObject({ head: treeHead }),
	z.strictObject({ erasure: auditEntry }),
	z.strictObject({
		leaf: z.strictObject({
			index: z.int().min(0),
			sha256: hash,
			sm3: hash,
			known: z.strictObject({ salt: hash, row }).nullable()
		})
	})
]);

/** One line of a log. */
export type LogLine =
	| { readonly key: { readonly keyId: string; readonly publicKey: string } }
	| { readonly head: TreeHead }
	| { readonly erasure: AuditEntry }
	| { readonly leaf: KeptLeaf };

/** A log in memory. */
export interface ReadLog {
	readonly keys: ReadonlyMap<string, string>;
	readonly heads: readonly TreeHead[];
	readonly erasures: readonly AuditEntry[];
	readonly leaves: readonly KeptLeaf[];
}

/** The text of a line, with its end. */
export function writeLogLine(value: LogLine): string {
	return `${canonicalJson(value)}\n`;
}

/**
 * Reads the lines of a log.
 *
 * @throws {LabError} `integrity/log-line` naming the line (1-based, `details.line`)
 */
export function readLogLines(text: string): ReadLog {
	const keys = new Map<string, string>();
	const [heads, erasures, leaves]: [TreeHead[], AuditEntry[], KeptLeaf[]] = [[], [], []];
	const lines = text.split('\n');
	if (lines.pop() !== '') throw refusal(lines.length + 1, 'a last line without line feed');
	for (const [index, one] of lines.entries()) {
		const value = readLine(one, index + 1);
		if ('key' in value) keys.set(value.key.keyId, value.key.publicKey);
		else if ('head' in value) heads.push(value.head);
		else if ('erasure' in value) erasures.push(value.erasure);
		else leaves.push(value.leaf);
	}
	return { keys, heads, erasures, leaves };
}

function readLine(text: string, number: number): LogLine {
	try {
		const parsed = line.safeParse(JSON.parse(text));
		if (parsed.success) return parsed.data;
		throw refusal(number, parsed.error.issues[0]?.message ?? 'another value');
	} catch (error) {
		if (error instanceof SyntaxError) throw refusal(number, 'text that is not JSON', error);
		throw error;
	}
}

function refusal(number: number, got: string, cause?: unknown): LabError {
	return new LabError(
		'integrity/log-line',
		`expected a line of a log in line ${number}, got ${got}`,
		{
			cause,
			details: { line: number }
		}
	);
}
