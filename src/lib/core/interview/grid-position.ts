/**
 * Where the ratings of an interview place somebody on the grid, and how little is known.
 *
 * @module
 */
import { cellId, type CellId, type GridCell } from '../grid/cell.ts';
import { contributions } from '../grid/contributions.ts';
import { dimensionShares, leading } from '../grid/dimension-shares.ts';
import { filtered, totalVariation, type FilteredSlice } from '../grid/filter.ts';
import { dimensions, gridStates, stages } from '../grid/model.ts';
import type { Dimension, GridModel, GridState, Rating, Slice } from '../grid/model.ts';
import { named, type Naming } from '../grid/naming.ts';
import { sensitivityOf, type Sensitivity } from '../grid/sensitivity.ts';
import { parameterUncertainty } from '../grid/uncertainty.ts';
import type { InterviewState } from './interview-state.ts';

/** A position after some slice. */
export interface GridPosition {
	/** Probability of each state, in the order of `gridStates`: the mean of the raters. */
	readonly states: readonly number[];
	/** 80 % interval of each: parameters known only so well, widened to hold every rater. */
	readonly low: readonly number[];
	readonly high: readonly number[];
	/** Probability of each cell. */
	readonly cells: Readonly<Record<CellId, number>>;
	readonly naming: Naming;
	/** Dimension that probably leads in the named stage; null = none may be named. */
	readonly dimension: { readonly dimension: Dimension; readonly probability: number } | null;
	/** Probabilities after every slice so far: the path. */
	readonly path: readonly (readonly number[])[];
	/** Largest total variation between raters; null = one rater. */
	readonly distance: number | null;
	readonly raters: number;
	/** Indicators rated in the latest slice, by all raters. */
	readonly rated: number;
	readonly ageMinutes: number;
	/** The most probable state under other correlations of the indicators. */
	readonly sensitivity: readonly Sensitivity[];
	/** What speaks for the first state against the second, of each rater together, the largest first. */
	readonly why: {
		readonly state: GridState;
		readonly other: GridState;
		readonly items: readonly { readonly item: string; readonly amount: number }[];
	} | null;
}

/**
 * The position at a moment; null = nothing was rated.
 *
 * The order of the raters is irrelevant. Test results are no argument: there is no way to give one.
 *
 * @param nowMs ms since 1970
 */
export function gridPosition(
	{ slices }: Pick<InterviewState, 'slices'>,
	cells: readonly GridCell[],
	model: GridModel,
	nowMs: number
): GridPosition | null {
	if (slices.length === 0) return null;
	const { sequences, filters, ends, distance, ageMinutes, latest, naming } = viewed(
		...[slices, cells, model, nowMs]
	);
	const spreads = sequences.map((sequence) =>
		parameterUncertainty(sequence, model, { draws: 400 })
	);
	const states = meanOf(ends);
	const shares = stages.map((stage) =>
		meanOf(sequences.map((sequence) => dimensionShares(sequence, stage, model).shares))
	);
	return {
		states,
		low: gridStates.map((_, i) => Math.min(...spreads.map(({ low }) => low[i] ?? 0))),
		high: gridStates.map((_, i) => Math.max(...spreads.map(({ high }) => high[i] ?? 1))),
		cells: cellsOf(states, shares),
		naming,
		dimension: leadingDimension(naming, sequences, model),
		path: pathOf(filters, model),
		...{ distance, raters: sequences.length, ageMinutes },
		rated: latest?.likelihood.weighted.length ?? 0,
		sensitivity: sensitivityOf(sequences, mostProbable(states), model),
		why: latest === undefined ? null : whyOf(latest, model)
	};
}

/** What may be named of these forms, without the intervals: for asking what other ratings would change. */
export function namingOf(
	slices: InterviewState['slices'],
	cells: readonly GridCell[],
	model: GridModel,
	nowMs: number
): Naming {
	return viewed(slices, cells, model, nowMs).naming;
}

/** Every rater's slices through the filter, and what may be named of them. */
function viewed(
	slices: InterviewState['slices'],
	cells: readonly GridCell[],
	model: GridModel,
	nowMs: number
) {
	const last = Math.max(...slices.map(({ slice }) => slice));
	// somebody who has not handed in the latest slice says nothing about now
	const raters = slices
		.filter(({ slice }) => slice === last)
		.map(({ rater }) => rater)
		.sort();
	const sequences = raters.map((rater) => slicesOf(slices, rater, cells, model));
	const filters = sequences.map((sequence) => filtered(sequence, model));
	const ends = filters.map((one) => one.at(-1)?.posterior ?? model.start);
	const distance = raters.length < 2 ? null : largestDistance(ends);
	const ageMinutes = (nowMs - Math.max(...slices.map(({ at }) => Date.parse(at)))) / 60_000;
	const latest = combined(filters);
	const naming = named(latest, { distance, ageMinutes }, model);
	return { sequences, filters, ends, distance, ageMinutes, latest, naming };
}

