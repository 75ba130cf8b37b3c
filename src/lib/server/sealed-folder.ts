/**
 * Folders of sealed records: files written, on disk, and no longer writable by mistake; whole or not there.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { OUTSIDE_MANIFEST, type FileEntry } from '#lib/core/audit/manifest.ts';
import { isLabError } from '#lib/core/errors.ts';
import { nodeDisk, type Disk } from '#lib/disk/disk.ts';
import { syncNames, writeAll } from '#lib/disk/write-whole.ts';
import { readAtRest, streamAtRest } from './keys/read-rest.ts';

/**
 * Every file of a folder but the two lists, with size and hash of its clear bytes; large files are hashed as they are
 * read.
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

/** Size and SHA-256 of the clear bytes of a file; of the bytes as they lie there when they were changed. */
export async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
	try {
		return await digestOf(streamAtRest(path));
	} catch (error) {
		if (!isChanged(error)) throw error;
		return digestOf(createReadStream(path));
	}
}

async function digestOf(
	parts: AsyncIterable<Uint8Array>
): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const part of parts) {
		bytes += part.length;
		hash.update(part);
	}
	return { bytes, sha256: hash.digest('hex') };
}

/** The clear bytes of a file; those that lie there when they were changed, so that the check names the file. */
export async function readForCheck(path: string): Promise<Buffer> {
	try {
		return await readAtRest(path);
	} catch (error) {
		if (!isChanged(error)) throw error;
		return readFile(path);
	}
}

/** Whether an encrypted file is not what it was; a key nobody has is a changed header. */
function isChanged(error: unknown): boolean {
	return isLabError(error) && (error.code === 'keys/changed' || error.code === 'keys/unknown');
}

/** Writes a text, synced and read-only. */
export async function writeSynced(
	path: string,
	text: string,
	disk: Disk = nodeDisk
): Promise<void> {
	await disk.mkdir(dirname(path));
	const file = await disk.open(path, 'w');
	await writeAll(file, Buffer.from(text), 0);
	await file.close();
	await finish(path, disk);
}

/** On disk, and no longer writable by mistake. */
export async function finish(path: string, disk: Disk = nodeDisk): Promise<void> {
	const file = await disk.open(path, 'r+');
	try {
		await file.sync();
	} finally {
		await file.close();
	}
	await disk.chmod(path, 0o444);
}

/**
 * Puts a finished folder in its final place, in one step that is on disk when this returns. What was there before goes
 * in one step too: a power cut leaves the old folder, the new one or none, never a part of one.
 *
 * @param root the data folder: all names from it down to the folder are put on disk
 */
export async function putInPlace(
	root: string,
	{ part, folder }: { readonly part: string; readonly folder: string },
	disk: Disk = nodeDisk
): Promise<void> {
	await syncFolders(disk, part);
	const before = join(dirname(folder), `.${basename(folder)}.before`);
	const isReplaced = (await disk.list(dirname(folder))).some(
		({ name }) => name === basename(folder)
	);
	await disk.remove(before);
	if (isReplaced) await disk.rename(folder, before);
	await disk.rename(part, folder);
	await syncNames(disk, root, folder);
	await disk.remove(before);
}

async function syncFolders(disk: Disk, folder: string): Promise<void> {
	for (const { name, isFolder } of await disk.list(folder))
		if (isFolder) await syncFolders(disk, join(folder, name));
	await disk.syncFolder(folder);
}

/** The bytes of a sealed folder's log and manifest, and its files, for a check of the folder as it lies there. */
export async function readPackage(folder: string): Promise<{
	readonly eventsText: Buffer;
	readonly manifestText: Buffer;
	readonly files: readonly FileEntry[];
}> {
	return {
		eventsText: await readForCheck(join(folder, 'events.jsonl')),
		manifestText: await readForCheck(join(folder, 'manifest.json')),
		files: await entriesOf(folder)
	};
}
