import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	DRAWING,
	paperPlan,
	paperScales,
	paperX,
	timeMarks,
	timeSteps,
	TRACE_WIDTH,
	wholeScale
} from './paper.ts';

describe('pages', () => {
	test('a chart of ten minutes at the paper speed of the field takes six sheets of 100 s', () => {
		const { pages } = paperPlan(600_000, 1000, 4);
		expect(pages).toHaveLength(6);
		expect(pages.map(({ from, to }) => [from, to])).toEqual(
			Array.from({ length: 6 }, (_, i) => [100_000 * i, 100_000 * (i + 1)])
		);
	});

	test('every sample is on one sheet and one only, at any rate and scale', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.5, max: 3600, noNaN: true }),
				fc.double({ min: 4, max: 4000, noNaN: true }),
				fc.constantFrom(...paperScales, 2.37, 36.72),
				(lengthS, rateHz, secondsPerCm) => {
					const samples = Math.ceil(lengthS * rateHz);
					const plan = paperPlan(samples, rateHz, secondsPerCm);
					let at = 0;
					for (const page of plan.pages) {
						expect(page.from).toBe(at);
						expect(page.to).toBeGreaterThan(page.from);
						for (const sample of [page.from, page.to - 1]) {
							const x = paperX(plan, page, sample);
							expect(x).toBeGreaterThanOrEqual(DRAWING.left - 1e-6);
							expect(x).toBeLessThan(DRAWING.right + 1e-6);
						}
						at = page.to;
					}
					expect(at).toBe(samples);
				}
			)
		);
	});

	test('the whole chart fits on one sheet at the scale that is printed with it', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 5_000_000 }),
				fc.double({ min: 1, max: 4000, noNaN: true }),
				(samples, rateHz) => {
					const scale = wholeScale(samples, rateHz);
					expect(Number(scale.toFixed(2))).toBe(scale);
					expect(paperPlan(samples, rateHz, scale).pages).toHaveLength(1);
				}
			)
		);
	});
});

describe('true size', () => {
	test.each(paperScales)('a ruler shows 1 cm for %f s', (secondsPerCm) => {
		const rateHz = 999.9871;
		const plan = paperPlan(900_000, rateHz, secondsPerCm);
		const page = plan.pages[0]!;
		const one = paperX(plan, page, 7 * rateHz);
		const other = paperX(plan, page, (7 + secondsPerCm) * rateHz);
		expect(other - one).toBeCloseTo(10, 9);
	});

	test('lines of the time axis lie where the samples of those times lie', () => {
		const rateHz = 1000;
		const plan = paperPlan(600_000, rateHz, 4);
		for (const page of plan.pages)
			for (const { seconds, x } of timeMarks(plan, page))
				expect(x).toBeCloseTo(paperX(plan, page, seconds * rateHz), 6);
	});

	test('5 s divisions as on paper, from one edge of the sheet to the other', () => {
		const plan = paperPlan(600_000, 1000, 4);
		const marks = timeMarks(plan, plan.pages[1]!);
		expect(marks.map(({ seconds }) => seconds)).toEqual(
			Array.from({ length: 21 }, (_, i) => 100 + 5 * i)
		);
		expect(marks[0]?.x).toBeCloseTo(DRAWING.left, 9);
		expect(marks.at(-1)?.x).toBeCloseTo(DRAWING.left + TRACE_WIDTH, 9);
	});

	test('lines and numbers never crowd', () => {
		for (const scale of [0.5, 4, 5, 10, 20, 37, 90, 400]) {
			const { line, number } = timeSteps(scale);
			expect((10 * line) / scale).toBeGreaterThanOrEqual(1);
			expect((10 * number) / scale).toBeGreaterThanOrEqual(9);
			expect(number % line).toBe(0);
		}
		expect(timeSteps(20).line).toBe(5);
	});
});
