/** The stream of a tab against a hub that goes on while tabs come, stall and are cut off. */
import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/core/random.ts';
import { decodeBlock, encodeBlock } from '#lib/core/recording/block.ts';
import { PACKET_BLOCK, PacketReader, readJson } from '#lib/core/recording/packet.ts';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import type { StreamMessage } from '#lib/core/recording/stream-messages.ts';
import type { SessionEvent } from '#lib/core/session/event.ts';
import { StreamHub } from '#lib/server/stream/hub.ts';
import {
	openTabStream,
	type Permit,
	type TabStreamOptions
} from '#lib/server/stream/tab-stream.ts';

const SESSION = 'session-1';
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

/** A laboratory that appends events and records blocks. */
class Lab {
	readonly hub = new StreamHub();
	readonly events: SessionEvent[] = [];
	#sequence = 0;
	permit: Permit = 'ok';

	/** @param sessionId who starts; `now` = whoever records already; null = a preview */
	record(count: number, sessionId: string | null = SESSION): void {
		if (sessionId !== null && sessionId !== 'now') this.hub.recordingStarts(sessionId);
		for (let i = 0; i < count; i++) {
			const sequence = ++this.#sequence;
			const chart = sessionId === null ? 0 : 1;
			const channels = [Int32Array.of(sequence, -sequence)];
			const block = { sequence, chart, firstSample: 2 * sequence, gap: false, channels };
			this.hub.block(encodeBlock(block), sequence, chart);
		}
	}

	append(count: number): void {
		for (let i = 0; i < count; i++) {
			// the stream looks at the number only
			this.events.push({ seq: this.events.length + 1 } as unknown as SessionEvent);
			this.hub.tell({ what: 'event', sessionId: SESSION });
		}
	}

	open(more: Partial<TabStreamOptions> = {}): ReadableStream<Uint8Array> {
		return openTabStream({
			hub: this.hub,
			sessionId: SESSION,
			events: 0,
			boot: null,
			blocks: null,
			serverBootId: 'web-1',
			eventsAfter: async (seq) => this.events.filter((event) => event.seq > seq),
			permit: async () => this.permit,
			clock: () => ({ monotonicS: 1, utcMs: 1 }),
			permitEveryMs: 5,
			quietMs: 20,
			...more
		});
	}
}

/** What a tab keeps between connections. */
class Client {
	readonly events: number[] = [];
	readonly blocks: number[] = [];
	readonly said: StreamMessage[] = [];
	boot: string | null = null;

	get position(): Pick<TabStreamOptions, 'events' | 'boot' | 'blocks'> {
		return {
			events: this.events.at(-1) ?? 0,
			boot: this.boot,
			blocks: this.blocks.at(-1) ?? null
		};
	}

	/** Reads until the predicate holds or the stream ends, in chunks cut anywhere, then cuts it off. */
	async read(stream: ReadableStream<Uint8Array>, enough: () => boolean): Promise<void> {
		const reader = stream.getReader();
		const packets = new PacketReader();
		while (!enough()) {
			const { value, done } = await reader.read();
			if (done) return;
			for (const packet of packets.push(value))
				if (packet.kind === PACKET_BLOCK) this.blocks.push(decodeBlock(packet.body).sequence);
				else this.#hear(readJson(packet) as StreamMessage);
		}
		await reader.cancel();
	}

