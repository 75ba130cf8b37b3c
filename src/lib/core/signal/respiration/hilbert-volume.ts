/**
 * Respiratory volume per time at every sample, from the analytic signal.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { butterworth } from '../filter/butterworth.ts';
import { analyticSignal } from '../filter/fourier.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

/** Continuation of both ends by their mirror image. [s] */
const PAD_S = 10;
/** What is faster is no breathing; what is faster than the second is within a breath. [Hz] */
const BREATH_HZ = 0.75;
const SLOW_HZ = 0.2;
const ORDER = 10;
/** Rates a person can breathe at. [Hz] */
const SLOWEST_HZ = 1 / 30;
const FASTEST_HZ = 2;
const ROUNDS = 10;

/**
 * Volume (peak-to-trough depth) times rate, both from the phase of the breath. A suppressed single breath shows less
 * than in the values by breath; the first and last 10 s depend on the continuation.
 *
 * @param clean respiration of `cleanRespiration`, finite, shape [samples]
 * @returns [unit · Hz], shape [samples]
 * @throws {LabError} `signal/too-short` below 10 s
 * @source Harrison et al. 2021, NeuroImage 230: 117787
 */
export function hilbertVolumePerTime(clean: Float64Array, rateHz: number): Float64Array {
	const pad = Math.ceil(PAD_S * rateHz);
	if (clean.length < pad)
		throw new LabError('signal/too-short', `expected ${pad} samples or more, got ${clean.length}`);
	const smoothed = (signal: Float64Array, cutoffHz: number): Float64Array => {
		const sections = butterworth({ pass: 'low', order: ORDER, cutoffHz, rateHz });
		return zeroPhase(mirrored(signal, pad), sections).slice(pad, pad + signal.length);
	};
	let wave = smoothed(clean, BREATH_HZ);
	const magnitude = analyticSignal(wave);
	const depth = magnitude.re.map((re, i) => Math.hypot(re, magnitude.im[i] as number));
	let phase: Float64Array = new Float64Array(0);
	for (let round = 0; round < ROUNDS; round++) {
		phase = unwrappedPhase(wave);
		repairDecreases(phase);
		wave = smoothed(phase.map(Math.cos), BREATH_HZ);
	}
	const volume = smoothed(depth, SLOW_HZ);
	const rate = smoothed(
		gradient(phase).map((step) => (rateHz * step) / (2 * Math.PI)),
		SLOW_HZ
	);
	return volume.map((value, i) => {
		const breaths = Math.min(FASTEST_HZ, Math.max(SLOWEST_HZ, rate[i] as number));
		return 2 * Math.max(0, value) * breaths;
	});
}

/** Both ends continued by their mirror image, the end sample twice. */
function mirrored(signal: Float64Array, pad: number): Float64Array {
	const n = signal.length;
	const result = new Float64Array(n + 2 * pad);
	result.set(signal, pad);
	for (let i = 0; i < pad; i++) {
		result[pad - 1 - i] = signal[i] as number;
		result[pad + n + i] = signal[n - 1 - i] as number;
	}
	return result;
}

/** Angle of the analytic signal without jumps of 2π. */
function unwrappedPhase(wave: Float64Array): Float64Array {
	const { re, im } = analyticSignal(wave);
	const phase = re.map((value, i) => Math.atan2(im[i] as number, value));
	let turns = 0;
	let before = phase[0] ?? 0;
	for (let i = 1; i < phase.length; i++) {
		const now = phase[i] as number;
		const step = now - before;
		if (Math.abs(step) >= Math.PI) turns -= Math.round(step / (2 * Math.PI));
		before = now;
		phase[i] = now + 2 * Math.PI * turns;
	}
	return phase;
}

/** Central differences, one-sided at the ends. */
function gradient(signal: Float64Array): Float64Array {
	const last = signal.length - 1;
	return signal.map((_, i) => {
		const [from, to] = [Math.max(0, i - 1), Math.min(last, i + 1)];
		return ((signal[to] as number) - (signal[from] as number)) / Math.max(1, to - from);
	});
}

/** Stretches in which the phase runs backwards become straight lines, in place. */
function repairDecreases(phase: Float64Array): void {
	const signs = gradient(phase).map(Math.sign);
	const last = phase.length - 1;
	const falls: number[] = [];
	const rises: number[] = [];
	for (let i = 0; i < last; i++) {
		const change = (signs[i + 1] as number) - (signs[i] as number);
		if (change < 0) falls.push(i);
		if (change > 0) rises.push(i);
	}
	rises.push(last);
	let next = 0;
	for (const top of falls) {
		while (next < rises.length && (rises[next] as number) <= top) next++;
		const bottom = rises[next];
		if (bottom === undefined) continue;
		const [high, low] = [phase[top] as number, phase[bottom] as number];
		if (high < low) continue;
		const above = phase.findIndex((value) => value > low);
		const below = phase.findLastIndex((value) => value < high);
		const [start, end] = [above === -1 ? top : above, below === -1 ? bottom : below];
		const count = end - start;
		for (let k = 0; k < count; k++)
			phase[start + k] = count === 1 ? low : low + ((high - low) * k) / (count - 1);
	}
}
