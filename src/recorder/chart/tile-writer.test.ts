import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
	frameBytes,
	framesOf,
	FRAME_SAMPLES,
	isFrame,
	tileHeader,
	TILE_HEADER_BYTES,
	tilesInFrame,
	unpackTiles
} from '#lib/core/recording/tile-file.ts';
import { nodeDisk } from '#lib/disk/disk.ts';
import { TileWriter } from './tile-writer.ts';

const bdfHeader = new Uint8Array(768).fill(0x41);
let folder = '';
let path = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'jw-tiles-'));
	path = join(folder, 'chart-01.tiles');
});
afterEach(() => rmSync(folder, { recursive: true }));

const counts = (channel: number, from: number, to: number) =>
	Int32Array.from({ length: to - from }, (_, i) => ((from + i) * (7919 + channel)) % 100_003);

test('whatever comes in whatever portions, the file holds the true extents, and never more than is on the disk', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.boolean()), {
				...{ minLength: 1, maxLength: 8, size: 'max' }
			}),
			async (portions) => {
				rmSync(path, { force: true });
				const writer = new TileWriter(nodeDisk, path, 2, bdfHeader);
				let end = 0;
				const lost: [number, number][] = [];
				for (const [length, isGap] of portions) {
					if (isGap) writer.lose({ from: end, to: end + length });
					if (isGap) lost.push([end, end + length]);
					writer.push([counts(0, end, end + length), counts(1, end, end + length)]);
					end += length;
					writer.durable(Math.max(0, end - 500));
				}
				await writer.finish();
				const bytes = readFileSync(path);
				const header = tileHeader(2, bdfHeader);
				expect(bytes.subarray(0, TILE_HEADER_BYTES)).toEqual(Buffer.from(header));
				expect(bytes).toHaveLength(TILE_HEADER_BYTES + framesOf(end) * frameBytes(2));
				const isLost = (at: number) => lost.some(([from, to]) => at >= from && at < to);
				for (let number = 0; number < framesOf(end); number++) {
					const from = TILE_HEADER_BYTES + number * frameBytes(2);
					const frame = bytes.subarray(from, from + frameBytes(2));
					const first = number * FRAME_SAMPLES;
					const places = Array.from(
						{ length: Math.min(FRAME_SAMPLES, end - first) },
						(_, i) => first + i
					);
					const facts = { number, samples: places.length, lost: places.filter(isLost).length };
					expect(isFrame(frame, header, facts)).toBe(true);
					const largest = new Int32Array(4);
					unpackTiles(frame, tilesInFrame(FRAME_SAMPLES, 2).from, 2, largest, 0);
					for (const channel of [0, 1]) {
						const all = counts(channel, first, first + places.length);
						const kept = all.filter((_, i) => !isLost(first + i));
						const truth = [
							kept.reduce((least, count) => Math.min(least, count), 8_388_607),
							kept.reduce((most, count) => Math.max(most, count), -8_388_608)
						];
						expect([...largest.subarray(2 * channel, 2 * channel + 2)]).toEqual(truth);
					}
				}
			}
		),
		{ numRuns: 25 }
	);
});

test('nothing is written before the samples are on the disk', async () => {
	const writer = new TileWriter(nodeDisk, path, 1, bdfHeader);
	writer.push([counts(0, 0, 3 * FRAME_SAMPLES)]);
	writer.durable(FRAME_SAMPLES - 1);
	await new Promise((done) => setTimeout(done, 20));
	expect(existsSync(path)).toBe(false);
	writer.durable(2 * FRAME_SAMPLES);
	const two = TILE_HEADER_BYTES + 2 * frameBytes(1);
	await vi.waitUntil(() => existsSync(path) && readFileSync(path).length === two);
	await writer.finish();
	expect(readFileSync(path)).toHaveLength(two + frameBytes(1));
});

test('when the recording is in trouble the room of the tiles is given back', async () => {
	const writer = new TileWriter(nodeDisk, path, 1, bdfHeader);
	writer.push([counts(0, 0, FRAME_SAMPLES)]);
	writer.durable(FRAME_SAMPLES);
	await vi.waitUntil(() => existsSync(path));
	writer.giveUp();
	writer.push([counts(0, 0, FRAME_SAMPLES)]);
	await writer.finish();
	expect(existsSync(path)).toBe(false);
});

test('a place that cannot be written ends the tiles and nothing else', async () => {
	const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	const writer = new TileWriter(nodeDisk, join(folder, 'none', 'chart-01.tiles'), 1, bdfHeader);
	writer.push([counts(0, 0, FRAME_SAMPLES)]);
	writer.durable(FRAME_SAMPLES);
	await writer.finish();
	expect(told).toHaveBeenCalledWith(expect.stringContaining('no tiles'), expect.anything());
	told.mockRestore();
});
