/**
 * The recorder as the web process and the command line see it: typed commands, health, notices and blocks.
 * The connection is kept: after a break it is made again and blocks go on where they stopped.
 *
 * @module
 */
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLabError, LabError, type ErrorCode } from '#lib/core/errors.ts';
import { encodeJson, PACKET_BLOCK, PacketReader, readJson } from '#lib/core/recording/packet.ts';
import {
	recorderMessage,
	type RecorderCommand,
	type RecorderHealth,
	type RecorderMessage,
	type RecorderNotice
} from '#lib/core/recording/recorder-messages.ts';
import { recorderResults, type RecorderResults } from '#lib/core/recording/recorder-results.ts';

type Hello = Extract<RecorderMessage, { type: 'hello' }>;
type Name = RecorderCommand['command'];
type Arguments<N extends Name> = Omit<
	Extract<RecorderCommand, { command: N }>,
	'request' | 'command'
>;
/** What a command gives back. */
export type ResultOf<N extends Name> = N extends keyof RecorderResults
	? RecorderResults[N]
	: undefined;

/** Who wants to know. Every part may be left out. */
export interface RecorderListener {
	connected?(hello: Hello): void;
	/** The connection broke; another attempt follows until `close()`. */
	disconnected?(reason: string): void;
	health?(health: RecorderHealth): void;
	notice?(notice: RecorderNotice): void;
	/** A block in its encoded form (`decodeBlock` reads it) and its number. */
	block?(body: Uint8Array, sequence: number): void;
}

interface Waiting {
	readonly name: Name;
	resolve(result: unknown): void;
	reject(error: Error): void;
	readonly timer: NodeJS.Timeout;
}

/** A command that opens a device or closes a file may take its time [ms]. */
const SLOW_MS = 15_000;
const QUICK_MS = 5000;
const SLOW: readonly Name[] = ['open', 'close', 'start-chart', 'stop-chart', 'shut-down'];
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2000;

/** A client that keeps itself connected. */
export class RecorderClient {
	readonly #locate: () => Promise<string | null>;
	readonly #listeners = new Set<RecorderListener>();
	readonly #waiting = new Map<number, Waiting>();
	#socket: Socket | null = null;
	#request = 0;
	#closed = false;
	/** Number of the next block wanted; null = none wanted. */
	#wanted: number | null = null;
	#hello: Hello | null = null;
	#health: RecorderHealth | null = null;
	#lastBootId: string | null = null;

	/** @param locate gives the socket's path before each attempt; null = there is no recorder now */
	constructor(locate: () => Promise<string | null>) {
		this.#locate = locate;
	}

	/** Greeting of the connected recorder; null while there is none. */
	get hello(): Hello | null {
		return this.#hello;
	}

	/** Last health heard on this connection; null while there is none. */
	get health(): RecorderHealth | null {
		return this.#health;
	}

