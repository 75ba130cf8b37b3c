/** Bytes of a serial device become a file that any EDF+ program reads, and blocks for those who watch. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeBlock, type Block } from '#lib/core/recording/block.ts';
import { isFrame, tileHeader, TILE_HEADER_BYTES } from '#lib/core/recording/tile-file.ts';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { ensureRecorder, recorderClient } from '#lib/server/recorder/process.ts';
import { pattern } from '../fixtures/fake-bitalino.ts';
import {
	fakeSetup,
	numberAt,
	project,
	RecorderLab,
	SESSION,
	until
} from '../fixtures/recorder-lab.ts';

const TIMEOUT = { timeout: 30_000 };
let lab: RecorderLab;
beforeEach(async () => {
	lab = new RecorderLab();
	await lab.start();
}, 30_000);
afterEach(async () => {
	await lab.close();
}, 30_000);

test(
	'a chart holds exactly the samples that were sent, and its papers agree',
	TIMEOUT,
	async () => {
		const columns = ['A1', 'A2', 'A3', 'A4'];
		expect(await lab.open()).toMatchObject({ firmware: 'v5.2', columns });
		const begun = await lab.startChart();
		await sleep(2300);
		const at = begun.monotonicS + 1.5;
		const mark = { chart: 1, monotonicS: at, durationS: null, text: '问题 3 开始' };
		const { sample } = await lab.client.command('mark', { id: 'mark-1', ...mark });
		const again = await lab.client.command('mark', { id: 'mark-1', ...mark });
		const { samples, lost } = await lab.client.command('stop-chart', {});
		const reading = lab.recording();
		const start = numberAt(reading, 0);

		expect({ lost, problems: reading.problems }).toEqual({ lost: 0, problems: [] });
		expect(samples).toBeGreaterThan(2000);
		for (const [index, channel] of reading.channels.entries())
			expect(Array.from(channel.samples.subarray(0, samples))).toEqual(
				Array.from({ length: samples }, (_, i) => pattern(start + i)[index])
			);
		expect(Math.abs(sample - 1500)).toBeLessThanOrEqual(100);
		expect(again.sample).toBe(sample);
		const texts = reading.annotations.map(({ onsetS, text }) => [onsetS, text]);
		expect(texts.filter(([, text]) => text === mark.text)).toEqual([[sample / 1000, mark.text]]);
		expect(texts).toContainEqual([samples / 1000, 'recording ends']);
		expect(reading.header.patient).toBe('S-001 X X X');

		const [closed] = lab.noticed('chart-closed');
		const bytes = readFileSync(lab.file('chart-01.bdf'));
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(closed).toMatchObject({ samples, lost, sha256, bytes: bytes.length, repaired: false });
		const clock = await readClockFile(lab.file('chart-01.clock.jsonl'));
		expect(clock.closed).toMatchObject({ samples, lost, repaired: false });
		expect(clock.pairs.map((pair) => pair.sample)).toEqual([0, 1000, 2000, samples]);
		const tiles = readFileSync(lab.file('chart-01.tiles'));
		const header = tileHeader(4, bytes.subarray(0, 256 * 6));
		expect(tiles.subarray(0, TILE_HEADER_BYTES)).toEqual(Buffer.from(header));
		const frame = tiles.subarray(TILE_HEADER_BYTES);
		expect(isFrame(frame, header, { number: 0, samples, lost })).toBe(true);
		const placed = { sessionId: SESSION, chart: 1, monotonicS: at };
		const after = (await lab.client.command('place', placed)).sample ?? NaN;
		expect(Math.abs(after - sample)).toBeLessThanOrEqual(100);
		expect(existsSync(lab.file('chart-01.open'))).toBe(false);

		expect(existsSync(lab.file('chart-01.closed.json'))).toBe(true);
		await lab.client.command('acknowledge-chart', { sessionId: SESSION, chart: 1 });
		expect(existsSync(lab.file('chart-01.closed.json'))).toBe(false);
	}
);

test(
	'blocks have no hole and no duplicate, over a break and for late comers',
	TIMEOUT,
	async () => {
		const first: Block[] = [];
		lab.client.listen({ block: (body) => first.push(decodeBlock(body)) });
		await lab.open();
		await lab.client.subscribe(1);
		await sleep(300);
		await lab.startChart();
		await sleep(500);
		lab.client.breakConnection();
		await sleep(700);
		await lab.client.command('stop-chart', {});
		await sleep(200);

		const late: Block[] = [];
		const other = recorderClient(lab.root);
		other.listen({ block: (body) => late.push(decodeBlock(body)) });
		await other.connect();
		await other.subscribe(0);
		const last = first.at(-1)!.sequence;
		await until('old blocks', () => (late.at(-1)?.sequence ?? 0) >= last);
		other.close();

		expect(first.map((block) => block.sequence)).toEqual(first.map((_, index) => index + 1));
		expect(late.slice(0, first.length)).toEqual(first);
		const chart = first.filter((block) => block.chart === 1);
		const samples = chart.flatMap((block) => Array.from(block.channels[0]!));
		const reading = lab.recording();
		expect(samples).toEqual(Array.from(reading.channels[0]!.samples.subarray(0, samples.length)));
		let next = 0;
		for (const block of chart) {
			expect(block.firstSample).toBe(next);
			next += block.channels[0]!.length;
		}
		const lengths = chart.map((block) => block.channels[0]!.length);
		expect(lengths.toSorted((a, b) => a - b)[lengths.length >> 1]).toBeLessThanOrEqual(60);
	}
);

test('a data folder has one recorder, which all clients find', TIMEOUT, async () => {
	const pid = await lab.pid();
	const clients = await Promise.all([1, 2].map(() => ensureRecorder({ root: lab.root, project })));
	expect(clients.map((client) => client.hello?.pid)).toEqual([pid, pid]);
	for (const client of clients) client.close();
});

test('refuses with a reason what cannot be', TIMEOUT, async () => {
	const open = (changes: object) =>
		lab.client.command('open', { setup: { ...fakeSetup(lab.fake.path, 1000), ...changes } });
	const code = (name: string) => expect.objectContaining({ code: name }) as unknown;
	await expect(lab.startChart()).rejects.toEqual(code('recorder/not-streaming'));
	await expect(open({ port: '/dev/none' })).rejects.toEqual(code('device/not-opened'));
	await expect(open({ driver: 'none' })).rejects.toEqual(code('device/driver'));
	const [channel] = fakeSetup('', 1000).channels;
	const strange = { channels: [{ ...channel!, column: 'A6' }] };
	await expect(open(strange)).rejects.toEqual(code('device/column'));
	await lab.open();
	await lab.startChart();
	await expect(lab.startChart(2)).rejects.toEqual(code('recorder/recording'));
	await lab.client.command('stop-chart', {});
	await expect(lab.startChart()).rejects.toEqual(code('recorder/chart-exists'));
	await expect(lab.client.command('stop-chart', {})).rejects.toEqual(code('recorder/no-chart'));
	const { ports } = await lab.client.command('list-ports', {});
	expect(Array.isArray(ports)).toBe(true);
});
