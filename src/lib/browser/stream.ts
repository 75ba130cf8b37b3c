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

/** How a tab stands to the server. */
export type Connection = 'connecting' | 'live' | 'offline';

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
	/** Silence that means the connection is dead [ms]; the server says something every 5 s. */
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

/** The one stream of a tab. */
export class LabStream {
	readonly #options: Required<StreamOptions>;
	#lastEvent: number;
	#lastBlock = -1;
	#boot: string | null = null;
	#abort: AbortController | null = null;
	#ended = false;
	#wake: (() => void) | null = null;
	#waitMs: number;

	constructor(options: StreamOptions) {
		this.#options = {
			open: fetchStream,
			silenceMs: 12_000,
			firstWaitMs: 300,
			longestWaitMs: 10_000,
			...options
		};
		this.#lastEvent = options.lastEvent;
		this.#waitMs = this.#options.firstWaitMs;
	}

	/**
	 * Begins, and goes on until `end`.
	 *
	 * @param resume recorder run and last block that the page has already; null = none
	 */
	start(resume: { readonly bootId: string; readonly lastSequence: number } | null = null): void {
		this.#boot = resume?.bootId ?? null;
		this.#lastBlock = resume?.lastSequence ?? -1;
		void this.#run();
	}

	/** Ends for good. */
	end(): void {
		this.#ended = true;
		this.#abort?.abort();
		this.#wake?.();
	}

	/** Tries again at once, for instance because the machine came back from sleep. */
	hurry(): void {
		this.#wake?.();
	}

	/** The address that gives what came after what this tab has. */
	#path(): string {
		const query = new URLSearchParams({
			session: this.#options.sessionId,
			events: String(this.#lastEvent)
		});
		if (this.#boot !== null) {
			query.set('boot', this.#boot);
			query.set('blocks', String(this.#lastBlock));
		}
		return `/api/stream?${query.toString()}`;
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
		const waitMs = this.#waitMs;
		this.#waitMs = Math.min(2 * waitMs, this.#options.longestWaitMs);
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
			const body = await this.#options.open(this.#path(), abort.signal);
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
		if (packet.kind === PACKET_BLOCK) {
			const block = decodeBlock(packet.body);
			if (block.sequence <= this.#lastBlock) return;
			this.#lastBlock = block.sequence;
			this.#options.listener.block(block, packet.body);
			return;
		}
		const message = readJson(packet) as StreamMessage;
		switch (message.type) {
			case 'opened':
				this.#waitMs = this.#options.firstWaitMs;
				this.#setBoot(message.recorderBootId);
				this.#options.listener.connection('live');
				break;
			case 'recorder-boot':
				this.#setBoot(message.bootId);
				break;
			case 'blocks-missed':
				this.#lastBlock = Math.max(this.#lastBlock, message.last);
				break;
			case 'event':
				if (message.event.seq <= this.#lastEvent) return;
				this.#lastEvent = message.event.seq;
				break;
		}
		this.#options.listener.message(message);
	}

	/** Block numbers begin anew with each run of the recorder. */
	#setBoot(bootId: string | null): void {
		if (bootId === null || bootId === this.#boot) return;
		this.#boot = bootId;
		this.#lastBlock = -1;
	}
}
