/**
 * Files at rest, clear or encrypted, read through one door: whoever reads sees clear bytes in both cases.
 *
 * @module
 */
import { open, type FileHandle } from 'node:fs/promises';
import { LabError } from '#lib/core/errors.ts';
import {
	CHUNK_BYTES,
	chunksOf,
	ENVELOPE_HEADER_BYTES,
	openChunk,
	placeOfChunk,
	readEnvelope,
	type Envelope
} from './envelope.ts';
import type { DataKey } from './key-ring.ts';
import { findKey } from './rings.ts';

/** An open file; a `FileHandle` is one, too. */
export interface RestFile {
	/** Reads into a buffer, less than asked for at the end of the file. Positions are of the clear bytes. */
	read(
		buffer: Uint8Array,
		offset: number,
		length: number,
		position: number
	): Promise<{ readonly bytesRead: number }>;
	/** Clear size [bytes]. */
	stat(): Promise<{ readonly size: number }>;
	close(): Promise<void>;
}

/**
 * Opens a file for reading.
 *
 * @throws {LabError} `keys/unknown`, `keys/destroyed`; reading throws `keys/changed` where a chunk is not what was sealed
 */
export async function openAtRest(path: string): Promise<RestFile> {
	const file = await open(path, 'r');
	try {
		const envelope = await envelopeIn(file);
		return envelope === null
			? file
			: new EncryptedFile(file, envelope, await findKey(envelope.keyId));
	} catch (error) {
		await file.close();
		throw error;
	}
}

/** Header of an encrypted file; null = it is clear. */
export async function envelopeOf(path: string): Promise<Envelope | null> {
	const file = await open(path, 'r');
	try {
		return await envelopeIn(file);
	} finally {
		await file.close();
	}
}

async function envelopeIn(file: FileHandle): Promise<Envelope | null> {
	const head = Buffer.alloc(ENVELOPE_HEADER_BYTES);
	const { bytesRead } = await file.read(head, 0, head.length, 0);
	return readEnvelope(head.subarray(0, bytesRead));
}

class EncryptedFile implements RestFile {
	readonly #file: FileHandle;
	readonly #envelope: Envelope;
	readonly #key: DataKey;
	/** The chunk that was opened last: what is read next mostly lies in it. */
	#last: { readonly index: number; readonly clear: Buffer } | null = null;

	constructor(file: FileHandle, envelope: Envelope, key: DataKey) {
		this.#file = file;
		this.#envelope = envelope;
		this.#key = key;
	}

	async read(
		buffer: Uint8Array,
		offset: number,
		length: number,
		position: number
	): Promise<{ readonly bytesRead: number }> {
		const end = Math.min(position + length, this.#envelope.size);
		let at = position;
		while (at < end) {
			const index = Math.floor(at / CHUNK_BYTES);
			const clear = await this.#chunk(index);
			const from = at - index * CHUNK_BYTES;
			const part = clear.subarray(from, from + end - at);
			buffer.set(part, offset + at - position);
			at += part.length;
		}
		return { bytesRead: Math.max(0, at - position) };
	}

	async #chunk(index: number): Promise<Buffer> {
		if (this.#last?.index === index) return this.#last.clear;
		const { at, length } = placeOfChunk(this.#envelope, this.#key.algorithm, index);
		const sealed = Buffer.alloc(length);
		const { bytesRead } = await this.#file.read(sealed, 0, length, at);
		if (bytesRead < length)
			throw new LabError(
				'keys/changed',
				`expected ${length} bytes of chunk ${index}, got ${bytesRead}`
			);
		const clear = openChunk(this.#key, this.#envelope, index, sealed);
		this.#last = { index, clear };
		return clear;
	}

	/** The size that the header states; that it is true shows when the first chunk is opened. */
	async stat(): Promise<{ readonly size: number }> {
		const { size } = await this.#file.stat();
		const last = chunksOf(this.#envelope) - 1;
		const { at, length } = placeOfChunk(this.#envelope, this.#key.algorithm, last);
		if (size !== at + length)
			throw new LabError('keys/changed', `expected a file of ${at + length} bytes, got ${size}`);
		return { size: this.#envelope.size };
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}
