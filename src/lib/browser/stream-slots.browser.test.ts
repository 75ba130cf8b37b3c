/** Tabs of one browser that take turns: each made here with a visibility of its own. */
import { afterEach, expect, test, vi } from 'vitest';
import type { VisibleEvent } from '../core/session/visibility.ts';
import type { StreamMessage } from '../core/recording/stream-messages.ts';
import type { Connection, StreamOptions } from './stream.ts';
import { SLOTS, SlottedStream } from './stream-slots.ts';

/** Locks of this test alone: real ones, of another name. */
const ownLocks = (): Pick<LockManager, 'request'> => {
	const prefix = crypto.randomUUID();
	const request = (name: string, ...rest: unknown[]): unknown =>
		(navigator.locks.request as (...given: unknown[]) => unknown)(`${prefix}-${name}`, ...rest);
	return { request } as Pick<LockManager, 'request'>;
};

const event = (seq: number): StreamMessage => ({ type: 'event', event: { seq } as VisibleEvent });

class Tab {
	isHidden = false;
	readonly seen = new EventTarget();
	readonly heard: number[] = [];
	connection: Connection | null = null;
	/** Number of the last event each stream was opened with. */
	readonly opened: number[] = [];
	/** The stream that is open; null = none. */
	current: StreamOptions | null = null;
	readonly stream: SlottedStream;

	constructor(locks: Pick<LockManager, 'request'>) {
		const options: StreamOptions = {
			...{ sessionId: 's', lastEvent: 0 },
			listener: {
				message: (message) => {
					if (message.type === 'event') this.heard.push(message.event.seq);
				},
				block: () => undefined,
				connection: (connection) => (this.connection = connection)
			}
		};
		const make = (own: StreamOptions) => ({
			start: () => {
				this.opened.push(own.lastEvent);
				this.current = own;
				own.listener.connection('live');
			},
			end: () => (this.current = null),
			hurry: () => undefined
		});
		const world = { locks, isHidden: () => this.isHidden, seen: this.seen };
		this.stream = new SlottedStream(options, make, () => world);
	}

	look(isHidden: boolean): void {
		this.isHidden = isHidden;
		this.seen.dispatchEvent(new Event('visibilitychange'));
	}

	get isLive(): boolean {
		return this.current !== null && this.connection === 'live';
	}
}

let tabs: Tab[] = [];
afterEach(() => {
	tabs.forEach(({ stream }) => stream.end());
});

/** Tabs that are opened one after the other; each hides those before it. */
async function open(count: number): Promise<Tab[]> {
	const locks = ownLocks();
	tabs = [];
	for (let i = 0; i < count; i++) {
		tabs.forEach((tab) => tab.look(true));
		const tab = new Tab(locks);
		tabs.push(tab);
		tab.stream.start();
		await vi.waitFor(() => expect(tab.isLive).toBe(true), { timeout: 5000 });
	}
	return tabs;
}

const live = (): number => tabs.filter(({ isLive }) => isLive).length;

test('however many tabs there are, the one that is looked at has a stream, and no more than fit', async () => {
	const all = await open(8);
	for (let i = 0; i < 20; i++) {
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(live()).toBeLessThanOrEqual(SLOTS);
		expect(all.at(-1)!.isLive).toBe(true);
	}
});

test('a tab that is looked at again goes on where it stopped, and misses nothing', async () => {
	const [first, ...rest] = await open(SLOTS + 2);
	first!.heard.length = 0;
	await vi.waitFor(() => expect(live()).toBe(SLOTS));
	const before = first!.opened.length;
	rest.forEach((tab) => tab.look(true));
	first!.look(false);
	await vi.waitFor(() => expect(first!.isLive).toBe(true), { timeout: 5000 });
	first!.current!.listener.message(event(1));
	first!.current!.listener.message(event(2));
	// looked away from, its stream is given to the others; then it comes back
	first!.look(true);
	rest[0]!.look(false);
	await vi.waitFor(() => expect(rest[0]!.isLive).toBe(true), { timeout: 5000 });
	rest[0]!.look(true);
	rest[1]!.look(false);
	rest[2]!.look(false);
	await vi.waitFor(() => expect(rest[1]!.isLive && rest[2]!.isLive).toBe(true), { timeout: 5000 });
	first!.look(false);
	await vi.waitFor(() => expect(first!.isLive).toBe(true), { timeout: 5000 });
	first!.current!.listener.message(event(2));
	first!.current!.listener.message(event(3));
	expect(first!.heard).toEqual([1, 2, 3]);
	expect(first!.opened.length).toBeGreaterThan(before);
});

test('more windows beside each other than fit: the one too many says so, and has its turn when one is closed', async () => {
	const locks = ownLocks();
	tabs = Array.from({ length: SLOTS + 1 }, () => new Tab(locks));
	tabs.forEach(({ stream }) => stream.start());
	await vi.waitFor(() => expect(live()).toBe(SLOTS));
	const waiting = tabs.find(({ isLive }) => !isLive)!;
	await vi.waitFor(() => expect(waiting.connection).toBe('crowded'), { timeout: 8000 });
	tabs.find(({ isLive }) => isLive)!.stream.end();
	await vi.waitFor(() => expect(waiting.isLive).toBe(true), { timeout: 5000 });
});

test('a tab that is closed while it waits takes nothing', async () => {
	const locks = ownLocks();
	tabs = Array.from({ length: SLOTS + 2 }, () => new Tab(locks));
	tabs.forEach(({ stream }) => stream.start());
	await vi.waitFor(() => expect(live()).toBe(SLOTS));
	const [closed, next] = tabs.filter(({ isLive }) => !isLive);
	closed!.stream.end();
	tabs.find(({ isLive }) => isLive)!.stream.end();
	await vi.waitFor(() => expect(next!.isLive).toBe(true), { timeout: 5000 });
	expect(closed!.opened).toEqual([]);
});