	/** Adds a listener; call what comes back to take it away. */
	listen(listener: RecorderListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Connects once, if it is not connected; from then on the client reconnects by itself.
	 *
	 * @throws {LabError} `recorder/unreachable` when nobody answers
	 */
	async connect(): Promise<void> {
		if (this.#hello) return;
		const path = await this.#locate();
		if (path === null) throw new LabError('recorder/unreachable', 'expected a recorder, got none');
		await this.#open(path);
	}

	/**
	 * Gives a command.
	 *
	 * @throws {LabError} the recorder's refusal; `recorder/unreachable` when it is not connected or goes away;
	 * `recorder/timeout` when it does not answer in time
	 */
	command<N extends Name>(name: N, data: Arguments<N>): Promise<ResultOf<N>> {
		const socket = this.#socket;
		if (!socket || !this.#hello)
			return Promise.reject(new LabError('recorder/unreachable', `no recorder for ${name}`));
		const request = ++this.#request;
		return new Promise<unknown>((resolve, reject) => {
			const timeoutMs = SLOW.includes(name) ? SLOW_MS : QUICK_MS;
			const timer = setTimeout(() => {
				this.#waiting.delete(request);
				reject(new LabError('recorder/timeout', `no answer to ${name} in ${timeoutMs} ms`));
			}, timeoutMs);
			this.#waiting.set(request, { name, resolve, reject, timer });
			socket.write(encodeJson({ ...data, request, command: name }));
		}) as Promise<ResultOf<N>>;
	}

	/**
	 * Asks for blocks from a number on and keeps asking after breaks.
	 *
	 * @returns number of the first block that comes
	 */
	async subscribe(from: number): Promise<number> {
		this.#wanted = from;
		const { first } = await this.command('subscribe', { from });
		return first;
	}

	/** Cuts the connection as a fault would; the client connects again by itself. */
	breakConnection(): void {
		this.#socket?.destroy();
	}

	/** Ends the connection for good. */
	close(): void {
		this.#closed = true;
		this.#socket?.destroy();
	}

	/** Resolves when the recorder has greeted. */
	#open(path: string): Promise<void> {
		return new Promise((resolve, reject) => {
			const socket = createConnection(path);
			const reader = new PacketReader();
			let reason = 'closed';
			let greeted = false;
			socket.on('data', (chunk) => {
				try {
					for (const packet of reader.push(chunk)) {
						if (packet.kind === PACKET_BLOCK) this.#block(packet.body);
						else this.#hear(recorderMessage.parse(readJson(packet)), socket);
					}
				} catch (error) {
					socket.destroy(error instanceof Error ? error : undefined);
				}
				if (!greeted && this.#hello) {
					greeted = true;
					resolve();
				}
			});
			socket.on('error', (error) => (reason = error.message));
			socket.on('close', () => {
				this.#left(reason);
				if (greeted && !this.#closed) void this.#again();
				if (!greeted) reject(new LabError('recorder/unreachable', reason));
			});
		});
	}

	async #again(): Promise<void> {
		for (
			let waitMs = FIRST_RETRY_MS;
			!this.#closed;
			waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)
		) {
			await sleep(waitMs);
			try {
				return await this.connect();
			} catch (error) {
				// not back yet: the next attempt follows; a fault of ours must not hide here
				if (!isLabError(error)) throw error;
			}
		}
	}

	#hear(message: RecorderMessage, socket: Socket): void {
		if (message.type === 'hello') this.#greeted(message, socket);
		else if (message.type === 'reply') this.#replied(message);
		else if (message.type === 'health') {
			this.#health = message;
			for (const listener of this.#listeners) listener.health?.(message);
		} else for (const listener of this.#listeners) listener.notice?.(message);
	}

	#greeted(hello: Hello, socket: Socket): void {
		this.#socket = socket;
		this.#hello = hello;
		// another recorder run numbers its blocks anew
		if (this.#wanted !== null && hello.bootId !== this.#lastBootId) this.#wanted = 0;
		for (const listener of this.#listeners) listener.connected?.(hello);
		if (this.#wanted !== null) void this.subscribe(this.#wanted).catch(() => undefined);
	}

	#replied(reply: Extract<RecorderMessage, { type: 'reply' }>): void {
		const waiting = this.#waiting.get(reply.request);
		if (!waiting) return;
		this.#waiting.delete(reply.request);
		clearTimeout(waiting.timer);
		if (reply.error) {
			waiting.reject(new LabError(reply.error.code as ErrorCode, reply.error.message));
			return;
		}
		const { name } = waiting;
		const parsed = hasResult(name) ? parseResult(name, reply.result) : undefined;
		if (parsed instanceof Error) waiting.reject(parsed);
		else waiting.resolve(parsed);
	}

	#block(body: Uint8Array): void {
		const sequence = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
		if (this.#wanted !== null) this.#wanted = sequence + 1;
		for (const listener of this.#listeners) listener.block?.(body, sequence);
	}

	/** The connection is over: whoever waits is told. */
	#left(reason: string): void {
		const wasConnected = this.#hello !== null;
		this.#socket = null;
		this.#health = null;
		this.#lastBootId = this.#hello?.bootId ?? this.#lastBootId;
		this.#hello = null;
		for (const waiting of this.#waiting.values()) {
			clearTimeout(waiting.timer);
			waiting.reject(new LabError('recorder/unreachable', reason));
		}
		this.#waiting.clear();
		if (!wasConnected) return;
		for (const listener of this.#listeners) listener.disconnected?.(reason);
	}
}

function hasResult(name: Name): name is Name & keyof typeof recorderResults {
	return name in recorderResults;
}

/** Checks a result; the fault when it is not what the command gives. */
function parseResult(name: keyof typeof recorderResults, result: unknown): unknown {
	const parsed = recorderResults[name].safeParse(result);
	return parsed.success ? parsed.data : new LabError('recorder/reply', parsed.error.message);
}
