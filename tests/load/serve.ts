/**
 * The web's part: one client of the recorder and one hub for each station, and the streams of viewers over HTTP. The
 * hub, the stream of a tab and the recorder's client are those of the product; rights and events are not asked.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { decodeBlock } from '#lib/core/recording/block.ts';
import type { DeviceSetup } from '#lib/core/recording/recorder-messages.ts';
import type { RecorderClient } from '#lib/server/recorder/client.ts';
import { recorderClient } from '#lib/server/recorder/process.ts';
import { StreamHub } from '#lib/server/stream/hub.ts';
import { openTabStream } from '#lib/server/stream/tab-stream.ts';
import {
	answerOrders,
	CHANNELS,
	nowS,
	RATE_HZ,
	sessionOf,
	type Order,
	type Station
} from './layout.ts';

const hubs = new Map<string, StreamHub>();
const clients: RecorderClient[] = [];
let delaysMs: number[] = [];

const columns = Array.from({ length: CHANNELS }, (_, i) => `c${i + 1}`);
const setup: DeviceSetup = {
	...{ profile: 'load', driver: 'text', port: 'virtual:1', serialNumber: null, pathFile: null },
	...{ baudRate: 115_200, rateHz: RATE_HZ, inputs: columns, settings: {} },
	channels: columns.map((column, i) => ({
		...{ name: `CH${i + 1}`, kind: 'other' as const, unit: 'counts' as const, column },
		...{ digitalMin: -8_388_608, digitalMax: 8_388_607, transducer: '' },
		...{ physicalMin: -8_388_608, physicalMax: 8_388_607 }
	}))
};

async function join(station: Station, starts: boolean): Promise<void> {
	const hub = new StreamHub();
	const client = recorderClient(station.root);
	let written = 0;
	hub.recordingStarts(sessionOf(station.number));
	client.listen({
		connected: ({ bootId }) => hub.recorderBoot(bootId),
		disconnected: () => hub.recorderGone(),
		health: (health) => {
			hub.heard(health);
			const now = health.recording?.writtenSamples ?? 0;
			if (now > written) delaysMs.push(health.writeDelayMs);
			written = now;
		},
		block: (body, sequence) => hub.block(body, sequence, decodeBlock(body).chart)
	});
	await client.connect();
	await client.subscribe(0);
	if (starts) {
		await client.command('open', { setup });
		await client.command('start-chart', {
			...{ sessionId: sessionOf(station.number), chart: 1, subjectCode: 'S-1' },
			...{ technician: 'T1', equipment: 'load' }
		});
	}
	hubs.set(sessionOf(station.number), hub);
	clients.push(client);
}

const server = createServer((request, response) => {
	const asked = new URL(request.url ?? '/', 'http://load').searchParams;
	const hub = hubs.get(asked.get('session') ?? '');
	if (!hub) {
		response.writeHead(404).end();
		return;
	}
	const gone = new AbortController();
	response.on('close', () => gone.abort());
	response.writeHead(200, { 'content-type': 'application/octet-stream' });
	const blocks = asked.get('blocks');
	const stream = openTabStream({
		...{ hub, sessionId: asked.get('session') ?? '', events: 0, boot: asked.get('boot') },
		...{ blocks: blocks === null ? null : Number(blocks), serverBootId: String(process.pid) },
		eventsAfter: () => Promise.resolve([]),
		permit: () => Promise.resolve('ok'),
		clock: () => ({ monotonicS: nowS(), utcMs: Date.now() }),
		signal: gone.signal
	});
	Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
		.on('error', () => response.destroy())
		.pipe(response);
});

async function serve({ stations, port, starts }: Extract<Order, { is: 'serve' }>): Promise<number> {
	for (const station of stations) await join(station, starts);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

answerOrders(async (order) => {
	if (order.is === 'serve') return { port: await serve(order) };
	if (order.is === 'begin') delaysMs = [];
	if (order.is === 'tell') return { delaysMs };
	if (order.is === 'stop') for (const client of clients) await client.command('stop-chart', {});
	return {};
});
