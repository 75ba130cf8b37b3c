/**
 * One serial connection: a byte pipe that is opened once, used once and dropped.
 *
 * A port object is never reused: serialport keeps what was written while closed and sends it after the next
 * open, which would hand old commands to a fresh device.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { LabError } from '#lib/core/errors.ts';

/** A command is some bytes; a port that does not take them in this time [ms] is blocked. As long as a reply is waited for. */
const LONGEST_WRITE_MS = 3000;

/** Where ports come from: the shape of serialport's bindings, as far as the recorder asks for it. */
export interface PortBinding {
	list(): Promise<
		readonly {
			readonly path: string;
			readonly manufacturer?: string | undefined;
			readonly serialNumber?: string | undefined;
			readonly vendorId?: string | undefined;
			readonly productId?: string | undefined;
		}[]
	>;
	open(options: { path: string; baudRate: number }): Promise<unknown>;
}

/** How to open. */
export interface PortOptions {
	readonly path: string;
	/** [baud] */
	readonly baudRate: number;
	/** Instead of the operating system's ports, e.g. an instrument inside this process; null = the system's. */
	readonly binding: PortBinding | null;
}

/** An open port. */
export interface Connection {
	/**
	 * Sends bytes; resolves when the system has taken them, rejects when the port is gone, or with `device/no-reply` when
	 * it takes nothing for 3 s: flow control that stays stalled would be waited for without end.
	 */
	readonly write: (bytes: Uint8Array) => Promise<void>;
	/** Closes; the listener of `closed` is told null. */
	close(): Promise<void>;
}

/** What an open port tells. */
export interface ConnectionListener {
	data(chunk: Uint8Array): void;
	/** Once. The reason when the device went away, null after `close()`. */
	closed(reason: string | null): void;
}

/**
 * Opens a port.
 *
 * @throws {Error} of serialport when there is no such port or another program holds it
 */
export async function openConnection(
	options: PortOptions,
	listener: ConnectionListener
): Promise<Connection> {
	const { path, baudRate, binding } = options;
	const choice = { path, baudRate, autoOpen: false, ...(binding && { binding }) };
	const port = new SerialPort(choice);
	let told = false;
	const closed = (reason: string | null): void => {
		if (told) return;
		told = true;
		listener.closed(reason);
	};
	port.on('error', (error: Error) => {
		closed(error.message);
	});
	await openedFree(port);
	port.on('data', (chunk: Uint8Array) => {
		listener.data(chunk);
	});
	port.on('close', (error: Error | null | undefined) => {
		closed(error ? error.message : null);
	});
	return {
		write: (bytes) => writeTo(port, bytes),
		close: () =>
			new Promise((resolve) => {
				if (!port.isOpen) resolve();
				else
					port.close(() => {
						resolve();
					});
			})
	};
}

/** Who looks at a new port, or has just closed this one, may hold it so long [ms]. */
const LONGEST_HELD_MS = 1000;
const HELD_MS = 50;

/** Opens; a port that somebody holds for a moment is asked for again. */
async function openedFree(port: SerialPort): Promise<void> {
	const since = performance.now();
	for (;;) {
		const error = await new Promise<Error | null>((resolve) => {
			port.open(resolve);
		});
		if (error === null) return;
		const isHeld = error.message.includes('Cannot lock port');
		if (!isHeld || performance.now() - since > LONGEST_HELD_MS) throw error;
		await sleep(HELD_MS);
	}
}

function writeTo(port: SerialPort, bytes: Uint8Array): Promise<void> {
	return new Promise((resolve, reject) => {
		if (!port.isOpen) {
			reject(new Error(`port ${port.path} is closed`));
			return;
		}
		const late = setTimeout(() => {
			const expected = `expected ${port.path} to take ${bytes.length} bytes in ${LONGEST_WRITE_MS} ms`;
			reject(new LabError('device/no-reply', `${expected}, it did not`));
		}, LONGEST_WRITE_MS);
		port.write(Buffer.from(bytes), (error) => {
			clearTimeout(late);
			if (error) reject(error);
			else resolve();
		});
	});
}
