import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readEdf } from '../../core/recording/edf/reader.ts';
import { unpackTiles } from '../../core/recording/tile-file.ts';
import { reduce } from '../../core/session/reduce.ts';
import { GAP, recordedLog, recording } from '../../../../tests/fixtures/recorded-session.ts';
import { chartOf } from '../recording-files.ts';
import { readTiles } from './tile-files.ts';

const FOLDER = 'recordings/session-0001';
const chart = chartOf(reduce(recordedLog().events, 'session-0001'), 1);
const bytes = recording();
const reading = readEdf(bytes);
const samples = chart.sealed!.samples;
let data = '';
let tiles = '';
beforeEach(async () => {
	data = mkdtempSync(join(tmpdir(), 'jw-tiles-'));
	await mkdir(join(data, FOLDER), { recursive: true });
	writeFileSync(join(data, FOLDER, 'chart-01.bdf'), bytes);
	tiles = join(data, FOLDER, 'chart-01.tiles');
});
afterEach(() => rmSync(data, { recursive: true }));

/** What the answer has to be: every sample looked at, those that never arrived left out. */
function truth(channel: number, from: number, to: number): [number, number] {
	let [min, max] = [8_388_607, -8_388_608];
	for (let at = from; at < Math.min(to, samples); at++) {
		if (at >= GAP.firstSample && at < GAP.firstSample + GAP.samples) continue;
		const count = reading.channels[channel]!.samples[at]!;
		[min, max] = [Math.min(min, count), Math.max(max, count)];
	}
	return [min, max];
}

async function expectTruth(tile: number, from = 0, to = Infinity): Promise<void> {
	const answer = Buffer.from(await readTiles(data, chart, { tile, from, to }));
	const [size, channels, first, frames] = [0, 4, 8, 12].map((at) => answer.readUInt32LE(at));
	expect([size, channels, first]).toEqual([tile, 2, Math.floor(from / 8192)]);
	expect(frames).toBe(Math.ceil(Math.min(to, samples) / 8192) - first!);
	const perFrame = 8192 / tile;
	const found = new Int32Array(2 * perFrame);
	for (let frame = 0; frame < frames!; frame++)
		for (const channel of [0, 1]) {
			unpackTiles(answer, 16 + 6 * perFrame * (2 * frame + channel), perFrame, found, 0);
			for (let i = 0; i < perFrame; i++) {
				const begin = (first! + frame) * 8192 + i * tile;
				expect([found[2 * i], found[2 * i + 1]]).toEqual(truth(channel, begin, begin + tile));
			}
		}
}

test('a recording without a tile file gets one, true at every size', async () => {
	for (const tile of [8192, 1024, 128]) await expectTruth(tile);
	await expectTruth(16, 20_000, 40_000);
	expect(existsSync(tiles)).toBe(true);
	expect(existsSync(`${tiles}.part`)).toBe(false);
});

test('a tile file that was cut, changed or is of another recording is made again and never believed', async () => {
	await expectTruth(1024);
	const good = readFileSync(tiles);
	const damage: Record<string, () => void> = {
		empty: () => truncateSync(tiles, 0),
		'a frame short': () => truncateSync(tiles, good.length - 7036),
		'in the middle of a frame': () => truncateSync(tiles, good.length - 1000),
		longer: () => writeFileSync(tiles, Buffer.concat([good, Buffer.alloc(7036)])),
		'zeros at the end': () => writeFileSync(tiles, Buffer.from(good).fill(0, good.length - 7036)),
		'of another recording': () => writeFileSync(tiles, Buffer.from(good).fill(7, 20, 52))
	};
	for (const at of [3, 64 + 5, 64 + 12 + 2, 64 + 7036 * 3 + 4000, good.length - 1])
		damage[`bit of byte ${String(at)}`] = () => {
			const flipped = Buffer.from(good);
			flipped[at] = flipped[at]! ^ 4;
			writeFileSync(tiles, flipped);
		};
	for (const [name, hurt] of Object.entries(damage)) {
		hurt();
		expect(readFileSync(tiles).equals(good), name).toBe(false);
		await expectTruth(8192);
		expect(readFileSync(tiles).equals(good), name).toBe(true);
	}
});

test('where it cannot be kept it is made each time', async () => {
	const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	await mkdir(`${tiles}.part`);
	await expectTruth(8192);
	expect(existsSync(tiles)).toBe(false);
	expect(told).toHaveBeenCalledWith(expect.stringContaining('cannot be kept'), expect.anything());
	told.mockRestore();
	await expectTruth(8192);
	expect(existsSync(tiles)).toBe(true);
});
