import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import { paperFlaws } from './paper-flaws.ts';
import { DRAWING, paperPlan, paperX } from '#lib/core/paper/paper.ts';

const clipped = (from: number, to: number): Flaw => ({
	...{ from, to, kind: 'clipped', cause: 'maximum' }
});

test('every flaw stands on each sheet that holds a sample of it, at its place, wide enough to be seen', () => {
	const list = fc
		.array(fc.tuple(fc.nat(9000), fc.integer({ min: 1, max: 12_000 })), { maxLength: 20 })
		.map((steps) => {
			let at = 0;
			return steps.map(([skip, length]) => clipped((at += skip), (at += length)));
		});
	fc.assert(
		fc.property(list, fc.constantFrom(4, 5, 10, 20), (flaws, secondsPerCm) => {
			const plan = paperPlan(240_000, 100, secondsPerCm);
			for (const page of plan.pages) {
				const marks = paperFlaws(flaws, plan, page);
				for (const { x, width } of marks) {
					expect(width).toBeGreaterThanOrEqual(0.5);
					expect(x).toBeGreaterThanOrEqual(DRAWING.left);
					expect(x + width).toBeLessThanOrEqual(DRAWING.right + 1e-9);
				}
				for (const { from, to } of flaws)
					for (const sample of [from, to - 1]) {
						if (sample < page.from || sample >= page.to) continue;
						const at = paperX(plan, page, sample);
						expect(marks.some(({ x, width }) => x <= at + 1e-9 && at <= x + width + 1e-9)).toBe(
							true
						);
					}
			}
		})
	);
});

test('a flaw of an hour with a thousand stretches is a few marks, and one word in its place', () => {
	const plan = paperPlan(360_000, 100, 20);
	const flaws = Array.from({ length: 4000 }, (_, i) => clipped(i * 80, i * 80 + 3));
	const [page] = plan.pages;
	const marks = paperFlaws(flaws, plan, page!);
	expect(marks).toHaveLength(1);
	expect(marks[0]).toMatchObject({ place: 'maximum', hasWord: true });
});
