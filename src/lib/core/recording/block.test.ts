import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBlock, encodeBlock } from './block.ts';

const blocks = fc.nat(50).chain((samples) =>
	fc.record({
		sequence: fc.nat(2 ** 32 - 1),
		chart: fc.nat(99),
		firstSample: fc.nat(2 ** 40),
		gap: fc.boolean(),
		channels: fc.array(
			fc
				.array(fc.integer(), { minLength: samples, maxLength: samples })
				.map((counts) => Int32Array.from(counts)),
			{ minLength: 1, maxLength: 8 }
		)
	})
);

test('a block comes out as it went in, wherever its bytes lie', () => {
	fc.assert(
		fc.property(blocks, fc.nat(7), (block, offset) => {
			const bytes = encodeBlock(block);
			const placed = new Uint8Array(offset + bytes.length);
			placed.set(bytes, offset);
			expect(decodeBlock(placed.subarray(offset))).toEqual(block);
		})
	);
});

test('bytes that are none are refused', () => {
	const bytes = encodeBlock({
		...{ sequence: 1, chart: 1, firstSample: 0, gap: false },
		channels: [Int32Array.of(1, 2)]
	});
	for (const length of [0, 23, bytes.length - 1])
		expect(() => decodeBlock(bytes.subarray(0, length))).toThrow(/expected/);
});
