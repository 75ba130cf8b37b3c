/**
 * What would change what may be named: one indicator of the latest slice, rated higher or lower by everybody.
 *
 * @module
 */
import type { GridCell } from '../grid/cell.ts';
import type { GridModel, GridState } from '../grid/model.ts';
import { namingOf } from './grid-position.ts';
import type { InterviewState, RatedSlice } from './interview-state.ts';

/** A change of one indicator that changes what is named. */
export interface WhatIf {
	readonly item: string;
	/** Steps of the scale that every rater's value is moved, kept within 0…3; never 0. */
	readonly steps: number;
	/** What is named then; null = nothing may be. */
	readonly becomes: GridState | null;
}

const STEPS = [-1, 1, -2, 2, -3, 3] as const;

/**
 * For each indicator the smallest change that leads to another name or to none, smallest changes first. Indicators that
 * nobody could see are not guessed at. Empty = no single indicator decides.
 *
 * @param nowMs ms since 1970
 */
export function whatChanges(
	{ slices }: Pick<InterviewState, 'slices'>,
	cells: readonly GridCell[],
	model: GridModel,
	nowMs: number
): WhatIf[] {
	if (slices.length === 0) return [];
	const last = Math.max(...slices.map(({ slice }) => slice));
	const { state } = namingOf(slices, cells, model, nowMs);
	const items = new Set(
		slices.flatMap(({ slice, ratings }) =>
			slice === last ? ratings.flatMap(({ item, value }) => (value === null ? [] : [item])) : []
		)
	);
	const found = [...items].flatMap((item): WhatIf[] => {
		for (const steps of STEPS) {
			const forms = slices.map((form) => (form.slice === last ? shifted(form, item, steps) : form));
			const then = namingOf(forms, cells, model, nowMs).state;
			if (then !== state) return [{ item, steps, becomes: then }];
		}
		return [];
	});
	return found.sort(
		(a, b) => Math.abs(a.steps) - Math.abs(b.steps) || a.item.localeCompare(b.item, 'en')
	);
}

function shifted(form: RatedSlice, item: string, steps: number): RatedSlice {
	const ratings = form.ratings.map((one) => {
		if (one.item !== item || one.value === null) return one;
		const value = Math.max(0, Math.min(3, one.value + steps)) as 0 | 1 | 2 | 3;
		return { ...one, value };
	});
	return { ...form, ratings };
}
