import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluation } from '../../../../tests/fixtures/interview-records.ts';
import { countOf, interviewFigures, shareOf, type FigureSources } from './record-figures.ts';

const nothing: FigureSources = { slices: [], statements: [], details: [] };
const form = (slice: number, values: Readonly<Record<string, string>>) => ({
	slice,
	interviewer: Object.entries(values).map(([item, value]) => ({ item, value }))
});

test.each([
	['0.6', 0.6],
	['60%', 0.6],
	['60 ％', 0.6],
	['12/20', 0.6],
	['0,6', 0.6],
	['1', 1],
	['6', null],
	['7/0', null],
	['many', null],
	['', null],
	['-1', null]
])('reads the share %j as %s', (text, share) => {
	expect(shareOf(text)).toBe(share);
});

test('reads a count', () => {
	expect(['2', ' 0 ', '1.5', '两次', ''].map(countOf)).toEqual([2, 0, 1.5, null, null]);
});

test('what raters wrote goes before what was typed; raters of a slice are one', () => {
	const slices = [
		form(1, { I1: '0.5', I3: '2' }),
		form(1, { I1: '70%', I3: '0' }),
		form(2, { I1: '9/10', I2: 'much' })
	];
	const { openQuestions, intervieweeTalk, leading } = interviewFigures(
		{ ...nothing, slices },
		evaluation
	);
	expect(openQuestions).toMatchObject({ basis: 'rated', n: 3 });
	// (0.5 + 0.7) / 2 = 0.6 in slice 1; (0.6 + 0.9) / 2
	expect(openQuestions.value).toBeCloseTo(0.75, 12);
	expect(leading).toEqual({ value: 1, basis: 'rated', n: 2 });
	// “much” is no share: the typed minutes stand, 28 of 40
	expect(intervieweeTalk).toEqual({ value: 0.7, basis: 'typed', n: 40 });
});

test('tells apart new, disclosed and proved details, and topics told freely at first', () => {
	const figures = interviewFigures(
		{
			slices: [],
			statements: [
				{ topic: 'a', freeNarrative: true },
				{ topic: 'a', freeNarrative: false },
				{ topic: 'b', freeNarrative: false },
				{ topic: 'b', freeNarrative: true }
			],
			details: [
				{ novelty: 'new', outcome: 'true' },
				{ novelty: 'new', outcome: 'false' },
				{ novelty: 'disclosed', outcome: 'true' },
				{ novelty: 'unknown', outcome: null }
			]
		},
		null
	);
	expect(figures.freeFirst).toEqual({ value: 0.5, basis: 'log', n: 2 });
	expect(figures.newDetails).toEqual({ value: 2, basis: 'log', n: 4 });
	expect(figures.corroborated).toEqual({ value: 2, basis: 'log', n: 4 });
	expect(figures.openQuestions).toEqual({ value: null, basis: 'none', n: 0 });
});

test('no figure is made of nothing, and every share stays a share', () => {
	const share = fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }).map(String), fc.string());
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), share), { maxLength: 12 }),
			(forms) => {
				const slices = forms.map(([slice, value]) => form(slice, { I1: value, I2: value }));
				const figures = interviewFigures({ ...nothing, slices }, null);
				for (const { value, basis, n } of [figures.openQuestions, figures.intervieweeTalk]) {
					expect(basis === 'none').toBe(value === null);
					expect(n === 0).toBe(value === null);
					if (value !== null) expect(value).toBeGreaterThanOrEqual(0);
					if (value !== null) expect(value).toBeLessThanOrEqual(1);
				}
			}
		)
	);
});
