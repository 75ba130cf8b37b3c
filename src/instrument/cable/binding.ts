/**
 * A cable inside one process, for machines without pseudo-terminals: the object that `@serialport/stream` takes
 * as `binding`. Only its shape is used here, so that the instrument needs no serial package.
 *
 * @module
 */
import type { Plug } from './link.ts';

/** Paths of the cable begin with this. */
export const CABLE_PREFIX = 'virtual:';
/** Bytes the cable holds before it is full, as the buffer of a pseudo-terminal. */
const CABLE_BYTES = 4096;

/** An error the serial stream takes as a pulled cable, or as a closed port. */
interface PortError extends Error {
	disconnect?: boolean;
	canceled?: boolean;
}

function portError(message: string, reason: 'disconnect' | 'canceled'): PortError {
	return Object.assign(new Error(message), { [reason]: true });
}

/** Host end of the cable: what `@serialport/stream` calls a port. */
export interface InProcessPort {
	readonly isOpen: boolean;
	readonly openOptions: { readonly path: string; readonly baudRate: number };
	read(
		buffer: Buffer,
		offset: number,
		length: number
	): Promise<{ buffer: Buffer; bytesRead: number }>;
	write(bytes: Buffer): Promise<void>;
	update(options: { baudRate: number }): Promise<void>;
	set(options: object): Promise<void>;
	get(): Promise<{ cts: boolean; dsr: boolean; dcd: boolean }>;
	getBaudRate(): Promise<{ baudRate: number }>;
	flush(): Promise<void>;
	drain(): Promise<void>;
	close(): Promise<void>;
}

/** Both ends: `plug` for the instrument, `binding` for the host. */
export interface InProcessCable {
	readonly plug: Plug;
	readonly binding: {
		list(): Promise<{ path: string; manufacturer: string; serialNumber: string }[]>;
		open(options: { path: string; baudRate: number }): Promise<InProcessPort>;
	};
}

/** Bytes on their way to the host. */
class Pipe {
	#held = Buffer.alloc(0);
	#wake: (() => void) | null = null;
	#end: PortError | null = null;

	/** Takes what fits, gives back how many bytes. */
	push(bytes: Uint8Array): number {
		const taken = Math.min(bytes.length, CABLE_BYTES - this.#held.length);
		this.#held = Buffer.concat([this.#held, bytes.subarray(0, taken)]);
		if (taken > 0) this.#wake?.();
		return taken;
	}

	finish(error: PortError): void {
		this.#end = error;
		this.#wake?.();
	}

	flush(): void {
		this.#held = Buffer.alloc(0);
	}

	/** Waits for bytes; at least one. */
	async read(buffer: Buffer, offset: number, length: number): Promise<number> {
		while (this.#held.length === 0) {
			if (this.#end !== null) throw this.#end;
			await new Promise<void>((resolve) => (this.#wake = resolve));
		}
		const count = this.#held.copy(buffer, offset, 0, length);
		this.#held = this.#held.subarray(count);
		return count;
	}
}

/** What is plugged in now. */
interface Plugged {
	readonly path: string;
	readonly onBytes: (bytes: Uint8Array) => void;
	/** Bytes to the host that has the port open; null = closed. */
	pipe: Pipe | null;
}

class Port implements InProcessPort {
	readonly openOptions: { readonly path: string; readonly baudRate: number };
	readonly #pipe = new Pipe();
	readonly #plugged: Plugged;
	readonly #isPlugged: () => boolean;
	#isOpen = true;

	constructor(plugged: Plugged, baudRate: number, isPlugged: () => boolean) {
		this.openOptions = { path: plugged.path, baudRate };
		this.#plugged = plugged;
		this.#isPlugged = isPlugged;
		plugged.pipe = this.#pipe;
	}

	get isOpen(): boolean {
		return this.#isOpen;
	}

	async read(buffer: Buffer, offset: number, length: number) {
		return { buffer, bytesRead: await this.#pipe.read(buffer, offset, length) };
	}

	async write(bytes: Buffer): Promise<void> {
		if (!this.#isOpen || !this.#isPlugged()) throw portError('unplugged', 'disconnect');
		this.#plugged.onBytes(bytes);
	}

	async close(): Promise<void> {
		this.#isOpen = false;
		if (this.#plugged.pipe === this.#pipe) this.#plugged.pipe = null;
		this.#pipe.finish(portError('closed', 'canceled'));
	}

	async flush(): Promise<void> {
		this.#pipe.flush();
	}

	// a cable without wires for speed and handshake
	async update(): Promise<void> {}
	async set(): Promise<void> {}
	async drain(): Promise<void> {}

	async get() {
		return { cts: true, dsr: true, dcd: true };
	}

	async getBaudRate() {
		return { baudRate: this.openOptions.baudRate };
	}
}

/** Makes a cable; the paths are `virtual:1`, `virtual:2`, … one for each time it is plugged in. */
export function createInProcessCable(): InProcessCable {
	let times = 0;
	let plugged: Plugged | null = null;
	const plug: Plug = (onBytes) => {
		const own: Plugged = { path: `${CABLE_PREFIX}${++times}`, onBytes, pipe: null };
		plugged = own;
		return {
			path: own.path,
			write: (bytes) => own.pipe?.push(bytes) ?? 0,
			unplug: () => {
				own.pipe?.finish(portError('unplugged', 'disconnect'));
				own.pipe = null;
				plugged = null;
			}
		};
	};
	const list = async () =>
		plugged === null
			? []
			: [{ path: plugged.path, manufacturer: 'Jingwei', serialNumber: 'VIRTUAL-0001' }];
	const open = async ({ path, baudRate }: { path: string; baudRate: number }) => {
		const found = plugged;
		if (found?.path !== path) throw new Error(`no such port: ${path}`);
		return new Port(found, baudRate, () => plugged === found);
	};
	return { plug, binding: { list, open } };
}
