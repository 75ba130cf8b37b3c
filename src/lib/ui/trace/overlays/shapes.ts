/**
 * What is drawn over a stretch of one strip: windows of the evaluation, masks, a measured rise. Here as shapes, so
 * that where something is drawn can be known without looking at pixels.
 *
 * @module
 */
import { sampleAtX, type TraceWindow } from '../window.ts';

/**
 * `evaluation`: where the value rests; `latency`: too early for a response; `onset`: where a response begins;
 * `answer`: masked around the answer; `measured`, `baseline`: the window of one value and what it is compared with;
 * `rise`: low and high point of one response; `pulse`: mean height of the pulse.
 */
export const overlayKinds = [
	...(['evaluation', 'latency', 'onset', 'answer'] as const),
	...(['pulse', 'baseline', 'measured', 'rise'] as const)
];
export type OverlayKind = (typeof overlayKinds)[number];

/** One overlay. */
export interface TraceOverlay {
	readonly kind: OverlayKind;
	/** Name of the channel on whose strip it lies. */
	readonly channel: string;
	/** Samples; `to` is the first one after it, of a rise the high point itself. */
	readonly from: number;
	readonly to: number;
}

/** A strip as overlays need it [device px]. */
export interface OverlayStrip {
	readonly channel: string;
	readonly top: number;
	readonly bottom: number;
	/** Height of the trace at a sample; null where there is none. */
	yOf(sample: number): number | null;
	/** Mean height of the pulse between two samples; null where there is no trace. */
	pulse(from: number, to: number): { readonly top: number; readonly bottom: number } | null;
}

/** A drawn shape [device px]; an arrow points to its second end. */
export type OverlayShape =
	| {
			readonly shape: 'box';
			readonly kind: OverlayKind;
			readonly x: number;
			readonly y: number;
			readonly width: number;
			readonly height: number;
	  }
	| {
			readonly shape: 'arrow';
			readonly kind: OverlayKind;
			readonly from: readonly [number, number];
			readonly to: readonly [number, number];
	  };

/** Pixels a box keeps of its size where it leaves the picture: its edge must not be drawn at the picture's. */
const BEYOND = 8;

/**
 * The shapes of the overlays that are in the window, in the order in which they are drawn.
 *
 * A rise is an L of two arrows: time from the low to the high point, then its height.
 *
 * @param left edge of the drawing [device px]
 */
export function overlayShapes(
	overlays: readonly TraceOverlay[],
	strips: readonly OverlayStrip[],
	window: TraceWindow,
	left: number
): OverlayShape[] {
	const first = sampleAtX(window, 0);
	const right = left + window.width;
	const xOf = (sample: number): number => left + (sample - first) / window.samplesPerColumn;
	return overlays
		.toSorted((a, b) => overlayKinds.indexOf(a.kind) - overlayKinds.indexOf(b.kind))
		.flatMap((overlay): OverlayShape[] => {
			const strip = strips.find(({ channel }) => channel === overlay.channel);
			const [x0, x1] = [xOf(overlay.from), xOf(overlay.to)];
			if (strip === undefined || x1 <= left || x0 >= right) return [];
			if (overlay.kind === 'rise') return riseShapes(overlay, strip, x0, x1);
			const [x, end] = [Math.max(x0, left - BEYOND), Math.min(x1, right + BEYOND)];
			const height = overlay.kind === 'pulse' ? strip.pulse(overlay.from, overlay.to) : strip;
			if (height === null) return [];
			const { top, bottom } = height;
			const { kind } = overlay;
			return [{ shape: 'box', kind, x, y: top, width: end - x, height: bottom - top }];
		});
}

function riseShapes(
	{ kind, from, to }: TraceOverlay,
	strip: OverlayStrip,
	x0: number,
	x1: number
): OverlayShape[] {
	const [low, high] = [strip.yOf(from), strip.yOf(to)];
	if (low === null || high === null) return [];
	return [
		{ shape: 'arrow', kind, from: [x0, low], to: [x1, low] },
		{ shape: 'arrow', kind, from: [x1, low], to: [x1, high] }
	];
}
