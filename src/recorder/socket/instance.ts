/**
 * One recorder per data folder: the lock, the socket's place and the note that says where to find it.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LabError } from '#lib/core/errors.ts';
import { DRAFT, writeAll, writeAtomically } from '#lib/disk/write-whole.ts';

/** Longest path a unix socket may have [bytes]; the limit is 104 on macOS, 108 on Linux. */
const LONGEST_SOCKET_PATH = 100;
/** The note in the data folder. */
export const RECORDER_NOTE = 'recorder.json';

/** Notes are all of one length [bytes], so that each fits into the place of another. */
const NOTE_BYTES = 512;

/** What `recorder.json` holds. */
export interface InstanceNote {
	readonly pid: number;
	readonly bootId: string;
	readonly socket: string;
	readonly startedUtc: string;
}

/** The right to be the recorder of a data folder. */
export interface Instance {
	readonly socket: string;
	/** Tells others where the recorder is. */
	publish(note: InstanceNote): Promise<void>;
	/** Takes the note and the socket away and frees the lock. */
	release(): Promise<void>;
}

/**
 * Claims a data folder. The lock is a SQLite lock because the operating system frees it when the process
 * dies in any way; a process number in a file would outlive it and may be given to another program.
 *
 * @throws {LabError} `recorder/already-running` when another recorder holds the folder
 */
export function claim(root: string): Instance {
	mkdirSync(root, { recursive: true });
	const lock = new DatabaseSync(join(root, 'recorder.lock'));
	try {
		lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
	} catch (cause) {
		lock.close();
		throw new LabError('recorder/already-running', `expected ${root} to be free`, { cause });
	}
	const socket = socketPath(root);
	// whoever left these is dead: the lock was free
	if (process.platform !== 'win32') rmSync(socket, { force: true });
	const note = join(root, RECORDER_NOTE);
	return {
		socket,
		publish: (content) => writeNote(note, content),
		async release() {
			await rm(note, { force: true });
			if (process.platform !== 'win32') await rm(socket, { force: true });
			lock.close();
		}
	};
}

/** Writes the note; on a full disk, which takes no new file, over that of the recorder that died here. */
async function writeNote(path: string, content: InstanceNote): Promise<void> {
	const text = `${JSON.stringify(content).padEnd(NOTE_BYTES)}\n`;
	try {
		await writeAtomically(path, text);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
		await rm(`${path}.${process.pid}${DRAFT}`, { force: true });
		const file = await open(path, 'r+');
		try {
			await writeAll(file, Buffer.from(text), 0);
		} finally {
			await file.close();
		}
	}
}

/** Where the socket of a data folder is; makes the private folder it may need. */
function socketPath(root: string): string {
	const mark = createHash('sha256').update(root).digest('hex').slice(0, 16);
	if (process.platform === 'win32') return `\\\\.\\pipe\\jingwei-${mark}`;
	const near = join(root, 'recorder.sock');
	if (Buffer.byteLength(near) <= LONGEST_SOCKET_PATH) return near;
	const folder = join(tmpdir(), `jingwei-${userInfo().uid}-${mark}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const found = lstatSync(folder);
	if (!found.isDirectory() || found.uid !== userInfo().uid)
		throw new LabError('recorder/socket-folder', `expected ${folder} to be this user's folder`);
	chmodSync(folder, 0o700);
	return join(folder, 'recorder.sock');
}
