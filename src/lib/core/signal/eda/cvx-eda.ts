/**
 * Skin conductance as sparse bursts of the sudomotor nerve on a slow level, by convex optimisation.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { cvxModel } from './cvx/model.ts';
import { solveCvx, type CvxSolution } from './cvx/interior-point.ts';

/** The parts of a trace, shape [samples] each, in the unit of the trace. */
export interface CvxEda {
	readonly tonic: Float64Array;
	readonly phasic: Float64Array;
	/** Sudomotor driver [unit of the trace], ≥ 0. */
	readonly driver: Float64Array;
	/** What neither part explains. */
	readonly residual: Float64Array;
	/** Value of the minimised objective, for the standardised trace. */
	readonly objective: number;
	readonly iterations: number;
}

/** Weights of the published model. */
export const CVX_WEIGHTS = { alpha: 8e-4, gamma: 1e-2 } as const;
/** Fewer samples tell nothing; more than 50 Hz costs time and gives nothing. */
const LEAST_SAMPLES = 16;
const MOST_HZ = 50;

/**
 * Decomposes a trace exactly, in time and memory linear in the samples.
 *
 * The trace is standardised first (population SD), as the authors recommend, and the parts are scaled back. Take
 * 25 Hz or less: a higher rate buys nothing.
 *
 * @param eda cleaned skin conductance, finite
 * @param options alpha, gamma: weights; isStandardised false = minimise in the unit of the trace; isFreeStart: a
 * response may be under way when the trace begins, also a negative one, as in the first published version (the second
 * starts at rest)
 * @throws {LabError} `signal/too-short`; `signal/rate` above 50 Hz; `signal/constant` when nothing varies
 * @source Greco et al. 2016, IEEE Trans. Biomed. Eng. 63: 797–804; the solver is our own
 */
export function cvxEda(
	eda: Float64Array,
	rateHz: number,
	options: {
		readonly alpha?: number;
		readonly gamma?: number;
		readonly isStandardised?: boolean;
		readonly isFreeStart?: boolean;
	} = {}
): CvxEda {
	if (eda.length < LEAST_SAMPLES)
		throw new LabError(
			'signal/too-short',
			`expected ${LEAST_SAMPLES} samples or more, got ${eda.length}`
		);
	if (!(rateHz > 0 && rateHz <= MOST_HZ))
		throw new LabError('signal/rate', `expected up to ${MOST_HZ} Hz, got ${rateHz} Hz`);
	const mean = eda.reduce((sum, value) => sum + value, 0) / eda.length;
	const sd = Math.sqrt(eda.reduce((sum, value) => sum + (value - mean) ** 2, 0) / eda.length);
	if (!(sd > 0))
		throw new LabError('signal/constant', `expected a trace that varies, got SD ${sd}`);
	const isStandardised = options.isStandardised ?? true;
	const [zero, unit] = isStandardised ? [mean, sd] : [0, 1];
	const y = eda.map((value) => (value - zero) / unit);
	return scaledBack(eda, solveCvx(cvxModel(rateHz), y, { ...CVX_WEIGHTS, ...options }), zero, unit);
}

function scaledBack(eda: Float64Array, found: CvxSolution, zero: number, unit: number): CvxEda {
	const { level, response, driver } = found.parts;
	const tonic = level.map((value) => zero + unit * value);
	const phasic = response.map((value) => unit * value);
	return {
		tonic,
		phasic,
		driver: driver.map((value) => unit * value),
		residual: eda.map((value, i) => value - (tonic[i] as number) - (phasic[i] as number)),
		objective: found.objective,
		iterations: found.iterations
	};
}
