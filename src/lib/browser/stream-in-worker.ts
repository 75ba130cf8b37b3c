/**
 * The stream of a tab read in a worker: connecting, taking packets apart and counting silence go on while the page is
 * busy or in the background; the page gets each event and block once, by transfer.
 *
 * A worker that cannot be had, fails or falls silent is replaced by a stream in the page, which goes on where it stopped.
 *
 * @module
 */
import type { Block } from '../core/recording/block.ts';
import type { StreamMessage } from '../core/recording/stream-messages.ts';
import {
	LabStream,
	LONGEST_WAIT_MS,
	SILENCE_MS,
	type Connection,
	type StreamOptions,
	type TabStream
} from './stream.ts';
import { StreamPlace, type Resume } from './stream-place.ts';
import { SlottedStream } from './stream-slots.ts';

/** Settings that can be sent to a worker. */
export type SentOptions = Omit<StreamOptions, 'listener' | 'open'>;

/** What the worker is told. */
export type StreamOrder =
	| { readonly is: 'start'; readonly options: SentOptions; readonly resume: Resume | null }
	| { readonly is: 'hurry' };

/** What the worker says. */
export type StreamNews =
	| { readonly is: 'message'; readonly message: StreamMessage }
	| { readonly is: 'block'; readonly block: Block; readonly bytes: Uint8Array }
	| { readonly is: 'connection'; readonly connection: Connection };

const streamWorker = (): Worker =>
	new Worker(new URL('./stream.worker.ts', import.meta.url), { type: 'module' });

/** The stream of a page: in a worker and in turn with other tabs, or where a test opens it, in the page. */
export function openStream(options: StreamOptions): TabStream {
	if (options.open !== undefined) return new LabStream(options);
	return new SlottedStream(options, (own) => new WorkerStream(own));
}

/** A stream in a worker. */
export class WorkerStream implements TabStream {
	readonly #options: StreamOptions;
	readonly #make: () => Worker;
	/** Of what the page was given. */
	readonly #place: StreamPlace;
	#worker: Worker | null = null;
	/** Instead of the worker. */
	#own: LabStream | null = null;
	/** When the worker said something last [ms]. */
	#heardAt = 0;
	#watch: ReturnType<typeof setInterval> | undefined;

	/** @param make makes the worker; tests give their own */
	constructor(options: StreamOptions, make: () => Worker = streamWorker) {
		this.#options = options;
		this.#make = make;
		this.#place = new StreamPlace(options.lastEvent);
	}

	start(resume: Resume | null = null): void {
		this.#place.resume = resume;
		const { listener: _, open: __, ...options } = this.#options;
		try {
			const worker = this.#make();
			this.#worker = worker;
			worker.onmessage = ({ data }: MessageEvent<StreamNews>) => this.#hear(data);
			worker.onerror = () => this.#replace();
			const order: StreamOrder = { is: 'start', options, resume };
			worker.postMessage(order);
			this.#heardAt = performance.now();
			this.#watch = setInterval(() => this.#look(), this.#longestMs / 4);
		} catch {
			// no workers here: the page reads the stream itself
			this.#replace();
		}
	}

	end(): void {
		this.#drop();
		this.#own?.end();
	}

	hurry(): void {
		const order: StreamOrder = { is: 'hurry' };
		this.#worker?.postMessage(order);
		this.#own?.hurry();
	}

	#hear(news: StreamNews): void {
		// what was under way when the stream ended is nobody's any more
		if (this.#worker === null) return;
		this.#heardAt = performance.now();
		const { listener } = this.#options;
		switch (news.is) {
			case 'message':
				if (this.#place.takeMessage(news.message)) listener.message(news.message);
				break;
			case 'block':
				if (this.#place.takeBlock(news.block.sequence)) listener.block(news.block, news.bytes);
				break;
			case 'connection':
				listener.connection(news.connection);
				break;
		}
	}

	/** Longer than a worker that is alive is ever silent [ms]: it tells each connection that it makes or loses. */
	get #longestMs(): number {
		const { silenceMs = SILENCE_MS, longestWaitMs = LONGEST_WAIT_MS } = this.#options;
		return 2 * (silenceMs + longestWaitMs);
	}

	#look(): void {
		if (performance.now() - this.#heardAt > this.#longestMs) this.#replace();
	}

	#drop(): void {
		clearInterval(this.#watch);
		this.#worker?.terminate();
		this.#worker = null;
	}

	#replace(): void {
		this.#drop();
		this.#own = new LabStream({ ...this.#options, lastEvent: this.#place.lastEvent });
		this.#own.start(this.#place.resume);
	}
}
