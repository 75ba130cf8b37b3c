/**
 * Folders of sealed records: files written, on disk, and no longer writable by mistake; whole or not there.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OUTSIDE_MANIFEST, type FileEntry } from '#lib/core/audit/manifest.ts';

/**
 * Every file of a folder but the two lists, with size and hash; large files are hashed as they are read.
 */
export async function entriesOf(folder: string): Promise<FileEntry[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const files: FileEntry[] = [];
	for (const entry of found) {
		if (!entry.isFile()) continue;
		const place = join(entry.parentPath, entry.name);
		const path = relative(folder, place).replaceAll('\\', '/');
		if (!OUTSIDE_MANIFEST.includes(path)) files.push({ path, ...(await digest(place)) });
	}
	return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			hash.update(chunk);
		}
	});
	return { bytes, sha256: hash.digest('hex') };
}

/** Writes a text, synced and read-only. */
export async function writeSynced(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const file = await open(path, 'w');
	await file.writeFile(text);
	await file.close();
	await finish(path);
}

/** On disk, and no longer writable by mistake. */
export async function finish(path: string): Promise<void> {
	const file = await open(path, 'r+');
	await file.sync();
	await file.close();
	await chmod(path, 0o444);
}

/** Puts a finished folder in its final place, in one step that is on disk when this returns. */
export async function putInPlace(part: string, folder: string): Promise<void> {
	await syncFolders(part);
	await rm(folder, { recursive: true, force: true });
	await rename(part, folder);
	await syncFolder(dirname(folder));
}

async function syncFolders(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
		if (entry.isDirectory()) await syncFolder(join(entry.parentPath, entry.name));
	await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
	// Windows has no way to sync a folder
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	await handle.sync();
	await handle.close();
}

/** The bytes of a sealed folder's log and manifest, and its files, for a check of the folder as it lies there. */
export async function readPackage(folder: string): Promise<{
	readonly eventsText: Buffer;
	readonly manifestText: Buffer;
	readonly files: readonly FileEntry[];
}> {
	return {
		eventsText: await readFile(join(folder, 'events.jsonl')),
		manifestText: await readFile(join(folder, 'manifest.json')),
		files: await entriesOf(folder)
	};
}
