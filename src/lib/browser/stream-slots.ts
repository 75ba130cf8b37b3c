/**
 * Streams of several tabs to one server.
 *
 * A browser opens six connections to a server at most, for all its tabs together. A stream keeps one, so that with six
 * tabs nothing else would get through: no page, and no mark. Only `SLOTS` tabs of a browser have a stream at a time; a
 * tab that nobody sees gives its own to one that is looked at, and goes on where it stopped when it is seen again.
 *
 * @module
 */
import type { StreamOptions, TabStream } from './stream.ts';
import { StreamPlace, type Resume } from './stream-place.ts';

/** Streams of a browser at a time; the subject's screen has a connection, too, and requests need some. */
export const SLOTS = 3;
/** A tab that waits asks the hidden ones again after this long [ms]. */
const ASK_MS = 1_000;
/** A tab that waits for so long says that there are too many [ms]. */
const CROWDED_MS = 3_000;
const NAME = 'jingwei-stream';

/** What of the browser it needs; tests give their own. */
export interface SlotWorld {
	readonly locks: Pick<LockManager, 'request'>;
	/** Whether nobody sees this tab. */
	isHidden(): boolean;
	/** Tells when that changes. */
	readonly seen: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

const browserWorld = (): SlotWorld => ({
	locks: navigator.locks,
	isHidden: () => document.hidden,
	seen: document
});

/** A stream that waits for its turn. */
export class SlottedStream implements TabStream {
	readonly #options: StreamOptions;
	readonly #make: (options: StreamOptions) => TabStream;
	readonly #makeWorld: () => SlotWorld;
	/** Not before it starts: pages are also made on the server, where there is no browser. */
	#world: SlotWorld | null = null;
	/** Of what the page was given. */
	readonly #place: StreamPlace;
	#inner: TabStream | null = null;
	#ended = false;
	#channel: BroadcastChannel | null = null;
	/** Gives the slot back; null = this tab has none. */
	#release: (() => void) | null = null;
	/** Ends a pause. */
	#wake: (() => void) | null = null;

	/** @param make makes the stream itself */
	constructor(
		options: StreamOptions,
		make: (options: StreamOptions) => TabStream,
		world: () => SlotWorld = browserWorld
	) {
		this.#options = options;
		this.#make = make;
		this.#makeWorld = world;
		this.#place = new StreamPlace(options.lastEvent);
	}

	start(resume: Resume | null = null): void {
		this.#place.resume = resume;
		const world = this.#makeWorld();
		this.#world = world;
		this.#channel = new BroadcastChannel(NAME);
		this.#channel.onmessage = () => {
			if (world.isHidden()) this.#release?.();
		};
		world.seen.addEventListener('visibilitychange', this.#look);
		void this.#run(world);
	}

	end(): void {
		this.#ended = true;
		this.#world?.seen.removeEventListener('visibilitychange', this.#look);
		this.#channel?.close();
		this.#release?.();
		this.#wake?.();
	}

	hurry(): void {
		this.#inner?.hurry();
	}

	readonly #look = (): void => {
		if (this.#world?.isHidden() !== false) return;
		this.#wake?.();
		if (this.#release === null) this.#channel?.postMessage('wanted');
	};

	async #run(world: SlotWorld): Promise<void> {
		while (!this.#isEnded()) {
			this.#options.listener.connection('connecting');
			await this.#inSlot(world, () => this.#stream());
			if (this.#isEnded()) return;
			// given to a tab that is looked at: back when this one is, or when there is room again
			this.#options.listener.connection('connecting');
			if (world.isHidden()) await this.#pause(ASK_MS);
		}
	}

	#isEnded(): boolean {
		return this.#ended;
	}

	/** Reads the stream until the slot is given back. */
	async #stream(): Promise<void> {
		if (this.#isEnded()) return;
		const { listener, ...options } = this.#options;
		const inner = this.#make({
			...options,
			lastEvent: this.#place.lastEvent,
			listener: {
				message: (message) => {
					if (this.#place.takeMessage(message)) listener.message(message);
				},
				block: (block, bytes) => {
					if (this.#place.takeBlock(block.sequence)) listener.block(block, bytes);
				},
				connection: (connection) => {
					if (this.#inner === inner) listener.connection(connection);
				}
			}
		});
		this.#inner = inner;
		inner.start(this.#place.resume);
		await new Promise<void>((resolve) => (this.#release = resolve));
		this.#release = null;
		this.#inner = null;
		inner.end();
	}

	/** Does something while this tab has a slot; waits for one. */
	async #inSlot(world: SlotWorld, work: () => Promise<void>): Promise<void> {
		const { locks } = world;
		const names = Array.from({ length: SLOTS }, (_, slot) => `${NAME}-${slot}`);
		for (const name of names) {
			const got = await locks.request(name, { ifAvailable: true }, async (lock) => {
				if (lock !== null) await work();
				return lock !== null;
			});
			if (got) return;
		}
		await this.#inNext(world, names, work);
	}

	/** All slots are taken: the first that comes free is ours. */
	async #inNext(
		world: SlotWorld,
		names: readonly string[],
		work: () => Promise<void>
	): Promise<void> {
		const others = new AbortController();
		let isOurs = false;
		const take = async (): Promise<void> => {
			if (isOurs || this.#isEnded()) return;
			isOurs = true;
			asking.abort();
			others.abort();
			await work();
		};
		const asking = new AbortController();
		void this.#askFor(world, asking.signal);
		const { signal } = others;
		const requests = names.map((name) =>
			world.locks.request(name, { signal }, take).catch((error: unknown) => {
				// withdrawn, because another slot came free first
				if (!signal.aborted) throw error;
			})
		);
		this.#wake = () => {
			if (this.#isEnded()) others.abort();
		};
		await Promise.all(requests);
		this.#wake = null;
		asking.abort();
	}

	/** Asks hidden tabs for their slot as long as this one is looked at and has none. */
	async #askFor(world: SlotWorld, signal: AbortSignal): Promise<void> {
		const since = performance.now();
		while (!signal.aborted && !this.#isEnded()) {
			if (!world.isHidden()) this.#channel?.postMessage('wanted');
			if (performance.now() - since > CROWDED_MS) this.#options.listener.connection('crowded');
			await new Promise((resolve) => setTimeout(resolve, ASK_MS));
		}
	}

	async #pause(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#wake = null;
	}
}
