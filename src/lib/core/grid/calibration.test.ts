import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { simulatedInterviews } from '../../../../tests/fixtures/coded-interviews.ts';
import { itemPlaces, type CodedInterview } from './calibration-data.ts';
import {
	calibratedModel,
	calibratedTables,
	calibrationCounts,
	tableFaults
} from './calibration.ts';
import { filtered } from './filter.ts';
import { gridModel, gridStates, type GridModel } from './model.ts';
import { parameterUncertainty } from './uncertainty.ts';

const prior: GridModel = gridModel.parse(
	parse(readFileSync('protocols/grid/model.yaml', 'utf8')) as unknown
);
const places = itemPlaces(grid.cells);
const ids = [...places.keys()];
/** Tables unlike the priors in every row. */
const truth: Pick<GridModel, 'start' | 'transition' | 'emission'> = {
	start: [0.1, 0.4, 0.2, 0.3],
	transition: [
		[0.6, 0.2, 0.1, 0.1],
		[0.15, 0.6, 0.15, 0.1],
		[0.1, 0.1, 0.7, 0.1],
		[0.1, 0.1, 0.1, 0.7]
	],
	emission: {
		match: [0.05, 0.15, 0.3, 0.5],
		adjacent: [0.3, 0.3, 0.25, 0.15],
		far: [0.8, 0.1, 0.05, 0.05],
		off: [0.5, 0.3, 0.15, 0.05]
	}
};
const rowsOf = ({ start, transition, emission }: typeof truth): number[][] =>
	[start, ...transition, ...Object.values(emission)].map((row) => [...row]);

const value = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, null);
const form = fc.record({
	rater: fc.constantFrom('a', 'b', 'c'),
	values: fc.dictionary(fc.constantFrom(...ids), value, { maxKeys: 12 })
});
const segment = fc.record({
	label: fc.constantFrom(...gridStates, null),
	breakMinutes: fc.constantFrom(0, 0, 30),
	forms: fc.uniqueArray(form, { maxLength: 3, selector: ({ rater }) => rater })
});
const interviews: fc.Arbitrary<CodedInterview[]> = fc.array(
	fc
		.record({
			person: fc.constantFrom('p', 'q', 'r'),
			segments: fc.array(segment, { maxLength: 5 })
		})
		.map(({ person, segments }): CodedInterview => ({
			...{ person, interview: person, isVolunteer: false, hasInterpreter: false, hasAdult: false },
			...{ hasComplaint: false, minutes: 60 },
			segments: segments.map((one, i) => ({ ...one, slice: i + 1, agreed: null, details: null }))
		})),
	{ maxLength: 5 }
);
const tablesOf = (data: readonly CodedInterview[]) =>
	calibratedTables(calibrationCounts(data, places), prior);

