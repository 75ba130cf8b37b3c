/**
 * A sealed folder in the archive: its files as objects, and last a list of them, whose hash the database keeps.
 *
 * Bytes are bytes: a folder whose files are encrypted is archived as it lies there.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { isSafePath, type FileEntry } from '#lib/core/audit/manifest.ts';
import { LabError } from '#lib/core/errors.ts';
import { finish } from '../sealed-folder.ts';
import type { ArchiveStore } from './archive-store.ts';

/** Name of the list; no file of a sealed folder is called so. */
export const OBJECT_LIST = 'archive-list.json';

const objectList = z.strictObject({
	files: z.array(
		z.strictObject({
			path: z.string().refine(isSafePath),
			bytes: z.int().min(0),
			sha256: z.string().regex(/^[0-9a-f]{64}$/)
		})
	)
});

/** What was archived. */
export interface ArchivedFolder {
	/** SHA-256 of the list. */
	readonly listSha256: string;
	/** Of all objects. */
	readonly bytes: number;
}

/** Size and hash of a stream. */
async function digestOf(
	stream: Readable
): Promise<{ readonly bytes: number; readonly sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		hash.update(chunk);
	}
	return { bytes, sha256: hash.digest('hex') };
}

/** Every file of a folder as it lies there. */
async function filesOf(folder: string): Promise<FileEntry[]> {
	const files: FileEntry[] = [];
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const place = join(entry.parentPath, entry.name);
		const path = relative(folder, place).replaceAll('\\', '/');
		files.push({ path, ...(await digestOf(createReadStream(place))) });
	}
	return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether an object, read back whole, is this file. */
async function isSame(
	store: ArchiveStore,
	key: string,
	file: Omit<FileEntry, 'path'>
): Promise<boolean> {
	const facts = await store.facts(key);
	if (facts?.bytes !== file.bytes) return false;
	const { bytes, sha256 } = await digestOf(await store.read(key));
	return bytes === file.bytes && sha256 === file.sha256;
}

async function putAndReadBack(
	store: ArchiveStore,
	key: string,
	place: string,
	file: Omit<FileEntry, 'path'>
): Promise<void> {
	// what a try before this one brought there is not sent again
	if (await isSame(store, key, file)) return;
	await store.put(key, place, file.sha256);
	if (!(await isSame(store, key, file)))
		throw new LabError('archive/differs', `expected ${key} as it was sent, got something else`);
}

/**
 * Archives a folder: every object is read back and hashed before this returns. Asked again, it sends what is missing.
 *
 * @param prefix before every key, e.g. `sessions/ID`
 * @throws {LabError} `archive/differs` when an object is not what was sent; whatever the store says
 */
export async function putFolder(
	store: ArchiveStore,
	folder: string,
	prefix: string
): Promise<ArchivedFolder> {
	const files = await filesOf(folder);
	// the manifest tells what has to be there: it comes after that
	const last = (path: string): number => (path === 'manifest.json' ? 1 : 0);
	for (const file of [...files].sort((a, b) => last(a.path) - last(b.path)))
		await putAndReadBack(store, `${prefix}/${file.path}`, join(folder, file.path), file);
	const text = canonicalJson({ files });
	const list = join(tmpdir(), `jingwei-list-${randomUUID()}`);
	const listSha256 = sha256Hex(text);
	try {
		await writeFile(list, text, { mode: 0o600 });
		const entry = { bytes: Buffer.byteLength(text), sha256: listSha256 };
		await putAndReadBack(store, `${prefix}/${OBJECT_LIST}`, list, entry);
	} finally {
		await rm(list, { force: true });
	}
	return { listSha256, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * The files of an archived folder.
 *
 * @throws {LabError} `archive/not-found`; `archive/differs` when the list is not the one that was put there
 */
export async function listFolder(
	store: ArchiveStore,
	prefix: string,
	listSha256: string
): Promise<readonly FileEntry[]> {
	const text = (await buffer(await store.read(`${prefix}/${OBJECT_LIST}`))).toString();
	if (sha256Hex(text) !== listSha256)
		throw new LabError('archive/differs', `expected the list of ${prefix} unchanged`);
	return objectList.parse(JSON.parse(text)).files;
}

/** Keys of objects that are missing or not what was archived; empty = all are. */
export async function changedObjects(
	store: ArchiveStore,
	prefix: string,
	listSha256: string
): Promise<string[]> {
	const changed: string[] = [];
	for (const file of await listFolder(store, prefix, listSha256)) {
		const key = `${prefix}/${file.path}`;
		if (!(await isSame(store, key, file))) changed.push(key);
	}
	return changed;
}

/**
 * Brings an archived folder here, every file hashed as it comes and on disk when this returns.
 *
 * @param folder made; must not be there
 * @throws {LabError} `archive/not-found`, `archive/differs`
 */
export async function getFolder(
	store: ArchiveStore,
	prefix: string,
	listSha256: string,
	folder: string
): Promise<void> {
	for (const file of await listFolder(store, prefix, listSha256)) {
		const place = join(folder, file.path);
		await mkdir(dirname(place), { recursive: true });
		await pipeline(await store.read(`${prefix}/${file.path}`), createWriteStream(place));
		const { sha256 } = await digestOf(createReadStream(place));
		if (sha256 !== file.sha256)
			throw new LabError('archive/differs', `expected ${prefix}/${file.path} unchanged`);
		await finish(place);
	}
}
