import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineCutter } from './lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('lines come out when their end has come', () => {
	const cutter = new LineCutter(10);
	expect(cutter.push(bytes('one\ntw'))).toEqual(['one']);
	expect(cutter.push(bytes('o\n\nthree'))).toEqual(['two', '']);
	expect(cutter.end()).toEqual(['three']);
	expect(cutter.end()).toEqual([]);
});

test('a line of exactly the longest length is kept, one byte more is thrown away and counted', () => {
	const cutter = new LineCutter(4);
	expect(cutter.push(bytes('1234\n12345\n12\n'))).toEqual(['1234', '12']);
	expect(cutter.tooLong).toBe(1);
});

test('the lines never depend on where the stream is cut, also inside a letter', () => {
	const text = '皮电:516\n\n呼吸 102,4\r\nvery very long line\nend\n';
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (sizes) => {
			const cutter = new LineCutter(16);
			const all = bytes(text);
			const lines: string[] = [];
			for (let from = 0, i = 0; from < all.length; i++) {
				const size = sizes[i % sizes.length]!;
				lines.push(...cutter.push(all.subarray(from, from + size)));
				from += size;
			}
			expect(lines).toEqual(['皮电:516', '', '呼吸 102,4\r', 'end']);
			expect(cutter.tooLong).toBe(1);
		})
	);
});
