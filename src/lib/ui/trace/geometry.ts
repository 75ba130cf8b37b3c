/**
 * Where strips and times lie on a picture that stands still, for what is laid over it in HTML.
 *
 * @module
 */
import type { Area } from './axes.ts';

/** Places on the picture [CSS px from its left and top edge]. */
export interface TraceGeometry {
	/** Left and right edge of all strips. */
	readonly left: number;
	readonly right: number;
	/** Top and bottom of the strip of a channel; null = it is not shown. */
	areaOf(channel: string): Area | null;
	/** Place of a sample, also outside the picture. */
	xOf(sample: number): number;
	/** Sample at a place. */
	sampleAt(x: number): number;
}

/** The geometry of a review. */
export function geometryOf(of: {
	readonly areas: readonly Area[];
	readonly sides: { readonly left: number; readonly right: number };
	readonly channels: readonly { readonly name: string }[];
	readonly rateHz: number;
	readonly fromS: number;
	readonly secondsPerScreen: number;
}): TraceGeometry {
	const { left, right } = of.sides;
	const perSample = (right - left) / (of.secondsPerScreen * of.rateHz);
	const first = of.fromS * of.rateHz;
	return {
		...{ left, right },
		areaOf: (channel) => of.areas[of.channels.findIndex(({ name }) => name === channel)] ?? null,
		xOf: (sample) => left + (sample - first) * perSample,
		sampleAt: (x) => Math.round(first + (x - left) / Math.max(1e-9, perSample))
	};
}
