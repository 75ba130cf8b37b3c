/**
 * One serial connection: a byte pipe that is opened once, used once and dropped.
 *
 * A port object is never reused: serialport keeps what was written while closed and sends it after the next
 * open, which would hand old commands to a fresh device.
 *
 * @module
 */
import { SerialPort } from 'serialport';

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
	/** Sends bytes; resolves when the system has taken them, rejects when the port is gone. */
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
	await new Promise<void>((resolve, reject) => {
		port.on('error', (error: Error) => {
			closed(error.message);
		});
		port.open((error) => {
			if (error) reject(error);
			else resolve();
		});
	});
	port.on('data', (chunk: Uint8Array) => {
		listener.data(chunk);
	});
	port.on('close', (error: Error | null | undefined) => {
		closed(error ? error.message : null);
	});
	return {
		write: (bytes) =>
			new Promise((resolve, reject) => {
				if (!port.isOpen) reject(new Error(`port ${path} is closed`));
				else
					port.write(Buffer.from(bytes), (error) => {
						if (error) reject(error);
						else resolve();
					});
			}),
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
