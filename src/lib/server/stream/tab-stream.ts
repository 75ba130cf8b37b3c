/**
 * The byte stream of one browser tab: events, blocks, health and notices, multiplexed, resumed by number.
 *
 * Pulled: nothing is read before the socket took what went before, so a stalled tab costs no memory. What
 * it misses stays in the log and the ring; if the ring no longer has it, the tab is told which blocks.
 *
 * @module
 */
import type { RecorderHealth, RecorderNotice } from '../../core/recording/recorder-messages.ts';
import type { VisibleEvent } from '../../core/session/visibility.ts';
import type { StreamHub, Tiding } from './hub.ts';
import { PacketQueue } from './packet-queue.ts';

/** Whether the one who reads may go on; `locked` = the recording, but no event. */
export type Permit = 'ok' | 'locked' | 'signed-out' | 'unassigned';

/** Where a tab stands and what its stream reads from. */
export interface TabStreamOptions {
	readonly hub: StreamHub;
	readonly sessionId: string;
	/** Number of the last event the tab has; 0 = none. */
	readonly events: number;
	/** Recorder run of the last block the tab has; null = it has none. */
	readonly boot: string | null;
	/** Number of the last block the tab has; null = it has none. */
	readonly blocks: number | null;
	readonly serverBootId: string;
	/** Events after a number, as the one who reads may read them. */
	eventsAfter(seq: number): Promise<readonly VisibleEvent[]>;
	permit(): Promise<Permit>;
	/** Whether blocks of samples are sent; absent = they are. */
	readonly samples?: boolean;
	/** Workstation clock [s] and wall clock [ms]. */
	clock(): { readonly monotonicS: number; readonly utcMs: number };
	/** Ends with the request. */
	readonly signal?: AbortSignal;
	/** For tests: how often the permit is asked and silence is broken [ms]. */
	readonly permitEveryMs?: number;
	readonly quietMs?: number;
}

/** The permit is asked again after this long [ms]: less than the silence that wakes a stream, so that each waking asks. */
const PERMIT_EVERY_MS = 4_500;
const QUIET_MS = 5_000;
/** One pull hands over about this much [bytes]. */
const PULL_BYTES = 128 * 1024;
/** Notices waiting for a stalled tab; older ones are dropped (they are events too). */
const MOST_NOTICES = 200;

/** Makes the stream. Cancelling it, or the request's end, takes it off the hub. */
export function openTabStream(options: TabStreamOptions): ReadableStream<Uint8Array> {
	const tab = new Tab(options);
	return new ReadableStream<Uint8Array>(
		{
			start: () => tab.start(),
			pull: async (controller) => {
				const bytes = await tab.next();
				if (tab.isCancelled) return;
				if (bytes.length > 0) controller.enqueue(bytes);
				if (tab.isOver) controller.close();
			},
			cancel: () => tab.cancel()
		},
		{ highWaterMark: 0 }
	);
}

class Tab {
	readonly #options: TabStreamOptions;
	readonly #notices: RecorderNotice[] = [];
	readonly #out = new PacketQueue();
	#lastEvent: number;
	#lastBlock: number | null;
	#boot: string | null;
	#health: RecorderHealth | null = null;
	#eventsWaiting = true;
	#over = false;
	#cancelled = false;
	#permit: Permit = 'ok';
	#permitAskedMs = -Infinity;
	#wake: (() => void) | null = null;
	#leave: () => void = () => undefined;
	readonly #abort = () => this.stop();

	constructor(options: TabStreamOptions) {
		this.#options = options;
		this.#lastEvent = options.events;
		this.#boot = options.boot;
		this.#lastBlock = options.boot === null ? null : options.blocks;
	}

	get isOver(): boolean {
		return this.#over;
	}

	get isCancelled(): boolean {
		return this.#cancelled;
	}

	cancel(): void {
		this.#cancelled = true;
		this.stop();
	}