/** The state with the largest probability. */
export function mostProbable(states: readonly number[]): GridState {
	return gridStates[states.indexOf(Math.max(...states))] ?? 'O';
}

/** One rater's slices; one that was left out is a slice in which nothing was seen. */
function slicesOf(
	all: InterviewState['slices'],
	rater: string,
	cells: readonly GridCell[],
	{ unblindedWeight, local }: Pick<GridModel, 'unblindedWeight' | 'local'>
): Slice[] {
	const own = new Map(all.flatMap((one) => (one.rater === rater ? [[one.slice, one]] : [])));
	const last = Math.max(...all.map(({ slice }) => slice));
	const places = new Map(
		cells.flatMap(({ stage, dimension, indicators }) =>
			indicators.map(({ id, channel }) => [id, { item: id, stage, dimension, channel }] as const)
		)
	);
	return Array.from({ length: last }, (_, index) => {
		const form = own.get(index + 1);
		const known = all.find(({ slice }) => slice === index + 1);
		const ratings = (form?.ratings ?? []).flatMap(({ item, value }): Rating[] => {
			const place = places.get(item);
			return place === undefined
				? []
				: [{ ...place, value, reliability: local?.reliabilities[item] ?? null }];
		});
		const weight = form?.unblinded === true ? unblindedWeight : 1;
		return { ratings, breakMinutes: (form ?? known)?.breakMinutes ?? 0, weight };
	});
}

/** The latest slice as all raters saw it: mean probabilities, everyone's items. */
function combined(filters: readonly (readonly FilteredSlice[])[]): FilteredSlice | undefined {
	const ends = filters.flatMap((one) => one.at(-1) ?? []);
	const [first] = ends;
	if (first === undefined) return undefined;
	// a rater who saw nothing in it does not make the others' items fewer
	const fullest = ends.reduce((most, one) =>
		one.likelihood.weighted.length > most.likelihood.weighted.length ? one : most
	);
	return {
		predicted: meanOf(ends.map(({ predicted }) => predicted)),
		posterior: meanOf(ends.map(({ posterior }) => posterior)),
		likelihood: fullest.likelihood
	};
}

function meanOf(rows: readonly (readonly number[])[]): number[] {
	return (rows[0] ?? []).map(
		(_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length
	);
}

function largestDistance(ends: readonly (readonly number[])[]): number {
	return Math.max(...ends.flatMap((a, i) => ends.slice(i + 1).map((b) => totalVariation(a, b))));
}

function cellsOf(
	states: readonly number[],
	shares: readonly (readonly number[])[]
): Record<CellId, number> {
	return Object.fromEntries(
		stages.flatMap((stage, s) =>
			dimensions.map((dimension, d) => [
				cellId({ stage, dimension }),
				(states[s] ?? 0) * (shares[s]?.[d] ?? 0)
			])
		)
	) as Record<CellId, number>;
}

function leadingDimension(
	naming: Naming,
	sequences: readonly (readonly Slice[])[],
	model: GridModel
): GridPosition['dimension'] {
	if (naming.state === null || naming.state === 'O') return null;
	const { state } = naming;
	const chances = meanOf(
		sequences.map((sequence) => leading(dimensionShares(sequence, state, model).alpha))
	);
	const probability = Math.max(...chances);
	const dimension = dimensions[chances.indexOf(probability)];
	if (dimension === undefined || probability < model.naming.dimensionProbability) return null;
	return { dimension, probability };
}

function pathOf(filters: readonly (readonly FilteredSlice[])[], model: GridModel): number[][] {
	const length = Math.max(...filters.map((one) => one.length));
	return Array.from({ length }, (_, slice) =>
		meanOf(filters.map((one) => one[slice]?.posterior ?? model.start))
	);
}

function whyOf(latest: FilteredSlice, model: GridModel): GridPosition['why'] {
	const found = contributions(latest, model);
	return {
		...{ state: found.state, other: found.other },
		items: found.contributions.map(({ rating: { item }, amount }) => ({ item, amount }))
	};
}
