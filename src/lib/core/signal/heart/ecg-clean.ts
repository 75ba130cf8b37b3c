/**
 * Electrocardiogram without drift and mains hum, for drawing.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

const DRIFT = { order: 5, cutoffHz: 0.5 } as const;

/**
 * High-pass of order 5 at 0.5 Hz, then a moving average of one period of the mains, forwards and backwards.
 *
 * Beats are not timed on it: the S wave may be larger than the R wave here.
 *
 * @param mainsHz 50 or 60 [Hz]
 * @throws {LabError} `signal/too-short`
 * @source NeuroKit2 `ecg_clean(method="neurokit")`
 */
export function cleanEcg(ecg: Float64Array, rateHz: number, mainsHz: 50 | 60 = 50): Float64Array {
	const steady = zeroPhase(ecg, butterworth({ pass: 'high', ...DRIFT, rateHz }));
	const period = rateHz >= 2 * mainsHz ? Math.trunc(rateHz / mainsHz) : 2;
	return twiceAveraged(steady, period);
}

/** Mean over `size` samples, forwards and backwards; ends continued by point reflection over three lengths. */
function twiceAveraged(signal: Float64Array, size: number): Float64Array {
	const n = signal.length;
	const pad = Math.min(3 * size, n - 1);
	const extended = new Float64Array(n + 2 * pad);
	extended.set(signal, pad);
	const [first, last] = [signal[0] as number, signal[n - 1] as number];
	for (let i = 0; i < pad; i++) {
		extended[i] = 2 * first - (signal[pad - i] as number);
		extended[pad + n + i] = 2 * last - (signal[n - 2 - i] as number);
	}
	averageInPlace(extended, size);
	extended.reverse();
	averageInPlace(extended, size);
	return extended.reverse().subarray(pad, pad + n);
}

/** Mean of the last `size` samples, as if the first had come in forever. The sum is renewed now and then. */
function averageInPlace(signal: Float64Array, size: number): void {
	const ring = new Float64Array(size).fill(signal[0] as number);
	let sum = (signal[0] as number) * size;
	for (let i = 0, at = 0; i < signal.length; i++) {
		const value = signal[i] as number;
		sum += value - (ring[at] as number);
		ring[at] = value;
		if (++at === size) {
			at = 0;
			sum = 0;
			for (let k = 0; k < size; k++) sum += ring[k] as number;
		}
		signal[i] = sum / size;
	}
}
