/**
 * The middle layer: everything that is marked on the strips, drawn anew as a whole.
 *
 * @module
 */
import type { Extent } from '#lib/core/recording/tiles.ts';
import type { Area } from './axes.ts';
import { paintOverlays } from './overlays/paint.ts';
import type { OverlayShape } from './overlays/shapes.ts';
import { paintFlaws } from './paint-flaws.ts';
import { paintMarks, type Marked } from './paint-marks.ts';
import type { Mapping } from './paint-traces.ts';
import type { TraceSettings } from './settings.ts';
import type { TraceChannel, TraceSource } from './strip.ts';
import type { TraceWindow } from './window.ts';

/** What is drawn and where. */
export interface MarkLayer {
	readonly settings: TraceSettings;
	/** Top and bottom of each strip [CSS px]. */
	readonly areas: readonly Area[];
	/** Left edge of the drawing [device px]. */
	readonly left: number;
	readonly density: number;
	readonly marked: Marked;
	readonly source: TraceSource | null;
	readonly overlays: readonly OverlayShape[];
	/** From counts to device px of a strip. */
	mapping(strip: number, channel: TraceChannel): Mapping;
}

/** Draws all of it: what is wrong with a trace lies over the windows of the evaluation and below what people marked. */
export function paintMarkLayer(
	context: CanvasRenderingContext2D,
	window: TraceWindow,
	layer: MarkLayer
): void {
	const { settings, areas, left, density, marked, source, overlays } = layer;
	const { palette, fontFamily, channels, sourceIndex } = settings;
	context.clearRect(0, 0, context.canvas.width, context.canvas.height);
	const top = (areas[0]?.top ?? 0) * density;
	const bottom = (areas.at(-1)?.bottom ?? 0) * density;
	const area = { left, top, bottom, density, fontFamily };
	const sides = { left, right: left + window.width, density };
	paintOverlays(context, overlays, sides, (kind) => palette.overlay(kind));
	const { flaws } = marked;
	if (flaws !== undefined) {
		const strips = channels.map((channel, strip) => {
			const index = sourceIndex[strip] ?? -1;
			const mapping = layer.mapping(strip, channel);
			const traceOf = (from: number, to: number) =>
				rowsOf(source?.tiles[index]?.extent(from, to), mapping);
			return { ...mapping, traceOf, flaws: flaws.of[index] ?? [] };
		});
		paintFlaws(context, window, area, strips, flaws.words, palette);
	}
	paintMarks(context, window, area, { ...marked, missing: source?.missing ?? [] }, palette);
}

/** Rows of the picture between two counts, inside the strip [device px]; null = there are none. */
function rowsOf(
	extent: Extent | undefined,
	{ slope, offset, top, bottom }: Mapping
): { readonly top: number; readonly bottom: number } | null {
	if (extent === undefined || extent.min > extent.max) return null;
	const inside = (count: number): number => Math.min(bottom, Math.max(top, offset + slope * count));
	const [a, b] = [inside(extent.min), inside(extent.max)];
	return { top: Math.min(a, b), bottom: Math.max(a, b) };
}
