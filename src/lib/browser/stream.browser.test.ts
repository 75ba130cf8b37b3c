import { afterEach, describe, expect, test, vi } from 'vitest';
import { workerNetwork } from '../../../tests/fixtures/worker-network.ts';
import { encodeBlock, type Block } from '../core/recording/block.ts';
import { PACKET_BLOCK, encodeJson, encodePacket } from '../core/recording/packet.ts';
import { LabStream, type Connection, type StreamOptions, type TabStream } from './stream.ts';
import { WorkerStream } from './stream-in-worker.ts';

let stream: TabStream | null = null;
afterEach(() => stream?.end());

const opened = (recorderBootId: string | null) =>
	encodeJson({ type: 'opened', serverBootId: 's', recorderBootId, monotonicS: 1, utcMs: 1 });
const event = (seq: number) => encodeJson({ type: 'event', event: { seq } });
const block = (sequence: number) =>
	encodePacket(
		PACKET_BLOCK,
		encodeBlock({
			...{ sequence, chart: 1, firstSample: sequence * 10, gap: false },
			channels: [Int32Array.of(sequence, 2, 3)]
		})
	);

/** Each connection is a list of byte chunks; after the last one it breaks, stays silent or stays open. */
function server(connections: readonly { chunks: Uint8Array[]; then: 'break' | 'silence' }[]) {
	const paths: URL[] = [];
	const open = async (path: string, signal: AbortSignal) => {
		paths.push(new URL(path, 'http://lab'));
		const connection = connections[paths.length - 1];
		if (connection === undefined) throw new TypeError('Failed to fetch');
		return new ReadableStream<Uint8Array>({
			start(controller) {
				for (const chunk of connection.chunks) controller.enqueue(chunk);
				if (connection.then === 'break') controller.error(new TypeError('network error'));
				signal.addEventListener('abort', () => undefined);
			}
		});
	};
	return { paths, open };
}

type Open = ReturnType<typeof server>['open'];

/** A worker takes longer to start than these silences last. */
const SLOWER = { 'in the page': 1, 'in a worker': 20 };
const patience = { timeout: 8000 };

/** Where the stream is read: here, or in a worker whose network is the same. */
const places: Record<keyof typeof SLOWER, (options: StreamOptions, open: Open) => TabStream> = {
	'in the page': (options, open) => new LabStream({ ...options, open }),
	'in a worker': (options, open) => {
		const { name } = workerNetwork((path) =>
			open(path, new AbortController().signal).catch(() => 'away' as const)
		);
		return new WorkerStream(
			options,
			() =>
				new Worker(new URL('../../../tests/fixtures/stream-test.worker.ts', import.meta.url), {
					type: 'module',
					name
				})
		);
	}
};

function listen(place: keyof typeof SLOWER, open: Open, silence = 60_000) {
	const heard = { events: [] as number[], blocks: [] as Block[], connections: [] as Connection[] };
	const listener: StreamOptions['listener'] = {
		message: (message) => {
			if (message.type === 'event') heard.events.push(message.event.seq);
		},
		block: (one) => heard.blocks.push(one),
		connection: (state) => heard.connections.push(state)
	};
	const options = { sessionId: 'session-1', lastEvent: 4, listener };
	const silenceMs = silence * SLOWER[place];
	const waits = { firstWaitMs: 5, longestWaitMs: 10 };
	stream = places[place]({ ...options, silenceMs, ...waits }, open);
	stream.start();
	return heard;
}

/** All bytes in one chunk, then one byte at a time. */
const whole = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const crumbs = (...parts: Uint8Array[]) => [...whole(...parts)].map((byte) => Uint8Array.of(byte));

