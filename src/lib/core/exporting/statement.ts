/**
 * The statement that goes with an export: number, recipient, purpose, who asked and who agreed, and the files it is
 * about, signed with the key of the laboratory's log.
 *
 * @module
 */
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';
import type { FileEntry } from '../audit/manifest.ts';
import { KEY_ID_DIGITS } from '../integrity/tree-head.ts';

/** Where it lies in what is handed out. */
export const STATEMENT_PATH = 'export/export.json';
export const STATEMENT_FORMAT = 'jingwei-export/1';

const text = z.string();
const content = {
	format: z.literal(STATEMENT_FORMAT),
	/** `JW-2026-000123` */
	number: z.string().regex(/^JW-\d{4}-\d{6,}$/),
	/** Which of the copies of this number, from 1. */
	copy: z.int().min(1),
	/** `itemText` */
	item: text,
	/** Id of the session or interview. */
	source: text,
	recipient: z.strictObject({ name: text, office: text }),
	purpose: text,
	requestedBy: text,
	approvedBy: text,
	/** ISO 8601 UTC. */
	approvedAt: text,
	takenAt: text,
	/** What is handed out with it; of a sealed folder its two lists and what lies beside, the lists name the rest. */
	files: z.array(z.strictObject({ path: text, bytes: z.int().min(0), sha256: text })),
	keyId: text,
	/** SPKI DER, base64. */
	publicKey: text
};
const statement = z.strictObject({ ...content, signature: text });

/** A signed statement. */
export type ExportStatement = z.infer<typeof statement>;
/** What is signed. */
export type StatementContent = Omit<ExportStatement, 'signature'>;

/** The text that is signed: canonical JSON without the signature. It cannot be taken for a head of the log. */
export function statementText({
	signature: _,
	...signed
}: StatementContent & { signature?: string }): string {
	return canonicalJson(signed);
}

/** Says what is wrong with a statement. */
export interface StatementVerdict {
	readonly statement: ExportStatement | null;
	/** English, what was expected; null = nothing is wrong. */
	readonly fault: string | null;
}

/**
 * Checks a statement against the files beside it. Whose key it is has to be compared with a key got elsewhere.
 *
 * @param found files with size and hash, by their path in the folder
 * @param isSigned whether an Ed25519 signature (base64) of a text is good
 */
export function checkStatement(
	written: string,
	found: readonly FileEntry[],
	isSigned: (text: string, signature: string, publicKey: string) => boolean
): StatementVerdict {
	const read = readStatement(written);
	if (read === null) return { statement: null, fault: 'expected a statement in canonical JSON' };
	const der = Uint8Array.from(atob(read.publicKey), (sign) => sign.charCodeAt(0));
	const isKey = sha256Hex(der).slice(0, KEY_ID_DIGITS) === read.keyId;
	if (!isKey || !isSigned(statementText(read), read.signature, read.publicKey))
		return { statement: read, fault: 'expected the signature of the key it names' };
	const files = new Map(found.map((file) => [file.path, file]));
	for (const { path, bytes, sha256 } of read.files) {
		const file = files.get(path);
		if (file?.sha256 !== sha256 || file.bytes !== bytes)
			return { statement: read, fault: `expected ${path} as it was handed out` };
	}
	return { statement: read, fault: null };
}

function readStatement(written: string): ExportStatement | null {
	try {
		const parsed = statement.safeParse(JSON.parse(written));
		if (!parsed.success || canonicalJson(parsed.data) !== written) return null;
		atob(parsed.data.publicKey);
		return parsed.data;
	} catch {
		// no JSON, or a key that is no base64: the caller says so
		return null;
	}
}
