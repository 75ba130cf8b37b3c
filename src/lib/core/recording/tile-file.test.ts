import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { TileBuilder } from './tile-builder.ts';
import { frameBytes, isFrame, tileHeader, tilesInFrame } from './tile-file.ts';

const bdfHeader = (records: string) => {
	const bytes = new Uint8Array(768).fill(0x41);
	bytes.set(new TextEncoder().encode(records.padEnd(8)), 236);
	return bytes;
};

test('a file is laid out byte for byte as its description says', () => {
	const header = tileHeader(2, bdfHeader('17'));
	const view = new DataView(header.buffer);
	expect(new TextDecoder().decode(header.subarray(0, 8))).toBe('JWTILES1');
	expect([view.getUint16(8, true), view.getUint16(10, true)]).toEqual([2, 16]);
	expect([view.getUint32(12, true), view.getUint32(16, true)]).toEqual([8192, 16 + 3510 * 2]);
	const hash = createHash('sha256').update(bdfHeader('')).digest();
	expect(Buffer.from(header.subarray(20, 52))).toEqual(hash);
	expect(view.getUint32(60, true)).toBe(crc32(header.subarray(0, 60)));

	const builder = new TileBuilder(header, 2);
	builder.lose({ from: 100, to: 116 });
	const ramp = Int32Array.from({ length: 300 }, (_, i) => i);
	const spiked = new Int32Array(300).fill(-7);
	spiked[299] = 8_388_607;
	expect(builder.push([ramp, spiked])).toEqual([]);
	const [frame, ...more] = builder.end();
	expect(more).toEqual([]);
	const bytes = Buffer.from(frame!);
	expect(bytes).toHaveLength(frameBytes(2));
	expect([0, 4, 8].map((at) => bytes.readUInt32LE(at))).toEqual([0, 300, 16]);
	const tile = (at: number) => [bytes.readIntLE(at, 3), bytes.readIntLE(at + 3, 3)];
	const none = [8_388_607, -8_388_608];
	// of 8192 samples
	expect([tile(12), tile(18)]).toEqual([
		[0, 299],
		[-7, 8_388_607]
	]);
	// of 128: three of eight hold samples
	const at128 = 12 + 6 * 2 * (1 + 8);
	expect([0, 1, 2, 3].map((i) => tile(at128 + 6 * i))).toEqual([
		[0, 127],
		[128, 255],
		[256, 299],
		none
	]);
	// of 16: the gap is in no tile
	const at16 = 12 + 6 * 2 * (1 + 8 + 64);
	expect(tilesInFrame(16, 2)).toEqual({ from: at16, to: frameBytes(2) - 4 });
	expect([6, 7].map((i) => tile(at16 + 6 * i))).toEqual([
		[96, 99],
		[116, 127]
	]);
	expect(bytes.readUInt32LE(bytes.length - 4)).toBe(
		crc32(bytes.subarray(0, -4), view.getUint32(60, true))
	);
	expect(builder.end()).toEqual([]);
});

test('the number of records does not matter, anything else of the recording does', () => {
	expect(tileHeader(2, bdfHeader('-1'))).toEqual(tileHeader(2, bdfHeader('4711')));
	const other = bdfHeader('-1');
	other[90] = 0x42;
	expect(tileHeader(2, other)).not.toEqual(tileHeader(2, bdfHeader('-1')));
});

test('a frame is believed only whole, in its place, of its recording, with as many samples and losses', () => {
	const header = tileHeader(1, bdfHeader('1'));
	const builder = new TileBuilder(header, 1);
	const [frame] = builder.push([new Int32Array(8192).fill(5)]);
	const facts = { number: 0, samples: 8192, lost: 0 };
	expect(isFrame(frame!, header, facts)).toBe(true);
	for (const wrong of [{ number: 1 }, { samples: 8191 }, { lost: 3 }])
		expect(isFrame(frame!, header, { ...facts, ...wrong })).toBe(false);
	expect(isFrame(frame!.subarray(1), header, facts)).toBe(false);
	const other = bdfHeader('1');
	other[90] = 0x42;
	expect(isFrame(frame!, tileHeader(1, other), facts)).toBe(false);
	for (let at = 0; at < frame!.length; at += 97) {
		const flipped = frame!.slice();
		flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
		expect(isFrame(flipped, header, facts)).toBe(false);
	}
	expect(isFrame(new Uint8Array(frame!.length), header, { ...facts, samples: 0 })).toBe(false);
});