	#hear(message: StreamMessage): void {
		this.said.push(message);
		if (message.type === 'event') this.events.push(message.event.seq);
		if (message.type === 'opened') this.boot = message.recorderBootId;
		if (message.type === 'recorder-boot') this.boot = message.bootId;
	}

	ofType<T extends StreamMessage['type']>(type: T) {
		return this.said.filter((message) => message.type === type);
	}
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('the stream of a tab', () => {
	test.each([1, 2, 3])(
		'cut and resumed ten times gives everything once (seed %i)',
		async (seed) => {
			const lab = new Lab();
			lab.hub.recorderBoot('run-1');
			const chance = createRandom(seed);
			const client = new Client();
			for (let cut = 0; cut < 10; cut++) {
				const wanted = client.blocks.length + chance.integer(40);
				const stream = lab.open(client.position);
				const reading = client.read(stream, () => client.blocks.length >= wanted);
				for (let i = 0; i < 5; i++) {
					lab.record(chance.integer(20));
					lab.append(chance.integer(3));
					await tick();
				}
				lab.record(40);
				await reading;
			}
			const all = lab.hub.blocks.last ?? 0;
			await client.read(
				lab.open(client.position),
				() => client.blocks.length >= all && client.events.length >= lab.events.length
			);
			expect(client.blocks).toEqual(upTo(all));
			expect(client.events).toEqual(upTo(lab.events.length));
			expect(client.ofType('blocks-missed')).toEqual([]);
			expect(lab.hub.listeners).toBe(0);
		}
	);

	test('a tab away for longer than blocks are kept is told which ones it missed', async () => {
		const lab = new Lab();
		lab.hub.recorderBoot('run-1');
		lab.record(1);
		const client = new Client();
		await client.read(lab.open(), () => client.blocks.length === 1);
		const large = [new Int32Array(500_000)];
		for (let sequence = 2; sequence <= 40; sequence++)
			lab.hub.block(
				encodeBlock({ sequence, chart: 1, firstSample: 0, gap: false, channels: large }),
				sequence,
				1
			);
		const first = lab.hub.blocks.first ?? 0;
		expect(first).toBeGreaterThan(2);
		await client.read(lab.open(client.position), () => client.blocks.at(-1) === 40);
		expect(client.ofType('blocks-missed')).toEqual([
			{ type: 'blocks-missed', first: 2, last: first - 1 }
		]);
		expect(client.blocks).toEqual([1, ...upTo(40).slice(first - 1)]);
	});

	test('after a restart of the recorder the numbers begin anew', async () => {
		const lab = new Lab();
		lab.hub.recorderBoot('run-1');
		lab.record(5);
		const client = new Client();
		await client.read(lab.open(), () => client.blocks.length === 5);
		const second = new Lab();
		second.hub.recorderBoot('run-2');
		second.record(3);
		const before = client.position;
		await client.read(second.open(before), () => client.blocks.length === 8);
		expect(client.blocks.slice(5)).toEqual([1, 2, 3]);
		expect(client.boot).toBe('run-2');
	});

	test('the recording of another session is not shown', async () => {
		const lab = new Lab();
		lab.hub.recorderBoot('run-1');
		lab.record(2, null);
		lab.record(4, 'session-2');
		lab.record(1);
		const client = new Client();
		await client.read(lab.open(), () => client.blocks.at(-1) === 7);
		expect(client.blocks).toEqual([1, 2, 7]);
		lab.hub.heard({
			type: 'health',
			recording: { sessionId: 'session-2', file: 'recordings/session-2/chart-01.bdf' }
		} as unknown as RecorderHealth);
		await client.read(lab.open(client.position), () => client.ofType('health').length > 0);
		expect(JSON.stringify(client.said)).not.toContain('session-2');
	});

	test('a health that was sent before a chart started takes none of its blocks away', async () => {
		const lab = new Lab();
		const health = (sessionId: string | null) => {
			const recording = sessionId === null ? null : { sessionId, file: '' };
			lab.hub.heard({ type: 'health', recording } as unknown as RecorderHealth);
		};
		lab.hub.recorderBoot('run-1');
		lab.hub.recordingStarts(SESSION);
		health(null);
		lab.record(2, 'now');
		// somebody else is refused while it runs
		health(SESSION);
		lab.hub.recordingStarts('session-2');
		lab.record(2, 'now');
		const client = new Client();
		await client.read(lab.open(), () => client.blocks.length === 4);
		expect(client.ofType('blocks-missed')).toEqual([]);
	});

	test('blocks of who was tested before, come again after a restart, are for nobody', async () => {
		const lab = new Lab();
		lab.hub.recorderBoot('run-1');
		const recording = { sessionId: SESSION, file: '', firstBlock: 6 };
		lab.hub.heard({ type: 'health', recording } as unknown as RecorderHealth);
		lab.record(8, 'now');
		const client = new Client();
		await client.read(lab.open(), () => client.blocks.includes(8));
		expect(client.blocks).toEqual([6, 7, 8]);
	});

	test('a locked screen sees the recording but no event until it is unlocked', async () => {
		const lab = new Lab();
		lab.hub.recorderBoot('run-1');
		lab.permit = 'locked';
		lab.append(2);
		lab.record(3);
		const client = new Client();
		const reading = client.read(lab.open(), () => client.events.length === 2);
		for (let i = 0; i < 30; i++) await tick();
		expect([client.blocks, client.events]).toEqual([[1, 2, 3], []]);
		lab.permit = 'ok';
		await reading;
		expect(client.events).toEqual([1, 2]);
	});

	test.each(['signed-out', 'unassigned'] as const)('it ends when its reader is %s', async (why) => {
		const lab = new Lab();
		const client = new Client();
		const reading = client.read(lab.open(), () => false);
		await tick();
		lab.permit = why;
		await reading;
		expect(client.said.at(-1)).toEqual({ type: 'closed', reason: why });
		expect(lab.hub.listeners).toBe(0);
	});

	test('silence is broken so that a cut line is noticed, and a shutdown is announced', async () => {
		const lab = new Lab();
		const client = new Client();
		await client.read(
			lab.open({ permitEveryMs: 1e9 }),
			() => client.ofType('still-here').length > 1
		);
		const reading = client.read(lab.open({ permitEveryMs: 1e9 }), () => false);
		await tick();
		lab.hub.tell({ what: 'shutting-down' });
		await reading;
		expect(client.said.at(-1)).toEqual({ type: 'closed', reason: 'shutting-down' });
	});

	test('a tab that does not read costs no memory', async () => {
		const lab = new Lab();
		lab.hub.recorderBoot('run-1');
		const reader = lab.open().getReader();
		await reader.read();
		lab.record(20_000);
		const { value } = await reader.read();
		expect(value?.length).toBeLessThan(256 * 1024);
		await reader.cancel();
	});
});
