/**
 * Form of an encrypted file: a header of 64 bytes, then chunks of 64 KiB, each sealed by itself, so that any part can be
 * read without the rest. Header, number of the chunk and whether it is the last are bound to every chunk: none can be
 * cut off, moved, or taken from another file.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { openBytes, overheadOf, sealBytes, type Algorithm } from './cipher.ts';
import type { DataKey } from './key-ring.ts';

/** Size of the header [bytes]. */
export const ENVELOPE_HEADER_BYTES = 64;
/** Clear bytes of a chunk; the last one may be shorter. */
export const CHUNK_BYTES = 65_536;

const MAGIC = Buffer.from('JWSEAL1\n', 'latin1');
const KEY_AT = 8;
const SIZE_AT = 30;
const FILE_AT = 38;

/** What a header says. */
export interface Envelope {
	/** As it stands in the file. */
	readonly header: Buffer;
	readonly keyId: string;
	/** Clear size of the file [bytes]. */
	readonly size: number;
}

/** A new header, with a random number for the file. */
export function newEnvelope(keyId: string, size: number): Envelope {
	const header = Buffer.alloc(ENVELOPE_HEADER_BYTES);
	MAGIC.copy(header, 0);
	header.write(keyId, KEY_AT, 'latin1');
	header.writeBigUInt64BE(BigInt(size), SIZE_AT);
	randomBytes(16).copy(header, FILE_AT);
	return { header, keyId, size };
}

/** Reads a header; null = the file is not encrypted. */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
	const header = Buffer.from(bytes.subarray(0, ENVELOPE_HEADER_BYTES));
	if (header.length < ENVELOPE_HEADER_BYTES || !header.subarray(0, KEY_AT).equals(MAGIC))
		return null;
	const keyId = header.toString('latin1', KEY_AT, SIZE_AT);
	return { header, keyId, size: Number(header.readBigUInt64BE(SIZE_AT)) };
}

/** Number of chunks; an empty file has one, which is empty. */
export function chunksOf({ size }: Pick<Envelope, 'size'>): number {
	return Math.max(1, Math.ceil(size / CHUNK_BYTES));
}

/** Where a chunk stands in the file and how long it is there [bytes]. */
export function placeOfChunk(
	{ size }: Pick<Envelope, 'size'>,
	algorithm: Algorithm,
	index: number
): { readonly at: number; readonly length: number } {
	const { nonce, tag } = overheadOf(algorithm);
	const clear = Math.min(CHUNK_BYTES, size - index * CHUNK_BYTES);
	const at = ENVELOPE_HEADER_BYTES + index * (CHUNK_BYTES + nonce + tag);
	return { at, length: clear + nonce + tag };
}

/** Seals a chunk. */
export function sealChunk(
	key: DataKey,
	envelope: Envelope,
	index: number,
	clear: Uint8Array
): Buffer {
	return sealBytes(key, clear, boundTo(envelope, index));
}

/**
 * Opens a chunk.
 *
 * @throws {LabError} `keys/changed` when it is not this chunk of this file as it was sealed
 */
export function openChunk(key: DataKey, envelope: Envelope, index: number, sealed: Buffer): Buffer {
	return openBytes(key, sealed, boundTo(envelope, index));
}

function boundTo(envelope: Envelope, index: number): Buffer {
	const place = Buffer.alloc(9);
	place.writeBigUInt64BE(BigInt(index), 0);
	place[8] = index === chunksOf(envelope) - 1 ? 1 : 0;
	return Buffer.concat([envelope.header, place]);
}
