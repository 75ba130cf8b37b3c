/**
 * A cable made of a pseudo-terminal: the host opens it like any serial port.
 *
 * @module
 */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { LabError } from '#lib/core/errors.ts';
import type { Plug } from './link.ts';

/** The part of the native module used; its JavaScript wrapper would read the host's end of the line. */
interface NativePty {
	open(columns: number, rows: number): { master: number; slave: number; pty: string };
}

function loadNative(): NativePty {
	const require = createRequire(import.meta.url);
	const { requireBinary } = require('@lydell/node-pty/requireBinary.js') as {
		requireBinary: (file: string) => NativePty;
	};
	return requireBinary('pty.node');
}

/** Whether this machine has pseudo-terminals that we can open. */
export function hasPty(): boolean {
	if (process.platform === 'win32') return false;
	try {
		loadNative();
		return true;
	} catch (error) {
		if (error instanceof Error) return false;
		throw error;
	}
}

/**
 * Plugs in a pseudo-terminal.
 *
 * @throws {LabError} `instrument/no-pty` when the machine gives none
 */
export const plugPty: Plug = (onBytes) => {
	let pair: ReturnType<NativePty['open']>;
	try {
		pair = loadNative().open(80, 24);
	} catch (cause) {
		throw new LabError('instrument/no-pty', 'expected a pseudo-terminal, got none', { cause });
	}
	// raw and without echo before the host opens it, or our own bytes would come back to us
	const hold = new ReadStream(pair.slave);
	hold.setRawMode(true);
	const reader = new ReadStream(pair.master);
	let isPlugged = true;
	reader.on('data', (bytes) => {
		onBytes(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
	});
	// the host closing its end is reported as an error on the master; the hold keeps the line open
	reader.on('error', () => {
		isPlugged = false;
	});
	return {
		path: pair.pty,
		write: (bytes) => (isPlugged && bytes.length > 0 ? tryWrite(pair.master, bytes) : 0),
		unplug() {
			isPlugged = false;
			reader.destroy();
			hold.destroy();
		}
	};
};

/** Writes without waiting: a stream would fall back to blocking writes on a pseudo-terminal. */
function tryWrite(file: number, bytes: Uint8Array): number {
	try {
		return writeSync(file, bytes);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
		throw error;
	}
}
