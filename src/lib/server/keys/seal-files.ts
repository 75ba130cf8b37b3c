/**
 * Turning finished files into encrypted ones: written beside, on disk, then moved over the clear one in one step.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { chmod, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { CHUNK_BYTES, chunksOf, newEnvelope, sealChunk } from './envelope.ts';
import type { DataKey } from './key-ring.ts';
import { envelopeOf } from './rest-file.ts';
import { findKey } from './rings.ts';
import { keyFor, type CellOwner } from './seal-cells.ts';

const PART = '.sealing';

/**
 * Encrypts every file of some folders that is not encrypted yet. Doing it again finishes what was cut off.
 *
 * @param folders those that are not there are left out
 * @returns how many files were encrypted; 0 when the database is used without keys
 * @throws {LabError} `keys/destroyed`
 */
export async function sealFolders(
	db: Kysely<Schema>,
	owner: CellOwner,
	folders: readonly string[]
): Promise<number> {
	const key = await keyFor(db, owner);
	if (key === null) return 0;
	let sealed = 0;
	for (const folder of folders.filter((one) => existsSync(one)))
		for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
			if (!entry.isFile()) continue;
			const path = join(entry.parentPath, entry.name);
			// what a crash left beside the clear file
			if (entry.name.endsWith(PART)) await rm(path, { force: true });
			else if (await sealFile(path, key)) sealed++;
		}
	return sealed;
}

/** @returns whether it was clear before */
async function sealFile(path: string, key: DataKey): Promise<boolean> {
	if ((await envelopeOf(path)) !== null) return false;
	const { mode } = await stat(path);
	const part = path + PART;
	await rm(part, { force: true });
	const source = await open(path, 'r');
	try {
		await writeEnvelope(part, key, source);
	} finally {
		await source.close();
	}
	await chmod(part, mode);
	await rename(part, path);
	await syncFolder(dirname(path));
	return true;
}

async function writeEnvelope(part: string, key: DataKey, source: FileHandle): Promise<void> {
	const envelope = newEnvelope(key.id, (await source.stat()).size);
	const target = await open(part, 'wx', 0o600);
	try {
		await target.write(envelope.header);
		for (let index = 0; index < chunksOf(envelope); index++) {
			const clear = Buffer.alloc(Math.min(CHUNK_BYTES, envelope.size - index * CHUNK_BYTES));
			await source.read(clear, 0, clear.length, index * CHUNK_BYTES);
			await target.write(sealChunk(key, envelope, index, clear));
		}
		await target.sync();
	} finally {
		await target.close();
	}
}

/**
 * Bytes for a file that is to lie beside another one: encrypted with the same key when that one is, clear otherwise.
 *
 * @throws {LabError} `keys/…`
 */
export async function sealedLike(neighbour: string, clear: Uint8Array): Promise<Uint8Array> {
	const found = await envelopeOf(neighbour);
	if (found === null) return clear;
	const key = await findKey(found.keyId);
	const envelope = newEnvelope(key.id, clear.length);
	const chunks = Array.from({ length: chunksOf(envelope) }, (_, index) =>
		sealChunk(key, envelope, index, clear.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES))
	);
	return Buffer.concat([envelope.header, ...chunks]);
}

async function syncFolder(folder: string): Promise<void> {
	// Windows has no way to sync a folder
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	await handle.sync();
	await handle.close();
}
