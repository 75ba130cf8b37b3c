/**
 * The byte stream of this tab: session events, recorder health, notices and blocks, each delivered once.
 *
 * It is asked for again after every break with the number of the last event and block that came, and gives up
 * a connection that is silent for longer than the server ever is.
 *
 * @module
 */
import { decodeBlock, type Block } from '../core/recording/block.ts';
import { PACKET_BLOCK, PacketReader, readJson, type Packet } from '../core/recording/packet.ts';
import type { StreamMessage } from '../core/recording/stream-messages.ts';
import { StreamPlace, type Resume } from './stream-place.ts';

/** Silence that means the connection is dead [ms]; the server says something every 5 s. */
export const SILENCE_MS = 12_000;
/** Longest wait before it is tried again [ms]. */
export const LONGEST_WAIT_MS = 10_000;

/** How a tab stands to the server; `crowded` = other tabs of this browser have all the connections there are. */
export type Connection = 'connecting' | 'live' | 'offline' | 'crowded';

/** Who wants to hear what. */
export interface StreamListener {
	message(message: StreamMessage): void;
	/** `bytes` = the block as it came. */
	block(block: Block, bytes: Uint8Array): void;
	connection(connection: Connection): void;
}

/** Settings of a stream; tests give their own. */
export interface StreamOptions {
	readonly sessionId: string;
	/** Number of the last event the page has. */
	readonly lastEvent: number;
	readonly listener: StreamListener;
	/** Opens the stream; rejects when the server is away. */
	readonly open?: (path: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
	readonly silenceMs?: number;
	readonly firstWaitMs?: number;
	readonly longestWaitMs?: number;
}

const fetchStream = async (
	path: string,
	signal: AbortSignal
): Promise<ReadableStream<Uint8Array>> => {
	const answer = await fetch(path, { signal, cache: 'no-store' });
	if (!answer.ok || answer.body === null) throw new Error(`stream answered ${answer.status}`);
	return answer.body;
};

/** What a page holds of its stream, wherever it is read. */
export interface TabStream {
	/**
	 * Begins, and goes on until `end`.
	 *
	 * @param resume recorder run and last block that the page has already; null = none
	 */
	start(resume?: Resume | null): void;
	/** Ends for good. */
	end(): void;
	/** Tries again at once, for instance because the machine came back from sleep. */
	hurry(): void;
}

/** The one stream of a tab. */
export class LabStream implements TabStream {
	readonly #options: Required<StreamOptions>;
	readonly #place: StreamPlace;
	#abort: AbortController | null = null;
	#ended = false;
	#wake: (() => void) | null = null;
	#waitMs: number;

	constructor(options: StreamOptions) {
		this.#options = {
			open: fetchStream,
			silenceMs: SILENCE_MS,
			firstWaitMs: 300,
			longestWaitMs: LONGEST_WAIT_MS,
			...options
		};
		this.#place = new StreamPlace(options.lastEvent);
		this.#waitMs = this.#options.firstWaitMs;
	}

	start(resume: Resume | null = null): void {
		this.#place.resume = resume;
		void this.#run();
	}

	end(): void {
		this.#ended = true;
		this.#abort?.abort();
		this.#wake?.();
	}

	hurry(): void {
		this.#wake?.();
	}

	async #run(): Promise<void> {
		const { listener } = this.#options;
		while (!this.#ended) {
			listener.connection('connecting');
			try {
				await this.#read();
			} catch {
				// every failure of a connection ends the same way: offline, wait, ask again
			}
			if (this.#isEnded()) return;
			listener.connection('offline');
			await this.#pause();
		}
	}

	#isEnded(): boolean {
		return this.#ended;
	}

	async #pause(): Promise<void> {
		// half of it by chance: tabs that lost the same server do not come back all at once
		const waitMs = this.#waitMs * (0.5 + Math.random() / 2);
		this.#waitMs = Math.min(2 * this.#waitMs, this.#options.longestWaitMs);
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, waitMs);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#wake = null;
	}

	async #read(): Promise<void> {
		const abort = new AbortController();
		this.#abort = abort;
		let silent = setTimeout(() => abort.abort(), this.#options.silenceMs);
		const packets = new PacketReader();
		try {
			const body = await this.#options.open(
				this.#place.path(this.#options.sessionId),
				abort.signal
			);
			const reader = body.getReader();
			abort.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
			for (;;) {
				const { done, value } = await reader.read();
				if (done || abort.signal.aborted) return;
				clearTimeout(silent);
				silent = setTimeout(() => abort.abort(), this.#options.silenceMs);
				for (const packet of packets.push(value)) this.#take(packet);
			}
		} finally {
			clearTimeout(silent);
			abort.abort();
		}
	}

	#take(packet: Packet): void {
		const { listener, firstWaitMs } = this.#options;
		if (packet.kind === PACKET_BLOCK) {
			const block = decodeBlock(packet.body);
			if (this.#place.takeBlock(block.sequence)) listener.block(block, packet.body);
			return;
		}
		const message = readJson(packet) as StreamMessage;
		if (!this.#place.takeMessage(message)) return;
		if (message.type === 'opened') {
			this.#waitMs = firstWaitMs;
			listener.connection('live');
		}
		listener.message(message);
	}
}
