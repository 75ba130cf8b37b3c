import { afterEach, expect, test, vi } from 'vitest';
import { encodeBlock, type Block } from '../core/recording/block.ts';
import { PACKET_BLOCK, encodeJson, encodePacket } from '../core/recording/packet.ts';
import { LabStream, type Connection } from './stream.ts';

let stream: LabStream | null = null;
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

function listen(open: ReturnType<typeof server>['open'], silenceMs = 60_000) {
	const heard = { events: [] as number[], blocks: [] as Block[], connections: [] as Connection[] };
	stream = new LabStream({
		sessionId: 'session-1',
		lastEvent: 4,
		listener: {
			message: (message) => {
				if (message.type === 'event') heard.events.push(message.event.seq);
			},
			block: (one) => heard.blocks.push(one),
			connection: (state) => heard.connections.push(state)
		},
		...{ open, silenceMs, firstWaitMs: 5, longestWaitMs: 10 }
	});
	stream.start();
	return heard;
}

/** All bytes in one chunk, then one byte at a time. */
const whole = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const crumbs = (...parts: Uint8Array[]) => [...whole(...parts)].map((byte) => Uint8Array.of(byte));

test('after a break it asks for what comes after the last event and block, and repeats nothing', async () => {
	const { paths, open } = server([
		{ chunks: [opened('boot-1'), event(5), block(0), block(1)], then: 'silence' },
		{ chunks: crumbs(opened('boot-1'), event(5), event(6), block(1), block(2)), then: 'silence' }
	]);
	const heard = listen(open, 60);
	await vi.waitFor(() => expect(heard.blocks.map(({ sequence }) => sequence)).toEqual([0, 1, 2]));
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
	const heard = listen(open, 40);
	await vi.waitFor(() => expect(heard.events).toEqual([5]));
	expect(paths.length).toBeGreaterThanOrEqual(2);
});

test('block numbers of a new recorder run are taken from the beginning', async () => {
	const { open } = server([
		{ chunks: [whole(opened('boot-1'), block(7))], then: 'silence' },
		{ chunks: [whole(opened('boot-2'), block(0), block(1))], then: 'silence' }
	]);
	const heard = listen(open, 60);
	await vi.waitFor(() => expect(heard.blocks.map(({ sequence }) => sequence)).toEqual([7, 0, 1]));
});

test('it goes on trying while nobody answers', async () => {
	const { paths, open } = server([]);
	const heard = listen(open);
	await vi.waitFor(() => expect(paths.length).toBeGreaterThan(3));
	expect(heard.connections).not.toContain('live');
	stream?.end();
});
