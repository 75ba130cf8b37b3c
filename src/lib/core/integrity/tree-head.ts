/**
 * A signed tree head: the laboratory's log at a moment, in one line. Whoever keeps one can later prove that nothing
 * before it was changed, taken out or put in.
 *
 * @source RFC 6962 §3.5 (signed tree head), with both roots and a link to the head before
 * @module
 */
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';
import { FIRST_HASH } from '../audit/link.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Hexadecimal digits of a key id: the first half of the SHA-256 of the public key (SPKI DER). */
export const KEY_ID_DIGITS = 32;

const keyId = z.string().regex(/^[0-9a-f]{32}$/);

const content = {
	/** 1-based, without gaps. */
	number: z.int().min(1),
	/** Leaves it covers. */
	size: z.int().min(0),
	/** Root by SHA-256. */
	sha256: hash,
	/** Root by SM3. */
	sm3: hash,
	/** The server's clock, ISO 8601 UTC; it can be wrong, and says so only in connection with a time stamp. */
	at: z.iso.datetime(),
	keyId,
	/** Hash of the head before; 64 zeros for the first. */
	previous: hash
};

/** A head without its signature. */
export const headContent = z.strictObject(content);
/** A head without its signature. */
export type HeadContent = z.infer<typeof headContent>;

/** A head with its signature. */
export const treeHead = z.strictObject({
	...content,
	/** Ed25519 over the text of the content, base64. */
	signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/)
});
/** A head with its signature. */
export type TreeHead = z.infer<typeof treeHead>;

/** `previous` of the first head. */
export const FIRST_HEAD = FIRST_HASH;

/** What is signed: canonical JSON of the content. */
export function headText({ number, size, sha256, sm3, at, keyId, previous }: HeadContent): string {
	return canonicalJson({ number, size, sha256, sm3, at, keyId, previous });
}

/** Hash of a head: what the next one names. */
export function headHash(head: HeadContent): string {
	return sha256Hex(headText(head));
}

/** What a code printed on paper says of a head. */
export type PrintedHead = Pick<HeadContent, 'number' | 'size' | 'sha256' | 'keyId'>;

/** The code of a head as it is printed, in capitals so that its QR code stays small. */
export function printedCode({ number, size, sha256, keyId: key }: PrintedHead): string {
	return `JW1:${number}:${size}:${sha256}:${key}`.toUpperCase();
}

/** What a printed code says; blanks and line ends are left out. Null = it is none. */
export function readPrintedCode(text: string): PrintedHead | null {
	const code = /^JW1:(\d{1,15}):(\d{1,15}):([0-9a-f]{64}):([0-9a-f]{32})$/i;
	const [, number, size, sha256 = '', key = ''] = code.exec(text.replaceAll(/\s/g, '')) ?? [];
	if (number === undefined) return null;
	return {
		...{ number: Number(number), size: Number(size) },
		...{ sha256: sha256.toLowerCase(), keyId: key.toLowerCase() }
	};
}
