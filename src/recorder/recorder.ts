/**
 * The recorder: a desk for device and chart, and a socket where any number of clients come to it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { nodeDisk } from '#lib/disk/disk.ts';
import { chartToGoOn } from './chart/continue-chart.ts';
import { recoverCharts } from './chart/recover.ts';
import { removeSpillDrafts } from './chart/restore-spilled.ts';
import { createClock, type Clock } from './clock.ts';
import { Desk } from './desk.ts';
import { diskSpace, spillFolder, type DiskSpace, type SpillFolder } from './disk.ts';
import { healthOf } from './health.ts';
import type { PortBinding } from './port/connection.ts';
import { BlockRing } from './socket/block-ring.ts';
import { claim, type Instance } from './socket/instance.ts';
import { SocketServer } from './socket/socket-server.ts';

/** How a recorder is made. */
export interface RecorderOptions {
	/** The data folder, absolute. */
	readonly root: string;
	/** Folder on another disk for what the data folder refuses, absolute; null = none. */
	readonly spill?: string | null;
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
	readonly #binding: PortBinding | null;
	readonly #ring = new BlockRing();
	readonly #desk: Desk;
	readonly #server: SocketServer;
	#instance: Instance | null = null;
	#disk: DiskSpace | null = null;
	readonly #spillPath: string | null;
	#spill: SpillFolder | null = null;
	#isAsking = false;
	#timers: NodeJS.Timeout[] = [];
	#stopped: Promise<void> | null = null;

	constructor(options: RecorderOptions) {
		const { root, spill = null, lapse = 1, binding = null, ended = () => undefined } = options;
		this.#root = root;
		this.#spillPath = spill;
		this.#binding = binding;
		this.#clock = createClock(lapse);
		const { bootId } = this;
		const [clock, ring] = [this.#clock, this.#ring];
		this.#desk = new Desk({
			...{ root, spill, bootId, clock, binding, ring },
			tell: (notice) => {
				this.#server.broadcast(notice);
			},
			changed: () => {
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
	 * Claims the data folder, goes on with the chart of a recorder that was killed a moment ago, repairs what else was
	 * left open, listens.
	 *
	 * @throws {LabError} `recorder/already-running`
	 */
	async start(): Promise<void> {
		const instance = claim(this.#root);
		this.#instance = instance;
		const goesOn = await this.#goOn();
		const failed = (file: string, error: unknown) => {
			console.error(`recorder: cannot repair ${file}, it is tried again:`, error);
			this.#desk.unsealed.note();
		};
		const closed = await recoverCharts(this.#root, failed, nodeDisk, goesOn);
		for (const notice of closed) this.#desk.log.closed(notice);
		const spill = this.#spillPath;
		if (spill !== null)
			await removeSpillDrafts(nodeDisk, this.#root, spill).catch((error: unknown) => {
				console.error(`recorder: cannot look into the spill folder ${spill}:`, error);
			});
		await this.#lookForRoom();
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

	/** @returns the marker of the chart that goes on */
	async #goOn(): Promise<string | null> {
		const kept = await chartToGoOn({
			root: this.#root,
			clock: this.#clock,
			// a virtual instrument inside this process died with the one before
			isThere: ({ pathFile }) => this.#binding === null || pathFile === null,
			failed: (file, error) => {
				console.error(`recorder: cannot go on with ${file}, it is repaired:`, error);
			}
		});
		if (!kept) return null;
		try {
			this.#desk.goOn(kept);
			return kept.paths.open;
		} catch (error) {
			console.error(`recorder: cannot go on with ${kept.paths.name}, it is repaired:`, error);
			await Promise.allSettled([kept.files.bdf.close(), kept.files.lines.close()]);
			return null;
		}
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
		const [clock, ring, disk, spill] = [this.#clock, this.#ring, this.#disk, this.#spill];
		return healthOf({ bootId: this.bootId, clock, ring, device, run, disk, spill });
	}

	async #tellHealth(): Promise<void> {
		this.#askRoom();
		this.#server.broadcast(this.#health());
		await this.#desk.watchStorage();
	}

	/** One question at a time: a disk that hangs would take all threads that read from the serial port too. */
	#askRoom(): void {
		if (this.#isAsking) return;
		this.#isAsking = true;
		void this.#lookForRoom().finally(() => (this.#isAsking = false));
	}

	async #lookForRoom(): Promise<void> {
		this.#disk = await diskSpace(this.#root);
		if (this.#spillPath !== null) this.#spill = await spillFolder(this.#root, this.#spillPath);
	}
}
