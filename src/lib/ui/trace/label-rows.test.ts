import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabelRows } from './label-rows.ts';

test('labels that stand do not cover each other, and none is left out that has room', () => {
	const labels = fc.array(fc.record({ gap: fc.nat(60), width: fc.integer({ min: 1, max: 80 }) }));
	fc.assert(
		fc.property(labels, (given) => {
			const rows = new LabelRows();
			const placed: { left: number; right: number; row: number }[] = [];
			let left = 0;
			for (const { gap, width } of given) {
				left += gap;
				const row = rows.place(left, () => width, [0, 1, 2]);
				const isFree = (one: number): boolean =>
					placed.every(
						(other) => other.row !== one || left >= other.right || left + width <= other.left
					);
				expect(row !== null).toBe([0, 1, 2].some(isFree));
				if (row === null) continue;
				expect(isFree(row)).toBe(true);
				placed.push({ left, right: left + width, row });
			}
		})
	);
});

test('where a sweep begins again at the left there is room again', () => {
	const rows = new LabelRows();
	expect(rows.place(900, () => 50, [0])).toBe(0);
	expect(rows.place(20, () => 50, [0])).toBe(0);
	expect(rows.place(40, () => 50, [0])).toBe(null);
});