describe('tables from own segments', () => {
	test('without data are exactly the priors', () => {
		const { strengths, ...tables } = tablesOf([]);
		const { start, transition, emission } = prior;
		expect(tables).toEqual({ start, transition, emission });
		expect(strengths.emission.match).toBe(20);
		// the same intervals too: nothing was learned
		const slices = [{ ratings: [], breakMinutes: 0 }];
		const same = calibratedModel(prior, { strengths, ...tables }, {});
		expect(parameterUncertainty(slices, same, { draws: 50 })).toEqual(
			parameterUncertainty(slices, prior, { draws: 50 })
		);
	});

	test('are (20 × prior + counts) ÷ (20 + counts), by hand', () => {
		const one = simulatedInterviews(truth, places, {
			persons: 1,
			segments: 1,
			seed: 1,
			noise: 0
		})[0]!;
		const segments = [
			{
				...one.segments[0]!,
				label: 'S1' as const,
				forms: [
					{ rater: 'a', values: { 'S1C-1': 3 as const } },
					{ rater: 'b', values: { 'S1C-1': 2 as const, 'S3C-1': 0 as const } }
				]
			}
		];
		const { emission, start, strengths } = tablesOf([{ ...one, segments }]);
		// one observation, half a 2 and half a 3
		const match = [0.1, 0.25, 0.4, 0.25].map((p, k) => (20 * p + [0, 0, 0.5, 0.5][k]!) / 21);
		emission.match.forEach((p, k) => expect(p).toBeCloseTo(match[k]!, 14));
		expect(emission.far[0]).toBeCloseTo((20 * 0.62 + 1) / 21, 14);
		expect(emission.adjacent).toEqual(prior.emission.adjacent);
		expect(start[0]).toBeCloseTo((20 * 0.3 + 1) / 21, 14);
		expect(strengths.emission).toEqual({ match: 21, adjacent: 20, far: 21, off: 20 });
	});

	test('have rows that sum to 1, whatever the data', () => {
		fc.assert(
			fc.property(interviews, (data) => {
				for (const row of rowsOf(tablesOf(data)))
					expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
			}),
			{ numRuns: 60 }
		);
	});

	test('do not depend on the order of interviews, segments and raters; unlabelled segments change nothing', () => {
		fc.assert(
			fc.property(interviews, (data) => {
				const turned = data.toReversed().map((one) => ({
					...one,
					segments: one.segments
						.map((own) => ({ ...own, forms: own.forms.toReversed() }))
						.toReversed()
				}));
				const before = rowsOf(tablesOf(data)).flat();
				rowsOf(tablesOf(turned))
					.flat()
					.forEach((p, i) => expect(p).toBeCloseTo(before[i]!, 12));
				const none = data.map((one) => ({
					...one,
					segments: one.segments.map((own) => ({ ...own, label: null }))
				}));
				expect(rowsOf(tablesOf(none))).toEqual(rowsOf(prior));
			}),
			{ numRuns: 60 }
		);
	});

	test('come to those that made the data, the nearer the more there are', () => {
		const distance = (persons: number): number => {
			const data = simulatedInterviews(truth, places, { persons, segments: 8, seed: 7, noise: 0 });
			const wanted = rowsOf(truth).flat();
			return Math.max(
				...rowsOf(tablesOf(data))
					.flat()
					.map((p, i) => Math.abs(p - wanted[i]!))
			);
		};
		const [few, some, many] = [distance(10), distance(100), distance(2000)];
		expect(few).toBeGreaterThan(some);
		expect(some).toBeGreaterThan(many);
		// three standard errors of the rarest row, the start, with 2000 persons
		expect(many).toBeLessThan(0.033);
	});

	test('a pause between labelled segments counts for no transition', () => {
		const make = (breakMinutes: number) => {
			const [one] = simulatedInterviews(truth, places, {
				persons: 1,
				segments: 2,
				seed: 3,
				noise: 0
			});
			const segments = one!.segments.map((own) => ({ ...own, label: 'S2' as const, breakMinutes }));
			return calibrationCounts([{ ...one!, segments }], places).transition[1];
		};
		expect(make(0)).toEqual([0, 1, 0, 0]);
		expect(make(30)).toEqual([0, 0, 0, 0]);
	});
});

describe('tables that would break the model', () => {
	test('priors and tables from a sound sample have no fault', () => {
		expect(tableFaults(prior)).toEqual([]);
		expect(tableFaults(truth)).toEqual([]);
	});

	test('a state that does not stay, or a higher rating that speaks against its stage, is named', () => {
		const [, ...others] = truth.transition;
		expect(tableFaults({ ...truth, transition: [[0.4, 0.3, 0.2, 0.1], ...others] })).toEqual([
			'not-sticky'
		]);
		const emission = { ...truth.emission, match: [0.1, 0.6, 0.2, 0.1] as GridModel['start'] };
		expect(tableFaults({ ...truth, emission })).toEqual(['not-ordered']);
	});
});

test('an indicator without weight changes nothing, as if it had not been rated', () => {
	const local = calibratedModel(prior, tablesOf([]), { 'S1C-1': 0 });
	const rating = (item: string, reliability: number | null) => ({
		...{ item, ...places.get(item)!, value: 3 as const, reliability }
	});
	const others = ['S1C-2', 'S2C-1', 'S3C-1'].map((item) => rating(item, null));
	const [without] = filtered([{ ratings: others, breakMinutes: 0 }], local);
	const [beside] = filtered([{ ratings: [...others, rating('S1C-1', 0)], breakMinutes: 0 }], local);
	expect(beside!.posterior).toEqual(without!.posterior);
	expect(beside!.likelihood.effectiveItems).toBe(without!.likelihood.effectiveItems);
});
