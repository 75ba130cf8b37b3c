/**
 * The recorder: a desk for device and chart, and a socket where any number of clients come to it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { recoverCharts } from './chart/recover.ts';
import { createClock, type Clock } from './clock.ts';
import { Desk } from './desk.ts';
import { freeBytes, healthOf } from './health.ts';
import type { PortBinding } from './port/connection.ts';
import { BlockRing } from './socket/block-ring.ts';
import { claim, type Instance } from './socket/instance.ts';
import { SocketServer } from './socket/socket-server.ts';

/** How a recorder is made. */
export interface RecorderOptions {
	/** The data folder, absolute. */
	readonly root: string;
	/** Recorded seconds per real second. */
	readonly lapse?: number;
	/** Ports instead of the operating system's. */
	readonly binding?: PortBinding | null;
	/** Called when a client has asked for the end and everything is closed. */
	readonly ended?: () => void;
}

const HEALTH_MS = 500;
/** Samples wait this long for others to go with them [ms]; a part of the delay from the sensor to the screen. */
const BLOCK_MS = 10;

/** One recorder. */
export class Recorder {
	readonly bootId = randomUUID();
	readonly #root: string;
	readonly #clock: Clock;
	readonly #ring = new BlockRing();
	readonly #desk: Desk;
	readonly #server: SocketServer;
	#instance: Instance | null = null;
	#diskFreeBytes = 0;
	#timers: NodeJS.Timeout[] = [];
	#stopped: Promise<void> | null = null;

	constructor({ root, lapse = 1, binding = null, ended = () => undefined }: RecorderOptions) {
		this.#root = root;
		this.#clock = createClock(lapse);
		const { bootId } = this;
		const [clock, ring] = [this.#clock, this.#ring];
		this.#desk = new Desk({
			...{ root, bootId, clock, binding, ring },
			tell: (notice) => {
				this.#server.broadcast(notice);
			},
			written: () => {
				this.#server.broadcast(this.#health());
			},
			shutDown: () => {
				// the reply goes out first
				setImmediate(() => void this.stop().then(ended));
			}
		});
		this.#server = new SocketServer({
			ring,
			greet: () => this.#greet(),
			handle: (command) => this.#desk.handle(command)
		});
	}

	/**
	 * Claims the data folder, repairs what was left open, listens.
	 *
	 * @throws {LabError} `recorder/already-running`
	 */
	async start(): Promise<void> {
		const instance = claim(this.#root);
		this.#instance = instance;
		const closed = await recoverCharts(this.#root, (file, error) => {
			console.error(`recorder: cannot repair ${file}:`, error);
		});
		for (const notice of closed) this.#desk.log.closed(notice);
		this.#diskFreeBytes = await freeBytes(this.#root);
		await this.#server.listen(instance.socket);
		const { socket } = instance;
		const startedUtc = new Date().toISOString();
		await instance.publish({ pid: process.pid, bootId: this.bootId, socket, startedUtc });
		this.#timers = [
			setInterval(() => void this.#tellHealth(), HEALTH_MS),
			setInterval(() => {
				this.#desk.device?.blocks.flush();
				this.#server.blocksAdded();
			}, BLOCK_MS)
		];
	}

	/** Closes chart, device and socket. A second call waits for the first. */
	stop(): Promise<void> {
		this.#stopped ??= this.#stop();
		return this.#stopped;
	}

	async #stop(): Promise<void> {
		await this.#desk.end();
		for (const timer of this.#timers) clearInterval(timer);
		this.#server.blocksAdded();
		if (!this.#instance) return;
		await this.#server.close();
		await this.#instance.release();
	}

	#greet(): unknown[] {
		const { bootId } = this;
		const hello = { type: 'hello', bootId, version: 1, pid: process.pid, root: this.#root };
		return [hello, this.#health(), ...this.#desk.log.unacknowledged];
	}

	#health() {
		const { device, run } = this.#desk;
		const [clock, ring, diskFreeBytes] = [this.#clock, this.#ring, this.#diskFreeBytes];
		return healthOf({ bootId: this.bootId, clock, ring, device, run, diskFreeBytes });
	}

	async #tellHealth(): Promise<void> {
		this.#diskFreeBytes = await freeBytes(this.#root);
		this.#server.broadcast(this.#health());
		await this.#desk.watchStorage();
	}
}
