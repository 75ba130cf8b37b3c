import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { markOf } from '../../../../tests/fixtures/interviews.ts';
import type { Mark } from './coding.ts';
import { formDraft } from './coding-draft.ts';

const span = { slice: 1, fromS: 600, toS: 1200 };
let number = 0;
const mark = (...given: Parameters<typeof markOf>): Mark => ({
	...{ ...markOf(...given), id: `mark-${(number += 1)}`, coder: 'coder', seq: number },
	withdrawn: null
});
const valueOf = (marks: readonly Mark[], item: string) =>
	formDraft(marks, span, grid).ratings.find((one) => one.item === item)?.value;
const times = (item: string, count: number): Mark[] =>
	Array.from({ length: count }, (_, i) => mark(item, 1, 610 + i));

describe('the draft of a form', () => {
	test.each([
		[0, undefined],
		[1, 1],
		[2, 2],
		[3, 2],
		[4, 3],
		[9, 3]
	])('counts times: %i of them', (count, value) => {
		expect(valueOf(times('S1C-2', count), 'S1C-2')).toBe(value);
	});

	test.each([
		[1, 1],
		[59, 1],
		[60, 2],
		[180, 2],
		[181, 3],
		[590, 3]
	])('adds lengths: %i s', (seconds, value) => {
		const half = seconds / 2;
		const marks = [
			mark('S1E-2', 1, 605, { untilS: 605 + half }),
			mark('S1E-2', 1, 605 + half, { untilS: 605 + seconds })
		];
		expect(valueOf(marks, 'S1E-2')).toBe(value);
		// the same stretch marked twice is no longer for it
		expect(valueOf([...marks, marks[0]!], 'S1E-2')).toBe(value);
	});

	test('counts of a length only what lies in the slice', () => {
		expect(valueOf([mark('S1E-2', 1, 300, { untilS: 610 })], 'S1E-2')).toBe(1);
		expect(valueOf([mark('S1E-2', 1, 1190, { untilS: 1900 })], 'S1E-2')).toBe(1);
	});

	test('takes the greatest strength, with its time and its other explanation', () => {
		const marks = [mark('S1E-3', 1, 650), mark('S1E-3', 3, 700), mark('S1E-3', 2, 800)];
		expect(formDraft(marks, span, grid).ratings).toEqual([
			{ item: 'S1E-3', value: 3, at: 700, alternative: 'tired of waiting', marks: 3 }
		]);
	});

	test('keeps “could not be seen” apart from “none”, and proposes nothing where nothing was marked', () => {
		expect(valueOf([mark('S1C-2', null, 650)], 'S1C-2')).toBeNull();
		expect(valueOf([mark('S1C-2', 0, 650)], 'S1C-2')).toBe(0);
		expect(valueOf([mark('S1C-2', null, 650), mark('S1C-2', 1, 700)], 'S1C-2')).toBe(1);
		expect(formDraft([], span, grid)).toEqual({ ratings: [], safeguards: [], interviewer: [] });
	});

	test('speaks of signs of harm and of the interviewers; any sign of some is a 3; shares are not counted', () => {
		const marks = [mark('W1', 2, 650), mark('W3', 1, 660), mark('I3', 1, 670), mark('I3', 1, 680)];
		const draft = formDraft([...marks, mark('I1', 1, 690)], span, grid);
		expect(draft.safeguards).toEqual([
			{ item: 'W1', value: 2 },
			{ item: 'W3', value: 3 }
		]);
		expect(draft.interviewer).toEqual([{ item: 'I3', value: '2' }]);
	});

	test('does not depend on the order of marks, nor on marks elsewhere or withdrawn', () => {
		const items = ['S1C-1', 'S1C-2', 'S1E-2', 'S1E-3', 'W1', 'I3'];
		const some = fc.array(
			fc.record({
				item: fc.constantFrom(...items),
				value: fc.constantFrom(0 as const, 1 as const, 2 as const, null),
				atS: fc.integer({ min: 600, max: 1199 }),
				length: fc.integer({ min: 1, max: 300 })
			}),
			{ maxLength: 12 }
		);
		fc.assert(
			fc.property(some, (given) => {
				const marks = given.map(({ item, value, atS, length }, index) =>
					mark(item, value, atS + index / 100, { untilS: atS + 1 + length })
				);
				const noise = [
					{ ...mark('S1C-2', 2, 650), withdrawn: 'misheard' },
					mark('S1C-2', 2, 1300),
					mark('S1C-2', 2, 500)
				];
				expect(
					formDraft([...noise, ...marks.toReversed()], span, grid).ratings.map(valued)
				).toEqual(formDraft(marks, span, grid).ratings.map(valued));
			})
		);
	});
});

const valued = ({ item, value }: { item: string; value: number | null }) => [item, value];
