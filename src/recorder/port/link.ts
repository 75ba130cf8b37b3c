/**
 * Keeps one instrument connected: opens it, watches it, finds it again.
 *
 * ```
 * opening ─► streaming ◄─► stalled ──(2 s)──► lost ─► opening …
 *                └── unplugged ──────────────►┘
 * ```
 *
 * The link hands out bytes and says when a new connection begins; it knows nothing of frames or files.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { DeviceIdentity } from '#lib/devices/types.ts';
import { openConnection, type Connection } from './connection.ts';
import { FirstFrame } from './first-frame.ts';
import { Conversation, sendAll } from './handshake.ts';
import type { LinkListener, LinkOptions, LinkState } from './link-parts.ts';
import { findPort, isPlugged } from './ports.ts';

/** A lost instrument is looked for this often [ms]. */
const POLL_MS = 300;
/** A stalled instrument is closed and opened again after this long [ms]. */
const STALL_REOPEN_MS = 2000;
/** After the handshake the first sample must come within this time [ms]; boards that reset need 2 s. */
const FIRST_SAMPLE_MS = 5000;
/** A known instrument that comes back answers soon, or it is asked again [ms]. */
const LONGEST_REPLY_MS = 1200;
const SILENT = 'silent for too long';
const WATCH_MS = 50;

/** One instrument's connection over any number of unplugs. */
export class DeviceLink {
	readonly #options: LinkOptions;
	readonly #listener: LinkListener;
	readonly #stopping = new AbortController();
	#state: LinkState = 'closed';
	#connection: Connection | null = null;
	#lastSampleMs = 0;
	#lostReason: string | null = null;
	#fault: LabError | null = null;
	#samplesSeen = false;
	#attempt = 0;
	#running: Promise<void> = Promise.resolve();
	/** The wait for the first valid frame of `open`. */
	readonly firstFrame: FirstFrame;
	path = '';
	identity: DeviceIdentity | null = null;

	constructor(options: LinkOptions, listener: LinkListener) {
		this.#options = options;
		this.#listener = listener;
		this.firstFrame = new FirstFrame(() => listener.noFramesYet());
		this.identity = options.known ?? null;
	}

	/**
	 * Connects for the first time and keeps the connection from then on.
	 *
	 * @throws {LabError} `device/…` when the instrument cannot be opened, does not answer or sends no sample
	 */
	async open(): Promise<void> {
		this.#say('opening', this.#options.setup.port);
		this.firstFrame.begin();
		try {
			await this.#connect();
		} catch (error) {
			await this.#drop();
			this.#say('closed', reasonOf(error));
			throw error instanceof LabError
				? error
				: new LabError('device/not-opened', reasonOf(error), { cause: error });
		} finally {
			this.firstFrame.end();
		}
		this.#running = this.#keep();
	}

	/** Connects as soon as the instrument is there, and keeps the connection from then on. */
	find(): void {
		this.#say('opening', this.#options.setup.port);
		this.#running = this.#comeBack().then(() => this.#keep());
	}

	/** Ends the conversation politely and closes the port. */
	async close(): Promise<void> {
		const wasAlive = this.#state === 'streaming';
		this.#stopping.abort();
		await this.#running;
		const { driver, driverOptions } = this.#options;
		if (this.#connection && wasAlive)
			await sendAll(driver.stop(driverOptions), this.#connection.write).catch((error: unknown) => {
				this.#say(this.#state, `stop refused: ${reasonOf(error)}`);
			});
		await this.#drop();
		this.#say('closed', '');
	}

	/** Watches the running connection; after a loss, connects again and again. */
	async #keep(): Promise<void> {
		while (!this.#isStopping()) {
			const reason = await this.#watch();
			if (this.#isStopping()) return;
			await this.#drop();
			this.#listener.interrupted(reason === SILENT ? 'stall' : 'disconnect', true);
			this.#say('lost', reason);
			await this.#comeBack();
		}
	}

	/** Tries until it is connected. */
	async #comeBack(): Promise<void> {
		const { signal } = this.#stopping;
		while (!this.#isStopping() && !(await this.#tryAgain()))
			await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
	}

