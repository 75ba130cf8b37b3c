/**
 * How far the probabilities move when the parameters are only known as well as they are.
 *
 * @module
 */
import { createRandom, type Random } from '../random.ts';
import { dirichletDraw } from '../statistics/dirichlet.ts';
import { filtered } from './filter.ts';
import { gridStates, type GridModel, type Slice } from './model.ts';

type Row = GridModel['start'];

/** Quantiles of the posterior of each state after the last slice, in the order of `gridStates`. */
export interface ParameterUncertainty {
	readonly low: readonly number[];
	readonly median: readonly number[];
	readonly high: readonly number[];
}

/**
 * 80 % interval of each state's probability over drawn parameters: every row of every table from a Dirichlet
 * distribution that counts it for so many observations.
 *
 * @param slices at least one
 * @param options draws; the same seed gives the same interval
 */
export function parameterUncertainty(
	slices: readonly Slice[],
	model: GridModel,
	options: { readonly draws?: number; readonly seed?: number } = {}
): ParameterUncertainty {
	const random = createRandom(options.seed ?? 1);
	const ends = Array.from({ length: options.draws ?? 2000 }, () => {
		const last = filtered(slices, drawn(model, random)).at(-1);
		return last?.posterior ?? model.start;
	});
	const quantile = (share: number): number[] =>
		gridStates.map((_, state) => {
			const values = ends.map((end) => end[state] ?? 0).sort((a, b) => a - b);
			return values[Math.round(share * (values.length - 1))] ?? 0;
		});
	return { low: quantile(0.1), median: quantile(0.5), high: quantile(0.9) };
}

function drawn(model: GridModel, random: Random): GridModel {
	const { priorStrength, local } = model;
	const around = (row: readonly number[], strength = priorStrength): Row =>
		dirichletDraw(
			row.map((value) => value * strength),
			random
		) as Row;
	const { match, adjacent, far, off } = model.emission;
	const [s1, s2, s3, o] = model.transition;
	const { start, transition, emission } = local?.strengths ?? {};
	return {
		...model,
		start: around(model.start, start),
		emission: {
			match: around(match, emission?.match),
			adjacent: around(adjacent, emission?.adjacent),
			far: around(far, emission?.far),
			off: around(off, emission?.off)
		},
		transition: [
			around(s1, transition?.[0]),
			around(s2, transition?.[1]),
			around(s3, transition?.[2]),
			around(o, transition?.[3])
		]
	};
}
