/**
 * Which files of the data folder go into a backup.
 *
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

/** A file that goes into a backup. */
export interface DataFile {
	/** Below the folder, forward slashes. */
	readonly path: string;
	/** On disk. */
	readonly from: string;
}

/**
 * Files at the top of the data folder that hold keys of the laboratory: a backup that falls into wrong hands with
 * its identity must still not open sealed cells and files, nor sign.
 */
const KEY_FILES: ReadonlySet<string> = new Set([
	...['key-encryption-key', 'log-key', 'export-key', 'backup-identity']
]);

/** The database has an entry of its own; what was not finished, or is made anew, is not worth keeping. */
const LEFT_OUT =
	/^jingwei\.sqlite(-wal|-shm|-journal)?$|^\.backup-|^compiled\/|\.journal-[01]$|(^|\/)[^/]*\.part(\/|$)/;

/**
 * Every file to keep, sorted by path. Sockets, pipes and links are no files of ours.
 *
 * @param folder absolute path
 * @param keyFiles further files that hold keys, wherever they lie
 */
export async function dataFiles(
	folder: string,
	keyFiles: readonly string[] = []
): Promise<DataFile[]> {
	const keys = new Set(keyFiles.map((path) => resolve(path)));
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	return found
		.filter((one) => one.isFile())
		.map((one) => {
			const from = join(one.parentPath, one.name);
			return { from, path: relative(folder, from).replaceAll('\\', '/') };
		})
		.filter(
			({ path, from }) => !KEY_FILES.has(path) && !LEFT_OUT.test(path) && !keys.has(resolve(from))
		)
		.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