	#isStopping(): boolean {
		return this.#stopping.signal.aborted;
	}

	async #tryAgain(): Promise<boolean> {
		try {
			await this.#connect();
			return true;
		} catch (error) {
			await this.#drop();
			this.#say('lost', reasonOf(error));
			return false;
		}
	}

	/** One attempt, from finding the path to the first sample. */
	async #connect(): Promise<void> {
		const { setup, driver, driverOptions, binding } = this.#options;
		const path = await findPort(setup, binding);
		if (path === null) throw new LabError('device/absent', `expected ${setup.port}, found nothing`);
		this.path = path;
		this.#lostReason = null;
		this.#fault = null;
		this.#samplesSeen = false;
		const attempt = ++this.#attempt;
		const stage = { isData: false };
		const talk: Conversation = new Conversation((bytes) => connection.write(bytes));
		const connection = await openConnection(
			{ path, baudRate: setup.baudRate, binding },
			{
				data: (chunk) => {
					this.firstFrame.heard(chunk.length);
					if (!stage.isData) talk.heard(chunk);
					else if (this.#attempt === attempt) this.#take(chunk);
				},
				closed: (reason) => {
					talk.ended(reason ?? 'closed');
					if (this.#attempt === attempt) this.#lostReason = reason ?? 'closed';
				}
			}
		);
		this.#connection = connection;
		const { replies, rest } = await talk.run(
			driver.start(driverOptions),
			this.identity ? LONGEST_REPLY_MS : Infinity
		);
		this.#identifyAs(driver.identify(replies));
		this.#listener.connected(this.identity);
		stage.isData = true;
		if (rest.length > 0) this.#take(rest);
		await this.#firstSample();
	}

	/** The instrument that came back must be the one that went. */
	#identifyAs(identity: DeviceIdentity | null): void {
		const known = this.identity;
		if (known && identity && known.model !== identity.model)
			throw new LabError('device/another', `expected ${known.model}, got ${identity.model}`);
		this.identity = identity ?? known;
	}

	async #firstSample(): Promise<void> {
		const deadline = performance.now() + FIRST_SAMPLE_MS;
		while (!this.#samplesSeen) {
			if (this.#fault) throw this.#fault;
			if (this.#lostReason !== null) throw new LabError('device/lost', this.#lostReason);
			if (this.#stopping.signal.aborted) throw new LabError('device/lost', 'closed by the user');
			if (performance.now() > deadline)
				throw new LabError('device/no-samples', `expected samples within ${FIRST_SAMPLE_MS} ms`);
			await sleep(5);
		}
	}

	#take(chunk: Uint8Array): void {
		try {
			if (this.#listener.bytes(chunk) === 0) return;
		} catch (error) {
			// a stream that is not what the setup says is as good as none
			this.#fault = isLabError(error) ? error : null;
			this.#lostReason = reasonOf(error);
			return;
		}
		this.#lastSampleMs = performance.now();
		this.#samplesSeen = true;
		this.firstFrame.end();
		if (this.#state !== 'streaming') this.#say('streaming', this.path);
	}

	/** Returns the reason when the connection is over. */
	async #watch(): Promise<string> {
		const { signal } = this.#stopping;
		let previousMs = performance.now();
		while (!signal.aborted && this.#lostReason === null) {
			await sleep(WATCH_MS, undefined, { signal }).catch(() => undefined);
			const nowMs = performance.now();
			// a blocked or suspended process saw no data because it did not look: give it one more round
			const looked = nowMs - previousMs < 4 * WATCH_MS;
			previousMs = nowMs;
			const silentMs = nowMs - this.#lastSampleMs;
			if (!looked || silentMs <= this.#options.stallMs) continue;
			if (this.#state === 'streaming') {
				this.#listener.interrupted('stall', false);
				this.#say('stalled', `no sample for ${Math.round(silentMs)} ms`);
			}
			if (silentMs > this.#options.stallMs + STALL_REOPEN_MS) return SILENT;
			if (!(await isPlugged(this.path, this.#options.binding))) return 'the port is gone';
		}
		return this.#lostReason ?? 'closed';
	}

	async #drop(): Promise<void> {
		const connection = this.#connection;
		this.#connection = null;
		await connection?.close();
	}

	#say(state: LinkState, detail: string): void {
		this.#state = state;
		this.#listener.state(state, detail);
	}
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
