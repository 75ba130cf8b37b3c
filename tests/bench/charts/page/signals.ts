/**
 * Made-up recordings, the same at every run: slow and fast waves, noise, and spikes of a single sample.
 *
 * @module
 */
import { fittingSpan, type Span } from '#lib/ui/trace/scales.ts';
import type { TraceChannel } from '#lib/ui/trace/strip.ts';
import type { Tiles } from '#lib/core/recording/tiles.ts';

/** Samples a second of every channel [Hz]. */
export const RATE_HZ = 1000;
/** Largest count that `counts` gives, spikes included. */
export const LARGEST_COUNT = 21_000;

/** Kind, frequency of the wave [Hz], height of the wave and of the noise [counts]. */
const WAVES = [
	['rsp', 0.25, 12_000, 150],
	['rsp', 0.22, 11_000, 150],
	['eda', 0.05, 13_000, 80],
	['cardio', 1.2, 12_000, 300],
	['ppg', 1.2, 12_000, 300],
	['ecg', 6, 10_000, 300],
	['movement', 0.1, 3000, 1500],
	['movement', 0.07, 3000, 1500]
] as const;
/** Between two spikes of a channel [samples]. */
const SPIKE_EVERY = 41_003;

const SINE = Float64Array.from({ length: 4096 }, (_, i) => Math.sin((i / 4096) * 2 * Math.PI));

/** The channels, in the order of the strips. */
export const CHANNELS: readonly TraceChannel[] = WAVES.map(([kind], index) => ({
	...{ name: `${kind} ${String(index)}`, kind, view: null },
	unit: kind === 'eda' ? 'uS' : 'counts',
	transfer: { digitalMin: -32_768, digitalMax: 32_767, physicalMin: 0, physicalMax: 25 }
}));

/** Samples of one channel [counts]. */
export function counts(channel: number, seconds: number): Int32Array {
	const [, frequencyHz, height, noiseHeight] = WAVES[channel]!;
	const step = Math.round((frequencyHz / RATE_HZ) * 2 ** 32);
	const slowStep = Math.round((0.011 / RATE_HZ) * 2 ** 32);
	const result = new Int32Array(seconds * RATE_HZ);
	let [phase, slow, noise] = [channel * 1e8, channel * 3e8, 88_172_645 + channel];
	for (let i = 0; i < result.length; i++) {
		phase = (phase + step) >>> 0;
		slow = (slow + slowStep) >>> 0;
		noise ^= noise << 13;
		noise ^= noise >>> 17;
		noise ^= noise << 5;
		result[i] =
			height * SINE[phase >>> 20]! + 3000 * SINE[slow >>> 20]! + noiseHeight * (noise / 2 ** 31);
	}
	for (let i = 7919 * (channel + 1); i < result.length; i += SPIKE_EVERY)
		result[i] = i % 2 === 0 ? LARGEST_COUNT : -LARGEST_COUNT;
	return result;
}

/** Numbers 0…1, the same at every run. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** Scales of all strips that hold samples from…to−1, as the page chooses them. */
export function spansOf(tiles: readonly Tiles[], from: number, to: number): Span[] {
	return CHANNELS.map(
		(channel, index) => fittingSpan(channel, tiles[index]!, from, to) ?? { min: 0, max: 1 }
	);
}