describe.each(['in the page', 'in a worker'] as const)('a stream read %s', (place) => {
	test('after a break it asks for what comes after the last event and block, and repeats nothing', async () => {
		const { paths, open } = server([
			{ chunks: [opened('boot-1'), event(5), block(0), block(1)], then: 'silence' },
			{ chunks: crumbs(opened('boot-1'), event(5), event(6), block(1), block(2)), then: 'silence' }
		]);
		const heard = listen(place, open, 60);
		await vi.waitFor(
			() => expect(heard.blocks.map(({ sequence }) => sequence)).toEqual([0, 1, 2]),
			patience
		);
		expect(heard.events).toEqual([5, 6]);
		expect(paths[0]?.search).toBe('?session=session-1&events=4');
		expect(Object.fromEntries(paths[1]?.searchParams ?? [])).toEqual({
			...{ session: 'session-1', events: '5', boot: 'boot-1', blocks: '1' }
		});
		expect(heard.connections.slice(0, 4)).toEqual(['connecting', 'live', 'offline', 'connecting']);
	});

	test('a connection that says nothing for too long is given up', async () => {
		const { paths, open } = server([
			{ chunks: [opened('boot-1')], then: 'silence' },
			{ chunks: [opened('boot-1'), event(5)], then: 'silence' }
		]);
		const heard = listen(place, open, 40);
		await vi.waitFor(() => expect(heard.events).toEqual([5]), patience);
		expect(paths.length).toBeGreaterThanOrEqual(2);
	});

	test('block numbers of a new recorder run are taken from the beginning', async () => {
		const { open } = server([
			{ chunks: [whole(opened('boot-1'), block(7))], then: 'silence' },
			{ chunks: [whole(opened('boot-2'), block(0), block(1))], then: 'silence' }
		]);
		const heard = listen(place, open, 60);
		await vi.waitFor(
			() => expect(heard.blocks.map(({ sequence }) => sequence)).toEqual([7, 0, 1]),
			patience
		);
	});

	test('it goes on trying while nobody answers', async () => {
		const { paths, open } = server([]);
		const heard = listen(place, open);
		await vi.waitFor(() => expect(paths.length).toBeGreaterThan(3), patience);
		expect(heard.connections).not.toContain('live');
		stream?.end();
	});
});

describe('a worker that does not work', () => {
	const noisy = { sessionId: 'session-1', lastEvent: 4, firstWaitMs: 5, longestWaitMs: 10 };
	const broken: Record<string, () => Worker> = {
		'that cannot be made': () => {
			throw new DOMException('refused by policy', 'SecurityError');
		},
		'that fails': () => new Worker(new URL('data:text/javascript,throw 1'), { name: 'fails' }),
		'that is silent': () => new Worker(new URL('data:text/javascript,'), { name: 'silent' })
	};

	test.each(Object.entries(broken))('%s is replaced by the page itself', async (_, make) => {
		const events: number[] = [];
		const { paths, open } = server([{ chunks: [opened('boot-1'), event(5)], then: 'silence' }]);
		stream = new WorkerStream(
			{
				...{ ...noisy, open, silenceMs: 100 },
				listener: {
					message: (message) => {
						if (message.type === 'event') events.push(message.event.seq);
					},
					block: () => undefined,
					connection: () => undefined
				}
			},
			make
		);
		stream.start({ bootId: 'boot-1', lastSequence: 7 });
		await vi.waitFor(() => expect(events).toEqual([5]));
		expect(paths[0]?.search).toBe('?session=session-1&events=4&boot=boot-1&blocks=7');
	});

	test('that fails on its way is replaced where it stopped', async () => {
		const { name } = workerNetwork(async () =>
			whole(opened('boot-1'), event(5), block(0), block(1))
		);
		const worker = new Worker(
			new URL('../../../tests/fixtures/stream-test.worker.ts', import.meta.url),
			{ type: 'module', name }
		);
		const { paths, open } = server([
			{ chunks: [opened('boot-1'), event(5), event(6), block(1), block(2)], then: 'silence' }
		]);
		const heard = { events: [] as number[], blocks: [] as number[] };
		stream = new WorkerStream(
			{
				...{ ...noisy, open, longestWaitMs: 60_000, firstWaitMs: 60_000 },
				listener: {
					message: (message) => {
						if (message.type === 'event') heard.events.push(message.event.seq);
					},
					block: ({ sequence }) => void heard.blocks.push(sequence),
					connection: () => undefined
				}
			},
			() => worker
		);
		stream.start();
		await vi.waitFor(() => expect(heard.blocks).toEqual([0, 1]), patience);
		worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
		await vi.waitFor(() => expect(heard).toEqual({ events: [5, 6], blocks: [0, 1, 2] }));
		expect(paths[0]?.search).toBe('?session=session-1&events=5&boot=boot-1&blocks=1');
	});
});