	start(): void {
		const { hub, serverBootId, sessionId, signal } = this.#options;
		this.#leave = hub.listen((tiding) => this.#hear(tiding), sessionId);
		signal?.addEventListener('abort', this.#abort, { once: true });
		this.#health = hub.health && forSession(hub.health, this.#options.sessionId);
		const recorderBootId = hub.blocks.bootId;
		this.#out.say({ type: 'opened', serverBootId, recorderBootId, ...this.#options.clock() });
		this.#follow(recorderBootId);
		if (hub.health === null) this.#out.say({ type: 'recorder-gone' });
	}

	stop(): void {
		this.#over = true;
		this.#leave();
		this.#options.signal?.removeEventListener('abort', this.#abort);
		this.#wake?.();
	}

	/** Everything that is due, waiting until something is; empty only when it is over. */
	async next(): Promise<Uint8Array> {
		while (!this.#over) {
			await this.#askPermit();
			await this.#collect();
			if (this.#out.bytes > 0) break;
			if (!(await this.#somethingNew()))
				this.#out.say({ type: 'still-here', ...this.#options.clock() });
		}
		return this.#out.take();
	}

	async #askPermit(): Promise<void> {
		const now = performance.now();
		if (now - this.#permitAskedMs < (this.#options.permitEveryMs ?? PERMIT_EVERY_MS)) return;
		this.#permitAskedMs = now;
		const before = this.#permit;
		this.#permit = await this.#options.permit();
		if (before === 'locked' && this.#permit === 'ok') this.#eventsWaiting = true;
		if (this.#permit === 'ok' || this.#permit === 'locked') return;
		this.#end(this.#permit);
	}

	async #collect(): Promise<void> {
		if (this.#over) return;
		if (this.#eventsWaiting && this.#permit === 'ok') {
			this.#eventsWaiting = false;
			for (const event of await this.#options.eventsAfter(this.#lastEvent)) {
				if (event.seq <= this.#lastEvent) continue;
				this.#out.say({ type: 'event', event });
				this.#lastEvent = event.seq;
			}
		}
		for (const notice of this.#notices.splice(0)) this.#out.say(notice);
		if (this.#health) this.#out.say(this.#health);
		this.#health = null;
		this.#collectBlocks();
	}

	#collectBlocks(): void {
		if (this.#options.samples === false) return;
		const { blocks } = this.#options.hub;
		const { first, last } = blocks;
		if (first === null || last === null) return;
		let next = this.#lastBlock === null ? first : this.#lastBlock + 1;
		if (next < first) next = this.#miss(next, first - 1);
		while (next <= last && this.#out.bytes < PULL_BYTES) {
			const block = blocks.get(next);
			if (!block) break;
			const isMine = block.sessionId === null || block.sessionId === this.#options.sessionId;
			if (isMine) {
				this.#out.put(block.packet);
				this.#lastBlock = next++;
			} else {
				let end = next;
				while (end < last && blocks.get(end + 1)?.sessionId === block.sessionId) end++;
				next = this.#miss(next, end);
			}
		}
	}

	/** Blocks this tab will not get: lost from the ring, or of somebody else's recording. */
	#miss(first: number, last: number): number {
		this.#out.say({ type: 'blocks-missed', first, last });
		this.#lastBlock = last;
		return last + 1;
	}

	/** @returns false when nothing came for a while */
	async #somethingNew(): Promise<boolean> {
		const isDue = this.#out.bytes > 0 || (this.#eventsWaiting && this.#permit === 'ok');
		if (this.#over || isDue) return true;
		const { permitEveryMs = PERMIT_EVERY_MS, quietMs = QUIET_MS } = this.#options;
		return new Promise((resolve) => {
			const timer = setTimeout(() => settle(false), Math.min(permitEveryMs, quietMs));
			const settle = (came: boolean): void => {
				clearTimeout(timer);
				this.#wake = null;
				resolve(came);
			};
			this.#wake = () => settle(true);
		});
	}

	#hear(tiding: Tiding): void {
		const { sessionId } = this.#options;
		if (tiding.what === 'event') {
			if (tiding.sessionId !== sessionId) return;
			this.#eventsWaiting = true;
		} else if (tiding.what === 'health') this.#health = forSession(tiding.health, sessionId);
		else if (tiding.what === 'notice') this.#keepNotice(tiding.notice);
		else if (tiding.what === 'recorder-boot') this.#follow(tiding.bootId);
		else if (tiding.what === 'recorder-gone') this.#out.say({ type: 'recorder-gone' });
		else if (tiding.what === 'screen') this.#tellScreen(tiding);
		else if (tiding.what === 'shutting-down') this.#end('shutting-down');
		this.#wake?.();
	}

	#tellScreen({ sessionId, status }: Extract<Tiding, { what: 'screen' }>): void {
		if (sessionId === this.#options.sessionId) this.#out.say({ type: 'screen', status });
	}

	#keepNotice(notice: RecorderNotice): void {
		const about = 'sessionId' in notice ? notice.sessionId : null;
		if (about !== null && about !== this.#options.sessionId) return;
		this.#notices.push(notice);
		if (this.#notices.length > MOST_NOTICES) this.#notices.shift();
	}

	#follow(bootId: string | null): void {
		if (bootId === null || bootId === this.#boot) return;
		this.#boot = bootId;
		this.#lastBlock = null;
		this.#out.say({ type: 'recorder-boot', bootId });
	}

	#end(reason: 'signed-out' | 'unassigned' | 'shutting-down'): void {
		this.#out.say({ type: 'closed', reason });
		this.stop();
	}
}

/** Another session's recording shows only that the recorder is busy. */
function forSession(health: RecorderHealth, sessionId: string): RecorderHealth {
	if (health.recording === null || health.recording.sessionId === sessionId) return health;
	return { ...health, recording: { ...health.recording, sessionId: 'another', file: '' } };
}
