import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StreamedHash } from './streamed-hash.ts';

test('a hash taken piece by piece is that of the whole', () => {
	fc.assert(
		fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (pieces) => {
			const hash = new StreamedHash();
			for (const piece of pieces) hash.take(piece);
			expect(hash.hex()).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'));
		})
	);
});
