/**
 * The model's tables re-estimated from a laboratory's own segments.
 *
 * @module
 */
import type { CodedInterview, ItemPlace } from './calibration-data.ts';
import {
	gridStates,
	relationOf,
	type GridModel,
	type GridState,
	type LocalWeights
} from './model.ts';

/** Emission rows. */
export type Relation = keyof GridModel['emission'];
type Row = GridModel['start'];

/** Relations in the order in which they are shown. */
export const relations = ['match', 'adjacent', 'far', 'off'] as const satisfies readonly Relation[];

/** How often what was seen. An indicator of a segment counts once, shared among those who rated it. */
export interface CalibrationCounts {
	/** By relation, ratings 0…3. */
	readonly emission: Readonly<Record<Relation, readonly number[]>>;
	/** Shape [from][to]: labelled segments that follow each other without a break. */
	readonly transition: readonly (readonly number[])[];
	/** Labels of first segments. */
	readonly start: readonly number[];
	/** Labelled segments that count. */
	readonly segments: number;
	/** Persons they come from. */
	readonly persons: number;
}

/** Tables of the model after counting. */
export interface CalibratedTables extends Pick<GridModel, 'start' | 'transition' | 'emission'> {
	readonly strengths: LocalWeights['strengths'];
}

/**
 * Counts labelled segments.
 *
 * @param places indicators the grid has now; ratings of others are left out
 * @source interview reference §3.3
 */
export function calibrationCounts(
	interviews: readonly CodedInterview[],
	places: ReadonlyMap<string, ItemPlace>
): CalibrationCounts {
	const emission = perRelation(() => [0, 0, 0, 0]);
	const transition = gridStates.map(() => [0, 0, 0, 0]);
	const start = [0, 0, 0, 0];
	const persons = new Set<string>();
	let segments = 0;
	for (const { person, segments: all } of interviews)
		for (const { slice, label, forms, breakMinutes } of all) {
			if (label === null) continue;
			const state = gridStates.indexOf(label);
			if (slice === 1) add(start, state, 1);
			const before = all.find((one) => one.slice === slice - 1)?.label ?? null;
			if (before !== null && breakMinutes === 0)
				add(transition[gridStates.indexOf(before)] ?? [], state, 1);
			segments += 1;
			persons.add(person);
			countRatings(emission, forms, label, places);
		}
	return { emission, transition, start, segments, persons: persons.size };
}

function countRatings(
	emission: Record<Relation, number[]>,
	forms: CodedInterview['segments'][number]['forms'],
	label: GridState,
	places: ReadonlyMap<string, ItemPlace>
): void {
	for (const [item, { stage }] of places) {
		const given = forms.flatMap(({ values }) => {
			const value = values[item];
			return value === null || value === undefined ? [] : [value];
		});
		for (const value of given) add(emission[relationOf(stage, label)], value, 1 / given.length);
	}
}

function add(row: number[], index: number, amount: number): void {
	row[index] = (row[index] ?? 0) + amount;
}

/**
 * The tables after counting: each row is (strength × prior + counts) ÷ (strength + sum of counts).
 *
 * @returns exactly the priors where nothing was counted
 * @source interview reference §3.3: Dirichlet-multinomial update
 */
export function calibratedTables(
	{ emission, transition, start }: CalibrationCounts,
	prior: GridModel
): CalibratedTables {
	const { priorStrength } = prior;
	const updated = (row: Row, counted: readonly number[] = []): Row => {
		const total = sum(counted);
		if (total === 0) return row;
		return four((i) => (priorStrength * row[i] + (counted[i] ?? 0)) / (priorStrength + total));
	};
	const strength = (counted: readonly number[] = []): number => priorStrength + sum(counted);
	return {
		start: updated(prior.start, start),
		transition: four((i) => updated(prior.transition[i], transition[i])),
		emission: perRelation((one) => updated(prior.emission[one], emission[one])),
		strengths: {
			start: strength(start),
			transition: four((i) => strength(transition[i])),
			emission: perRelation((one) => strength(emission[one]))
		}
	};
}

const sum = (row: readonly number[]): number => row.reduce((total, one) => total + one, 0);

function four<T>(make: (index: 0 | 1 | 2 | 3) => T): [T, T, T, T] {
	return [make(0), make(1), make(2), make(3)];
}

function perRelation<T>(make: (relation: Relation) => T): Record<Relation, T> {
	return { match: make('match'), adjacent: make('adjacent'), far: make('far'), off: make('off') };
}

/** The model with tables and weights of a laboratory. */
export function calibratedModel(
	prior: GridModel,
	{ strengths, ...tables }: CalibratedTables,
	reliabilities: LocalWeights['reliabilities']
): GridModel {
	return { ...prior, ...tables, local: { strengths, reliabilities } };
}

/** Why tables may not be used. */
export type TableFault = 'not-sticky' | 'not-ordered';

/**
 * What would break the model's promises: a state that does not stay from one slice to the next (powers of the table
 * have no meaning then), or a higher rating that speaks against its own stage.
 */
export function tableFaults({
	transition,
	emission
}: Pick<GridModel, 'transition' | 'emission'>): TableFault[] {
	const isSticky = transition.every((row, i) => (row[i] ?? 0) > 0.5);
	const { match, off } = emission;
	const odds = match.map((value, k) => value / (off[k] ?? 1));
	const isOrdered = odds.every((value, k) => k === 0 || value >= (odds[k - 1] ?? 0) - 1e-12);
	return [
		...(isSticky ? [] : ['not-sticky' as const]),
		...(isOrdered ? [] : ['not-ordered' as const])
	];
}
