import { expect, test } from 'vitest';
import { decodeBlock, type Block } from '#lib/core/recording/block.ts';
import { PacketReader } from '#lib/core/recording/packet.ts';
import { BlockRing } from '../socket/block-ring.ts';
import { LiveBlocks } from './live-blocks.ts';

function blocksOf(ring: BlockRing): Block[] {
	const reader = new PacketReader();
	const blocks: Block[] = [];
	for (let sequence = ring.first; sequence <= ring.last; sequence++)
		for (const packet of reader.push(ring.packet(sequence)!)) blocks.push(decodeBlock(packet.body));
	return blocks;
}

const counts = (from: number, length: number) => [
	Int32Array.from({ length }, (_, i) => from + i),
	new Int32Array(length)
];

test('joins runs until it is flushed', () => {
	const ring = new BlockRing();
	const live = new LiveBlocks(ring, 1000);
	live.push(0, counts(0, 3), false);
	live.push(3, counts(3, 2), false);
	live.flush();
	live.flush();
	const [block, ...others] = blocksOf(ring);
	expect(others).toEqual([]);
	expect(Array.from(block!.channels[0]!)).toEqual([0, 1, 2, 3, 4]);
	expect(block).toMatchObject({ chart: 0, firstSample: 0, gap: false });
});

test('keeps gaps and charts apart and counts from the beginning of each', () => {
	const ring = new BlockRing();
	const live = new LiveBlocks(ring, 1000);
	live.push(0, counts(0, 5), false);
	live.push(5, counts(5, 5), true);
	live.begin(2, 10);
	live.push(10, counts(10, 5), false);
	live.flush();
	const shape = blocksOf(ring).map(({ chart, firstSample, gap }) => [chart, firstSample, gap]);
	expect(shape).toEqual([
		[0, 0, false],
		[0, 5, true],
		[2, 0, false]
	]);
});

test('cuts a long gap into blocks of a second', () => {
	const ring = new BlockRing();
	const live = new LiveBlocks(ring, 100);
	live.push(0, counts(0, 250), true);
	const blocks = blocksOf(ring);
	expect(blocks.map((block) => [block.firstSample, block.channels[0]!.length])).toEqual([
		[0, 100],
		[100, 100],
		[200, 50]
	]);
});
