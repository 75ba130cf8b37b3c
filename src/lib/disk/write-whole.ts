/**
 * Bytes and names put on a disk so that a reader, or a power cut, finds the old or the new and nothing between.
 *
 * @module
 */
import { dirname } from 'node:path';
import { nodeDisk, type Disk, type DiskFile } from './disk.ts';

/** Endings of files that are being written; one that is found later was left by a crash. */
export const DRAFT = '.new';

/** Writes all bytes at a position; the system may take fewer at once. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
	let done = 0;
	while (done < bytes.length) {
		const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
		done += bytesWritten;
	}
}

/** Reads so many bytes at a position; what the file does not hold stays zero. */
export async function readAt(
	file: Pick<DiskFile, 'read'>,
	position: number,
	count: number
): Promise<Uint8Array> {
	const bytes = new Uint8Array(count);
	let done = 0;
	while (done < count) {
		const { bytesRead } = await file.read(bytes, done, count - done, position + done);
		if (bytesRead === 0) break;
		done += bytesRead;
	}
	return bytes;
}

/** Reads a whole file. */
export async function readWhole(disk: Disk, path: string): Promise<Uint8Array> {
	const file = await disk.open(path, 'r');
	try {
		return await readAt(file, 0, (await file.stat()).size);
	} finally {
		await file.close();
	}
}

/**
 * Writes a file so that a reader, or a crash, sees the old or the new content and nothing between. Which of the two a
 * power cut leaves is open until the folder is synced.
 */
export async function writeAtomically(
	path: string,
	content: string,
	disk = nodeDisk
): Promise<void> {
	const draft = `${path}.${process.pid}${DRAFT}`;
	const file = await disk.open(draft, 'w', 0o600);
	try {
		await writeAll(file, Buffer.from(content), 0);
		await file.sync();
	} finally {
		await file.close();
	}
	await disk.rename(draft, path);
}

/**
 * Puts all names from a folder down to a path on the disk: a file is lost when the folder above its folder forgets.
 *
 * @param root is there for certain; @param path in it, at any depth
 */
export async function syncNames(disk: Disk, root: string, path: string): Promise<void> {
	for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder)) {
		await disk.syncFolder(folder);
		if (folder === dirname(folder)) return;
	}
}
