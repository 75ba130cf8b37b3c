/**
 * What files are written through where a power cut must not cost what was told: Node's file system, or in tests a disk
 * that forgets. Small on purpose: each call is one whose durability is known.
 *
 * @module
 */
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';

/** An open file. */
export interface DiskFile {
	read(
		into: Uint8Array,
		offset: number,
		length: number,
		position: number
	): Promise<{ readonly bytesRead: number }>;
	/** May take fewer bytes than it was given. */
	write(
		bytes: Uint8Array,
		offset: number,
		length: number,
		position: number
	): Promise<{ readonly bytesWritten: number }>;
	truncate(bytes: number): Promise<void>;
	stat(): Promise<{ readonly size: number }>;
	/** What was written before is on the disk, and the size. Not the file's name: that is its folder's. */
	sync(): Promise<void>;
	/** The same without times. */
	datasync(): Promise<void>;
	close(): Promise<void>;
}

/** One thing in a folder. */
export interface DiskEntry {
	readonly name: string;
	readonly isFolder: boolean;
}

/** A file system. Paths are absolute; refusals are errors with the system's `code`. */
export interface Disk {
	open(path: string, flags: 'r' | 'r+' | 'w' | 'w+' | 'wx+', mode?: number): Promise<DiskFile>;
	/** Makes a folder and those above it. */
	mkdir(path: string): Promise<void>;
	/** Puts a file or folder in another place, in one step; a file there is replaced. */
	rename(from: string, to: string): Promise<void>;
	/** Takes a file, or a folder with all in it, away; none is no error. */
	remove(path: string): Promise<void>;
	list(folder: string): Promise<readonly DiskEntry[]>;
	chmod(path: string, mode: number): Promise<void>;
	/** Names in a folder are on the disk: new ones, changed ones and those that went. */
	syncFolder(path: string): Promise<void>;
}

/** The computer's own. */
export const nodeDisk: Disk = {
	open,
	async mkdir(path) {
		await mkdir(path, { recursive: true });
	},
	rename,
	remove: (path) => rm(path, { recursive: true, force: true }),
	async list(folder) {
		const found = await readdir(folder, { withFileTypes: true });
		return found.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
	},
	chmod,
	async syncFolder(path) {
		// Windows cannot and need not
		if (process.platform === 'win32') return;
		const handle = await open(path, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	}
};
