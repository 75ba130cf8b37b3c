import { expect, test } from 'vitest';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { namingOf } from './grid-position.ts';
import type { RatedSlice } from './interview-state.ts';
import { whatChanges } from './what-changes.ts';

const AT = '2026-03-02T02:00:00.000Z';
const NOW = Date.parse(AT) + 60_000;
const live = grid.cells.flatMap(({ stage, indicators }) =>
	indicators.filter((one) => one.live).map(({ id }) => ({ id, stage }))
);

/** One rater's form: the indicators of a stage at one value, all others at another. */
const form = (slice: number, stage: string, high: 0 | 1 | 2 | 3, low: 0 | 1 = 0): RatedSlice => ({
	...{ slice, breakMinutes: 0, safeguards: [], interviewer: [], rater: 'a', at: AT, seq: slice },
	ratings: live.map((one) => ({
		...{ item: one.id, value: one.stage === stage ? high : low, alternative: '' }
	}))
});

/** The same form with one value given otherwise. */
const given = (one: RatedSlice, item: string, value: 0 | 1 | 2 | 3): RatedSlice => ({
	...one,
	ratings: one.ratings.map((each) => (each.item === item ? { ...each, value } : each))
});

test('every change that is named does change what may be named, and no smaller one of that indicator does', () => {
	let changes = 0;
	for (const stage of ['S1', 'S2', 'S3'])
		for (const count of [1, 2, 3, 4]) {
			const slices = Array.from({ length: count }, (_, i) => form(i + 1, stage, 2));
			const { state } = namingOf(slices, grid.cells, model, NOW);
			for (const { item, steps, becomes } of whatChanges({ slices }, grid.cells, model, NOW)) {
				changes++;
				const last = slices.at(-1)!;
				const before = last.ratings.find((each) => each.item === item)!.value!;
				const then = (by: number) => {
					const value = Math.max(0, Math.min(3, before + by)) as 0 | 1 | 2 | 3;
					const changed = [...slices.slice(0, -1), given(last, item, value)];
					return namingOf(changed, grid.cells, model, NOW).state;
				};
				expect(then(steps)).toBe(becomes);
				expect(becomes).not.toBe(state);
				for (let less = 1; less < Math.abs(steps); less++)
					expect([then(less), then(-less)]).toEqual([state, state]);
			}
		}
	expect(changes).toBeGreaterThan(0);
});

test('where everything is rated alike for long, no single indicator decides', () => {
	const slices = Array.from({ length: 6 }, (_, i) => form(i + 1, 'none', 0));
	expect(namingOf(slices, grid.cells, model, NOW).state).toBe('O');
	expect(whatChanges({ slices }, grid.cells, model, NOW)).toEqual([]);
});

test('nothing rated, or nothing seen: nothing is guessed at', () => {
	expect(whatChanges({ slices: [] }, grid.cells, model, NOW)).toEqual([]);
	const unseen = { ...form(1, 'S1', 2) };
	const ratings = unseen.ratings.map((one) => ({ ...one, value: null }));
	expect(whatChanges({ slices: [{ ...unseen, ratings }] }, grid.cells, model, NOW)).toEqual([]);
});
