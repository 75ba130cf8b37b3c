/**
 * Where the trace of each strip lies, for overlays that follow it.
 *
 * @module
 */
import type { ChannelExtents } from '#lib/core/recording/tiles.ts';
import type { TraceSettings } from '../settings.ts';
import type { TraceChannel, TraceSource } from '../strip.ts';
import type { OverlayStrip } from './shapes.ts';
import type { Mapping } from '../paint-traces.ts';

/** Half the stretch that a point of a trace is taken over [s]: converter noise must not move an arrow. */
const POINT_S = 0.025;
/** The pulse's height is the mean over slices this long, which hold one beat at least (from 50 beats a minute). [s] */
const BEAT_S = 1.2;

/**
 * The strips of a picture, top to bottom.
 *
 * @param mappingOf from counts to device px
 */
export function overlayStrips(
	{ channels, sourceIndex, rateHz }: TraceSettings,
	source: TraceSource | null,
	mappingOf: (strip: number, channel: TraceChannel) => Mapping
): OverlayStrip[] {
	return channels.map((channel, strip) => {
		const tiles = source?.tiles[sourceIndex[strip] ?? -1];
		return overlayStrip(channel.name, tiles, rateHz, mappingOf(strip, channel));
	});
}

/**
 * One strip.
 *
 * @param mapping from counts to device px
 */
export function overlayStrip(
	channel: string,
	tiles: ChannelExtents | undefined,
	rateHz: number,
	mapping: Mapping
): OverlayStrip {
	const { top, bottom, slope, offset } = mapping;
	const inside = (y: number): number => Math.min(bottom, Math.max(top, y));
	const yOf = (count: number): number => inside(offset + slope * count);
	const extent = (from: number, to: number) => {
		const found = tiles?.extent(Math.max(0, Math.round(from)), Math.round(to));
		return found === undefined || found.min > found.max ? null : found;
	};
	return {
		...{ channel, top, bottom },
		yOf: (sample) => {
			const found = extent(sample - POINT_S * rateHz, sample + POINT_S * rateHz + 1);
			return found === null ? null : yOf((found.min + found.max) / 2);
		},
		pulse: (from, to) => {
			const length = BEAT_S * rateHz;
			const slices = Array.from({ length: Math.floor((to - from) / length) }, (_, k) =>
				extent(from + k * length, from + (k + 1) * length)
			).filter((slice) => slice !== null);
			if (slices.length === 0) return null;
			const mean = (pick: (slice: { min: number; max: number }) => number): number =>
				slices.reduce((sum, slice) => sum + pick(slice), 0) / slices.length;
			const [low, high] = [yOf(mean(({ min }) => min)), yOf(mean(({ max }) => max))];
			return { top: Math.min(low, high), bottom: Math.max(low, high) };
		}
	};
}
