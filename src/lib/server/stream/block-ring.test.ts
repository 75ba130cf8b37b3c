import { expect, test } from 'vitest';
import { BlockRing } from './block-ring.ts';

const body = new Uint8Array(100);

test('numbers begin anew with each recorder run', () => {
	const ring = new BlockRing();
	ring.begin('run-1');
	ring.add(7, null, body);
	ring.begin('run-1');
	expect(ring.last).toBe(7);
	ring.begin('run-2');
	expect([ring.first, ring.last]).toEqual([null, null]);
});

test('a block that came before is not kept twice, and a hole is never hidden', () => {
	const ring = new BlockRing();
	for (const sequence of [1, 2, 2, 1, 3]) ring.add(sequence, null, body);
	expect([ring.first, ring.last]).toEqual([1, 3]);
	ring.add(9, null, body);
	expect([ring.first, ring.last]).toEqual([9, 9]);
	expect(ring.get(3)).toBeUndefined();
});

test('it never holds much more than it may', () => {
	const ring = new BlockRing(1000);
	for (let sequence = 1; sequence <= 200; sequence++) ring.add(sequence, 's', body);
	expect(ring.last).toBe(200);
	expect(200 - (ring.first ?? 0)).toBeLessThanOrEqual(10);
	expect(ring.get(200)?.sequence).toBe(200);
});
