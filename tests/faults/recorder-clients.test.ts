/** Clients that do not read or speak nonsense: dropped, and nobody else notices. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeJson } from '#lib/core/recording/packet.ts';
import { BlockRing } from '#recorder/socket/block-ring.ts';
import { SocketServer } from '#recorder/socket/socket-server.ts';
import { RecorderClient } from '#lib/server/recorder/client.ts';
import { until } from '../fixtures/recorder-lab.ts';

/** The ring keeps so many of the blocks of one second [s]. */
const KEPT_S = 10;
let folder: string;
let ring: BlockRing;
let server: SocketServer;
const path = () => join(folder, 'recorder.sock');

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'jw-clients-'));
	ring = new BlockRing(KEPT_S);
	const hello = { type: 'hello', bootId: 'boot', version: 1, pid: 1, root: folder };
	server = new SocketServer({ ring, greet: () => [hello], handle: async () => undefined });
	await server.listen(path());
});
afterEach(async () => {
	await server.close();
	rmSync(folder, { recursive: true, force: true });
});

/** A connection that is told when it is cut, and does not read when `isPaused`. */
async function stranger(isPaused: boolean): Promise<{ socket: Socket; isCut: () => boolean }> {
	const socket = createConnection(path());
	let cut = false;
	socket.on('error', () => undefined);
	socket.on('close', () => (cut = true));
	await new Promise<void>((resolve) => socket.once('connect', resolve));
	if (!isPaused) socket.resume();
	return { socket, isCut: () => cut };
}

/** Adds blocks of a tenth of a megabyte. */
function addBlocks(count: number): void {
	for (let i = 0; i < count; i++) {
		const channels = [new Int32Array(25_000)];
		ring.append({ chart: 0, firstSample: i, gap: false, channels }, 1);
		server.blocksAdded();
	}
}

test(
	'a client that does not read is dropped when its blocks are forgotten',
	{ timeout: 30_000 },
	async () => {
		const lazy = await stranger(true);
		lazy.socket.write(encodeJson({ request: 1, command: 'subscribe', from: 1 }));
		const seen: number[] = [];
		const client = new RecorderClient(async () => path());
		client.listen({ block: (_, sequence) => seen.push(sequence) });
		await client.connect();
		await client.subscribe(1);
		for (let round = 0; round < 24; round++) {
			addBlocks(5);
			const last = ring.last;
			await until('blocks read', () => seen.at(-1) === last);
		}
		client.close();
		expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
		lazy.socket.resume();
		await until('lazy client dropped', lazy.isCut);
	}
);

test('a client that leaves messages unread is dropped', async () => {
	const lazy = await stranger(true);
	for (let i = 0; i < 12; i++) server.broadcast({ type: 'notice', text: 'x'.repeat(1024 * 1024) });
	lazy.socket.resume();
	await until('lazy client dropped', lazy.isCut);
});

test('a client that speaks another language is cut off', async () => {
	const odd = await stranger(false);
	odd.socket.write('GET / HTTP/1.1\r\n\r\n');
	await until('odd client cut', odd.isCut);
});

test('an unknown command is refused and the conversation goes on', async () => {
	const client = new RecorderClient(async () => path());
	await client.connect();
	const wrong = client.command('subscribe', { from: -1 });
	await expect(wrong).rejects.toMatchObject({ code: 'recorder/command' });
	await expect(client.subscribe(0)).resolves.toBe(1);
	client.close();
});
