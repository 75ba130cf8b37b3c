import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { gridStates } from '../grid/model.ts';
import { gridPosition } from './grid-position.ts';

type Value = 0 | 1 | 2 | 3 | null;
const live = grid.cells.flatMap((cell) => cell.indicators.filter((one) => one.live));
const form = (value: (id: string) => Value): Record<string, Value> =>
	Object.fromEntries(live.map(({ id }) => [id, value(id)]));
const of = (stage: string, value: Value) => form((id) => (id.startsWith(stage) ? value : 0));
const second = { id: 'second', role: 'supervisor' } as const;

/** An interview of these forms, ten minutes each, by one rater or two. */
function rated(...forms: readonly (readonly Record<string, Value>[])[]): InterviewScript {
	const interview = new InterviewScript(grid).begin();
	forms.forEach((raters, index) => {
		interview.tenMinutes();
		raters.forEach((values, rater) => {
			const actor = rater === 0 ? ({ id: 'officer', role: 'interviewer' } as const) : second;
			expect(interview.tell('slice-rated', sliceForm(index + 1, values), actor).ok).toBe(true);
		});
	});
	return interview;
}

const positionOf = (interview: InterviewScript, laterMinutes = 0) =>
	gridPosition(interview.state, grid.cells, model, interview.nowMs + laterMinutes * 60_000);

describe('a position', () => {
	test('is nothing before the first form, and never named when everything was unseen', () => {
		expect(positionOf(new InterviewScript(grid).begin())).toBeNull();
		const unseen = positionOf(rated([form(() => null)], [form(() => null)]))!;
		expect(unseen.naming.state).toBeNull();
		expect(unseen.rated).toBe(0);
	});

	test('probabilities of cells and of “off the grid” are one whole', () => {
		const { states, cells } = positionOf(rated([of('S2', 2)], [of('S2', 3)]))!;
		const sum = Object.values(cells).reduce((total, value) => total + value, 0);
		expect(sum + (states[3] ?? 0)).toBeCloseTo(1, 9);
	});

	test('names the stage that was seen again and again, holds it in its interval, and says why', () => {
		const found = positionOf(rated([of('S2', 2)], [of('S2', 3)], [of('S2', 3)]))!;
		expect(found.naming).toMatchObject({ state: 'S2' });
		expect(found.low[1]!).toBeLessThan(found.states[1]!);
		expect(found.high[1]!).toBeGreaterThan(found.states[1]!);
		expect(found.path).toHaveLength(3);
		expect(found.why?.state).toBe('S2');
		expect(found.why?.items[0]?.item.startsWith('S2')).toBe(true);
	});

	test('somebody open and calm leaves the grid', () => {
		const { states } = positionOf(rated([form(() => 0)], [form(() => 0)], [form(() => 0)]))!;
		expect(states[gridStates.indexOf('O')]!).toBeGreaterThan(0.95);
	});

	test('half an hour later it is no longer named', () => {
		const interview = rated([of('S2', 3)], [of('S2', 3)], [of('S2', 3)]);
		expect(positionOf(interview, 29)!.naming.state).toBe('S2');
		expect(positionOf(interview, 31)!.naming).toMatchObject({ state: null, obstacles: ['old'] });
	});
});

test('a rater who was not blind moves the position less', () => {
	const known = (unblinded?: boolean): readonly number[] => {
		const interview = new InterviewScript(grid).begin().tenMinutes();
		const more = unblinded === undefined ? {} : { unblinded };
		interview.tell('slice-rated', sliceForm(1, of('S2', 3), more));
		return positionOf(interview)!.states;
	};
	expect(known(false)).toEqual(known());
	const s2 = gridStates.indexOf('S2');
	expect(known(true)[s2]!).toBeLessThan(known()[s2]!);
	expect(known(true)[s2]!).toBeGreaterThan(model.start[s2]!);
});

describe('two raters', () => {
	test('who differ withdraw the name; the interval holds both', () => {
		const both = positionOf(rated([of('S2', 3), of('S1', 3)], [of('S2', 3), of('S1', 3)]))!;
		expect(both.naming).toMatchObject({ state: null });
		expect(both.distance!).toBeGreaterThan(model.naming.mostDistance);
		const alone = positionOf(rated([of('S2', 3)], [of('S2', 3)]))!;
		expect(both.high[0]!).toBeGreaterThan(alone.high[0]!);
		expect(both.high[1]!).toBeCloseTo(alone.high[1]!, 6);
	});

	test('whose order is irrelevant', () => {
		const value = fc.constantFrom<Value>(0, 1, 2, 3, null);
		const forms = fc.array(value, { minLength: live.length, maxLength: live.length });
		fc.assert(
			fc.property(forms, forms, (a, b) => {
				const [one, other] = [a, b].map((values) =>
					form((id) => values[live.findIndex((item) => item.id === id)] ?? null)
				);
				const [ab, ba] = [positionOf(rated([one!, other!])), positionOf(rated([other!, one!]))];
				ab!.states.forEach((state, i) => expect(state).toBeCloseTo(ba!.states[i]!, 12));
				expect(ab!.naming).toEqual(ba!.naming);
			}),
			{ numRuns: 15 }
		);
	});

	test('one of whom has not handed in the latest slice says nothing about now', () => {
		const late = rated([of('S2', 3), of('S1', 3)], [of('S2', 3)]);
		expect(positionOf(late)!.raters).toBe(1);
		expect(positionOf(late)!.states).toEqual(
			positionOf(rated([of('S2', 3)], [of('S2', 3)]))!.states
		);
	});
});
