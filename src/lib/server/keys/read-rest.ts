/**
 * Whole files at rest, clear or encrypted: as bytes, as a stream, as a clear copy.
 *
 * @module
 */
import { constants } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { CHUNK_BYTES } from './envelope.ts';
import { envelopeOf, openAtRest } from './rest-file.ts';

/** Looked for behind the size a file had [bytes]: room of a whole chunk for each small file costs more than reading it. */
const LOOK_BYTES = 1024;

/**
 * The clear bytes of a file.
 *
 * @throws {LabError} `keys/…`
 */
export async function readAtRest(path: string): Promise<Buffer<ArrayBuffer>> {
	const file = await openAtRest(path);
	try {
		const { size } = await file.stat();
		const bytes = Buffer.alloc(size);
		const { bytesRead } = await file.read(bytes, 0, size, 0);
		return bytes.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

/**
 * The clear bytes of a file, part by part.
 *
 * @throws {LabError} `keys/…`
 */
export async function* streamAtRest(path: string): AsyncGenerator<Buffer> {
	const file = await openAtRest(path);
	try {
		// a clear file may grow while it is read: it ends where nothing comes any more
		const { size } = await file.stat();
		for (let at = 0; ;) {
			const part = Buffer.alloc(Math.min(CHUNK_BYTES, Math.max(size - at, LOOK_BYTES)));
			const { bytesRead } = await file.read(part, 0, part.length, at);
			if (bytesRead === 0) return;
			yield part.subarray(0, bytesRead);
			at += bytesRead;
		}
	} finally {
		await file.close();
	}
}

/** Clear size of a file [bytes]. */
export async function sizeAtRest(path: string): Promise<number> {
	const file = await openAtRest(path);
	try {
		return (await file.stat()).size;
	} finally {
		await file.close();
	}
}

/**
 * Copies the clear bytes of a file.
 *
 * @throws {LabError} `keys/…`
 */
export async function copyAtRest(path: string, copy: string): Promise<void> {
	if ((await envelopeOf(path)) === null) return copyFile(path, copy, constants.COPYFILE_FICLONE);
	const file = await open(copy, 'w', 0o600);
	try {
		for await (const part of streamAtRest(path)) await file.write(part);
	} finally {
		await file.close();
	}
}
