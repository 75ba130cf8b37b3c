import { crc32 as zlibs } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

test('the check value of the standard', () => {
	expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
	expect(crc32(new Uint8Array(0))).toBe(0);
});

test('the same as zlib, whole and in two parts', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
			expect(crc32(bytes)).toBe(zlibs(bytes));
			expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibs(bytes));
		})
	);
});
