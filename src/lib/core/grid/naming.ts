/**
 * When a stage may be named, and why not.
 *
 * @module
 */
import type { FilteredSlice } from './filter.ts';
import { gridStates, type GridModel, type GridState } from './model.ts';

/** Why nothing is named: “not enough to say”. */
export type NamingObstacle =
	| 'no-slice'
	| 'probability'
	| 'lead'
	| 'few-items'
	| 'few-verbal-items'
	| 'one-dimension'
	| 'raters-differ'
	| 'old';

/** A state that may be named, or what stands against it. */
export type Naming =
	| { readonly state: GridState; readonly probability: number; readonly lead: number }
	| { readonly state: null; readonly obstacles: readonly NamingObstacle[] };

/**
 * Names the most probable state when it is probable enough, leads clearly, rests on enough that was rated lately, and
 * the raters agree.
 *
 * @param distance largest total variation between raters; null = one rater
 * @param ageMinutes since the latest slice
 */
export function named(
	latest: FilteredSlice | undefined,
	{ distance, ageMinutes }: { readonly distance: number | null; readonly ageMinutes: number },
	{ naming }: GridModel
): Naming {
	if (latest === undefined) return { state: null, obstacles: ['no-slice'] };
	const [first = 0, second = 0] = latest.posterior.toSorted((a, b) => b - a);
	const lead = first - second;
	const rated = latest.likelihood.weighted.map(({ rating }) => rating);
	const verbal = rated.filter(({ channel }) => channel === 'verbal').length;
	const seen = new Set(rated.map(({ dimension }) => dimension)).size;
	const against: readonly (readonly [NamingObstacle, boolean])[] = [
		['probability', first < naming.leastProbability],
		['lead', lead < naming.leastLead],
		['few-items', rated.length < naming.leastItems],
		['few-verbal-items', verbal < naming.leastVerbal],
		['one-dimension', seen < naming.leastDimensions],
		['raters-differ', distance !== null && distance > naming.mostDistance],
		['old', ageMinutes >= naming.mostAgeMinutes]
	];
	const obstacles = against.filter(([, holds]) => holds).map(([obstacle]) => obstacle);
	if (obstacles.length > 0) return { state: null, obstacles };
	const state = gridStates[latest.posterior.indexOf(first)] ?? 'O';
	return { state, probability: first, lead };
}
