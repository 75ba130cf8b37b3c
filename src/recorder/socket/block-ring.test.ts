import { expect, test } from 'vitest';
import { decodeBlock } from '#lib/core/recording/block.ts';
import { PacketReader } from '#lib/core/recording/packet.ts';
import { BlockRing } from './block-ring.ts';

const block = (firstSample: number) => ({
	...{ chart: 1, firstSample, gap: false },
	channels: [Int32Array.of(firstSample)]
});

test('numbers blocks from 1 without a hole and gives them back', () => {
	const ring = new BlockRing();
	expect([ring.first, ring.last]).toEqual([1, 0]);
	for (const sample of [0, 1, 2]) ring.append(block(sample), 0.02);
	expect([ring.first, ring.last]).toEqual([1, 3]);
	const [packet] = new PacketReader().push(ring.packet(2)!);
	expect(decodeBlock(packet!.body)).toEqual({ ...block(1), sequence: 2 });
	expect([ring.packet(0), ring.packet(4)]).toEqual([undefined, undefined]);
});

test('keeps ten minutes and forgets what is older', () => {
	const ring = new BlockRing();
	for (let sample = 0; sample < 20_000; sample++) ring.append(block(sample), 0.1);
	expect(ring.last).toBe(20_000);
	expect(ring.last - ring.first + 1).toBeGreaterThanOrEqual(6000);
	expect(ring.last - ring.first + 1).toBeLessThan(7000);
	expect(ring.packet(ring.first)).toBeDefined();
	expect(ring.packet(ring.first - 1)).toBeUndefined();
	const [packet] = new PacketReader().push(ring.packet(ring.last)!);
	expect(decodeBlock(packet!.body).sequence).toBe(20_000);
});
