/**
 * How good each second of a raw trace is.
 *
 * @module
 */

/** What can be wrong with a second; `good` when nothing is. Listed from worst. */
export const secondStates = ['missing', 'flat', 'clipped', 'out-of-range', 'step', 'good'] as const;
/** State of a second. */
export type SecondState = (typeof secondStates)[number];

/** Quality of a trace by the second. */
export interface SecondQuality {
	/** State of each whole or begun second, shape [⌈duration⌉]. */
	readonly states: readonly SecondState[];
	/** Score of each second, 0 bad … 1 good. */
	readonly scores: Float64Array;
}

/** What counts as bad. */
export interface SecondLimits {
	/** Lowest and highest value of the converter; null = not known, clipping is then not looked for. */
	readonly range: readonly [number, number] | null;
	/** Values outside cannot be; null = no such limits. */
	readonly plausible: readonly [number, number] | null;
	/** Seconds without any change before a trace counts as flat; coarse converters need more for slow signals. */
	readonly flatS: number;
	/** A step this many times the usual largest (95 % are smaller) is a jump; null for signals that jump by nature (ECG). */
	readonly jump: number | null;
	/** Steepest slope over a tenth of a second [unit/s]; null = no such limit. */
	readonly steepest: number | null;
}

/** Share of a second that may be missing, and number of clipped samples in a row. */
const MOST_MISSING = 0.1;
const CLIPPED_RUN = 3;

/**
 * Judges each second by itself.
 *
 * @param values raw, NaN where nothing was recorded
 * @source Kleckner et al. 2018 (limits of skin conductance); lab decision 2026-11 (the rest, untested starting values)
 */
export function secondQuality(
	values: Float64Array,
	rateHz: number,
	limits: SecondLimits
): SecondQuality {
	const count = Math.ceil(values.length / rateHz);
	const jump = limits.jump === null ? Infinity : limits.jump * usualStep(values, rateHz);
	const { steepest } = limits;
	const flat = flatSamples(values, Math.max(2, Math.round(limits.flatS * rateHz)));
	const states = Array.from({ length: count }, (_, second): SecondState => {
		const from = Math.round(second * rateHz);
		const to = Math.min(values.length, Math.round((second + 1) * rateHz));
		const isSteep = steepest !== null && steepIn(values, from, to, rateHz, steepest);
		return stateOf(values, from, to, limits, { jump: isSteep ? 0 : jump, flat });
	});
	const scores = Float64Array.from(states, (state) =>
		state === 'good' ? 1 : state === 'step' ? 0.5 : 0
	);
	return { states, scores };
}

function stateOf(
	values: Float64Array,
	from: number,
	to: number,
	{ range, plausible }: SecondLimits,
	{ jump, flat }: { readonly jump: number; readonly flat: readonly (readonly [number, number])[] }
): SecondState {
	let [missing, run, longest, outside, jumps] = [0, 0, 0, 0, 0];
	for (let i = from; i < to; i++) {
		const value = values[i] as number;
		if (Number.isNaN(value)) {
			missing++;
			continue;
		}
		const isEnd = range !== null && (value <= range[0] || value >= range[1]);
		run = isEnd ? run + 1 : 0;
		if (run > longest) longest = run;
		if (plausible !== null && (value < plausible[0] || value > plausible[1])) outside++;
		if (i > 0 && Math.abs(value - (values[i - 1] as number)) > jump) jumps++;
	}
	if (missing > MOST_MISSING * (to - from)) return 'missing';
	if (flat.some(([begin, end]) => begin < to && end > from)) return 'flat';
	if (longest >= CLIPPED_RUN) return 'clipped';
	if (outside > 0) return 'out-of-range';
	return jumps > 0 ? 'step' : 'good';
}

/** Over a tenth of a second, so that one step of a coarse converter is no slope. */
function steepIn(
	values: Float64Array,
	from: number,
	to: number,
	rateHz: number,
	steepest: number
): boolean {
	const lag = Math.max(1, Math.round(rateHz / 10));
	const most = (steepest * lag) / rateHz;
	for (let i = Math.max(lag, from); i < to; i++)
		if (Math.abs((values[i] as number) - (values[i - lag] as number)) > most) return true;
	return false;
}

/** Size that 95 % of the steps stay below, from at most some thousand places spread over the trace. */
function usualStep(values: Float64Array, rateHz: number): number {
	const every = Math.max(1, Math.floor(values.length / 4096), Math.floor(rateHz / 1000));
	const steps: number[] = [];
	for (let i = 1; i < values.length; i += every) {
		const step = Math.abs((values[i] as number) - (values[i - 1] as number));
		if (step > 0) steps.push(step);
	}
	return steps.sort((a, b) => a - b)[Math.floor(0.95 * steps.length)] ?? Infinity;
}

/** Stretches [begin, end) of at least so many samples that do not change. */
function flatSamples(values: Float64Array, least: number): [number, number][] {
	const found: [number, number][] = [];
	let begin = 0;
	for (let i = 1; i <= values.length; i++) {
		if (i < values.length && values[i] === values[begin]) continue;
		if (i - begin >= least) found.push([begin, i]);
		begin = i;
	}
	return found;
}

/** A run of seconds in one bad state. */
export interface BadStretch {
	/** [s] */
	readonly from: number;
	readonly to: number;
	readonly state: SecondState;
}

/** Bad seconds, neighbours of the same kind joined. */
export function badStretches({ states }: SecondQuality): BadStretch[] {
	const found: BadStretch[] = [];
	states.forEach((state, second) => {
		if (state === 'good') return;
		const last = found.at(-1);
		if (last?.to === second && last.state === state)
			found[found.length - 1] = { ...last, to: second + 1 };
		else found.push({ from: second, to: second + 1, state });
	});
	return found;
}
