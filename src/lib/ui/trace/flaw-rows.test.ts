import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import { flawRows } from './flaw-rows.ts';

const RATE = 100;
const clipped = (from: number, to: number): Flaw => ({
	...{ from, to, kind: 'clipped', cause: 'maximum' }
});

test('gaps and flaws stand in order of time, near ones of one cause in one row', () => {
	const poor: Flaw = { from: 30, to: 1030, kind: 'poor', cause: 'no-beats' };
	const rows = flawRows(
		[[clipped(900, 910)], [clipped(10, 12), poor, clipped(90, 95), clipped(2000, 2001)]],
		[{ from: 500, to: 520 }],
		RATE
	);
	expect(rows).toEqual([
		{ channel: 1, from: 10, to: 95, cause: 'maximum', count: 2 },
		{ channel: 1, from: 30, to: 1030, cause: 'no-beats', count: 1 },
		{ channel: null, from: 500, to: 520, cause: 'missing', count: 1 },
		{ channel: 0, from: 900, to: 910, cause: 'maximum', count: 1 },
		{ channel: 1, from: 2000, to: 2001, cause: 'maximum', count: 1 }
	]);
});

test('no flaw is left out of the table', () => {
	const list = fc
		.array(fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 300 })), { maxLength: 30 })
		.map((steps) => {
			let at = 0;
			return steps.map(([skip, length]) => clipped((at += skip), (at += length)));
		});
	fc.assert(
		fc.property(list, list, (a, b) => {
			const rows = flawRows([a, b], [], RATE);
			expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(a.length + b.length);
			[a, b].forEach((own, channel) => {
				for (const { from, to } of own)
					expect(
						rows.some((row) => row.channel === channel && row.from <= from && row.to >= to)
					).toBe(true);
			});
		})
	);
});
