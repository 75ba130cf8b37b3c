/**
 * Where strips and times lie on a picture that stands still, for what is laid over it in HTML.
 *
 * @module
 */
import type { Area } from './axes.ts';
import type { TraceWindow } from './window.ts';

/** One pixel column as it is drawn. */
export interface DrawnColumn {
	/** Absolute column. */
	readonly column: number;
	/** Its middle [CSS px from the picture's left edge]. */
	readonly x: number;
}

/** Places on the picture [CSS px from its left and top edge]. */
export interface TraceGeometry {
	/** Left and right edge of all strips. */
	readonly left: number;
	readonly right: number;
	/** Top of the first and bottom of the last strip. */
	readonly top: number;
	readonly bottom: number;
	/** What is drawn, in columns of device pixels: the same as the engine's. */
	readonly window: TraceWindow;
	/** Top and bottom of the strip of a channel; null = it is not shown. */
	areaOf(channel: string): Area | null;
	/** Place of a sample, also outside the picture. */
	xOf(sample: number): number;
	/** Sample at a place. */
	sampleAt(x: number): number;
	/** Column at a place; null = beside the strips. */
	columnAt(x: number): DrawnColumn | null;
}

/** The geometry of a review. */
export function geometryOf(of: {
	readonly areas: readonly Area[];
	readonly sides: { readonly left: number; readonly right: number };
	readonly channels: readonly { readonly name: string }[];
	readonly rateHz: number;
	readonly fromS: number;
	readonly secondsPerScreen: number;
	/** Device pixels of a CSS pixel. */
	readonly density: number;
}): TraceGeometry {
	const { areas, density, rateHz, secondsPerScreen } = of;
	const { left, right } = of.sides;
	const perSample = (right - left) / (secondsPerScreen * rateHz);
	const first = of.fromS * rateHz;
	const leftPx = Math.round(left * density);
	const width = Math.max(1, Math.round(right * density) - leftPx);
	const samplesPerColumn = (secondsPerScreen * rateHz) / width;
	const firstColumn = Math.round(first / samplesPerColumn);
	return {
		...{ left, right, top: areas[0]?.top ?? 0, bottom: areas.at(-1)?.bottom ?? 0 },
		window: { mode: 'review', samplesPerColumn, width, endColumn: firstColumn + width },
		areaOf: (channel) => areas[of.channels.findIndex(({ name }) => name === channel)] ?? null,
		xOf: (sample) => left + (sample - first) * perSample,
		sampleAt: (x) => Math.round(first + (x - left) / Math.max(1e-9, perSample)),
		columnAt: (x) => {
			if (x < left || x > right) return null;
			const at = Math.min(width - 1, Math.max(0, Math.floor(x * density - leftPx)));
			return { column: firstColumn + at, x: (leftPx + at + 0.5) / density };
		}
	};
}
