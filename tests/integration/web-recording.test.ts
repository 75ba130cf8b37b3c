/** A chart on the virtual instrument, commanded through the web process, which is killed while it runs. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { decodeBlock, type Block } from '#lib/core/recording/block.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { PACKET_BLOCK, PacketReader, readJson } from '#lib/core/recording/packet.ts';
import type { StreamMessage } from '#lib/core/recording/stream-messages.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { prepare, send } from '../fixtures/demonstration-steps.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const web = new WebProcess();
const tester = new Browser(web);
let sessionId = '';

/** A tab: keeps what came and resumes from it. */
class Tab {
	readonly blocks: Block[] = [];
	readonly events: number[] = [];
	readonly types: string[] = [];
	missed = 0;
	#boot: string | null = null;

	async read(enough: () => boolean): Promise<void> {
		const query = new URLSearchParams({ session: sessionId, events: String(this.events.length) });
		const last = this.blocks.at(-1)?.sequence;
		if (this.#boot !== null) query.set('boot', this.#boot);
		if (last !== undefined) query.set('blocks', String(last));
		const abort = new AbortController();
		const path = `/api/stream?${query.toString()}`;
		const reader = (await tester.ask(path, { signal: abort.signal })).body!.getReader();
		const packets = new PacketReader();
		while (!enough()) {
			const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
			if (done || value === undefined) break;
			for (const packet of packets.push(value))
				if (packet.kind === PACKET_BLOCK) this.blocks.push(decodeBlock(packet.body));
				else this.#hear(readJson(packet) as StreamMessage);
		}
		abort.abort();
	}

	#hear(message: StreamMessage): void {
		this.types.push(message.type);
		if (message.type === 'event') this.events.push(message.event.seq);
		if (message.type === 'opened') this.#boot = message.recorderBootId ?? this.#boot;
		if (message.type === 'recorder-boot') this.#boot = message.bootId;
		if (message.type === 'blocks-missed') this.missed += message.last - message.first + 1;
	}
}

const state = () => tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
const clock = () => tester.json<{ monotonicS: number }>('/api/clock');

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	for (let i = 0; i < 200; i++, await sleep(100)) if (await holds()) return;
	throw new Error(`not in 20 s: ${what}\n${web.output}`);
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await tester.form('/?/demonstration');
	const fields = { userName: 'tester-demo', password: DEMONSTRATION_PASSWORD };
	await tester.form('/sign-in?/enter', fields);
	const page = await (await tester.ask('/cases')).text();
	[, sessionId = ''] = /\/cases\/[\w-]+\/sessions\/([\w-]+)/.exec(page) ?? [];
	await prepare(tester, sessionId);
	await until('the recorder', async () => {
		const { recorder } = await tester.json<{ recorder: string }>('/api/health');
		return recorder === 'here';
	});
});
afterAll(() => web.remove());

test('kill -9 of the web process loses no sample, mark or event', async () => {
	const opened = await tester.post('/api/recorder/open', {
		session: sessionId,
		profile: 'virtual-bitalino'
	});
	expect(await opened.json()).toMatchObject({ profile: 'virtual-bitalino', rateHz: 1000 });
	const started = await tester.post('/api/recorder/start-chart', { session: sessionId });
	expect(started.status).toBe(200);
	const { data } = (await started.json()) as { data: EventData<'chart-started'> };
	expect(data.order).toHaveLength(5 * 6);

	const tab = new Tab();
	const inChart = () => tab.blocks.filter(({ chart }) => chart === 1);
	const { questionId, itemId } = data.order[0]!;
	const first = { chart: 1, presentation: 1 };
	const asked = { ...first, questionId, itemId, sample: null };
	await tab.read(() => inChart().length > 50);
	await send(tester, sessionId, 'question-asked', asked, (await clock()).monotonicS);
	for (let kill = 0; kill < 2; kill++) {
		const count = inChart().length;
		const reading = tab.read(() => false);
		await sleep(700);
		await web.end('SIGKILL');
		await reading;
		const { monotonicS } = { monotonicS: Number(process.hrtime.bigint()) / 1e9 };
		await sleep(300);
		await web.start();
		// the mark was made while the server was away
		if (kill === 0)
			await send(tester, sessionId, 'question-ended', { ...first, sample: null }, monotonicS);
		await tab.read(() => inChart().length > count + 60);
	}
	const marks = (await state()).charts[0]!.presentations[0]!;
	expect(marks.asked!.sample).toBeGreaterThan(0);
	expect(marks.ended!.sample).toBeGreaterThan(marks.asked!.sample!);

	await tester.post('/api/recorder/stop-chart', { session: sessionId, reason: 'examiner' });
	await until('the seal', async () => (await state()).charts[0]?.status === 'sealed');
	await tab.read(() => tab.types.includes('event') && tab.events.length >= 1);
	const { seq, charts } = await state();
	await tab.read(() => tab.events.length >= seq);

	const sealed = charts[0]!.sealed!;
	const bytes = readFileSync(join(web.data, sealed.file));
	expect(createHash('sha256').update(bytes).digest('hex')).toBe(sealed.sha256);
	expect(sealed.lost).toBe(0);
	const seen = inChart();
	const sequences = tab.blocks.map(({ sequence }) => sequence);
	expect(sequences).toEqual(sequences.map((_, i) => sequences[0]! + i));
	expect(tab.missed).toBe(0);
	expect(tab.events).toEqual(tab.events.map((_, i) => i + 1));

	const file = readEdf(bytes);
	const [eda] = file.channels;
	const streamed = seen.flatMap(({ channels }) => [...channels[0]!]);
	expect(seen[0]!.firstSample).toBe(0);
	expect(streamed.length).toBeGreaterThan(2000);
	expect([...eda!.samples.subarray(0, streamed.length)]).toEqual(streamed);
	const texts = file.annotations.map(({ text }) => text);
	expect(texts.filter((text) => /^Q\d+\/1 (asked|ended)$/.test(text))).toHaveLength(2);

	const path = `/api/sessions/${sessionId}/recordings/1`;
	const pieces = await (await tester.ask(`${path}/blocks?from=1500&to=2500`)).arrayBuffer();
	const blocks = new PacketReader()
		.push(new Uint8Array(pieces))
		.map(({ body }) => decodeBlock(body));
	expect(blocks.map(({ firstSample }) => firstSample)).toEqual([1000, 2000]);
	expect([...blocks[0]!.channels[0]!]).toEqual([...eda!.samples.subarray(1000, 2000)]);
	expect(await tester.json(path)).toMatchObject({
		...{ samples: sealed.samples, rateHz: 1000, sealedAs: sealed.sha256 }
	});

	const beside = join(web.data, sealed.file.replace(/[.]bdf$/, '.tiles'));
	const kept = readFileSync(beside);
	const tiles = `${path}/tiles?tile=8192`;
	const known = await tester.ask(tiles);
	// the browser's own cache would lie in clear on its disk
	expect(known.headers.get('cache-control')).toBe('no-store');
	const answer = Buffer.from(await known.arrayBuffer());
	const largest = [answer.readIntLE(16, 3), answer.readIntLE(19, 3)];
	const looked = eda!.samples.subarray(0, Math.min(8192, sealed.samples));
	expect(largest).toEqual([Math.min(...looked), Math.max(...looked)]);
	// the recorder's file was believed, not made again
	expect(readFileSync(beside).equals(kept)).toBe(true);
	expect((await tester.ask(`${path}/tiles?tile=17`)).status).toBe(400);
	expect((await new Browser(web).ask(tiles)).status).toBe(401);
});
