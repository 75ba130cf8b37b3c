/**
 * One instrument per data folder: the lock, the socket's place and the note that says where the port is.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LabError } from '#lib/core/errors.ts';
import type { InstrumentPlace } from '#lib/core/virtual/instrument-commands.ts';

/** Longest path a unix socket may have [bytes]; the limit is 104 on macOS, 108 on Linux. */
const LONGEST_SOCKET_PATH = 100;
/** Serial number by which the recorder finds the instrument again. */
export const SERIAL_NUMBER = 'VIRTUAL-0001';

/** The right to be the instrument of a data folder. */
export interface Place {
	readonly socket: string;
	/** Tells others the path of the port; null = unplugged, the note is taken away. */
	publish(path: string | null): void;
	release(): void;
}

/**
 * Claims a data folder. The operating system frees the SQLite lock when the process dies in any way.
 *
 * @throws {LabError} `instrument/already-running` when another instrument holds the folder
 */
export function claim(folder: string): Place {
	mkdirSync(folder, { recursive: true });
	const lock = new DatabaseSync(join(folder, 'instrument.lock'));
	try {
		lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
	} catch (cause) {
		lock.close();
		throw new LabError('instrument/already-running', `expected ${folder} to be free`, { cause });
	}
	const socket = socketPath(folder);
	const note = join(folder, 'instrument.json');
	const withdraw = (): void => {
		rmSync(note, { force: true });
	};
	withdraw();
	// whoever left it is dead: the lock was free
	if (process.platform !== 'win32') rmSync(socket, { force: true });
	return {
		socket,
		publish(path) {
			// a path that is free again may be given to somebody's terminal: nobody shall open it
			if (path === null) return withdraw();
			const content: InstrumentPlace = {
				pid: process.pid,
				path,
				socket,
				serialNumber: SERIAL_NUMBER
			};
			const draft = `${note}.${process.pid}.new`;
			writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
			renameSync(draft, note);
		},
		release() {
			withdraw();
			lock.close();
		}
	};
}

function socketPath(folder: string): string {
	const mark = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	if (process.platform === 'win32') return `\\\\.\\pipe\\jingwei-instrument-${mark}`;
	const near = join(folder, 'instrument.sock');
	if (Buffer.byteLength(near) <= LONGEST_SOCKET_PATH) return near;
	const own = join(tmpdir(), `jingwei-instrument-${userInfo().uid}`);
	mkdirSync(own, { recursive: true, mode: 0o700 });
	return join(own, `${mark}.sock`);
}
