/**
 * The middle layer: everything that is marked on the strips, drawn anew as a whole.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import type { Area } from './axes.ts';
import { paintOverlays } from './overlays/paint.ts';
import type { OverlayShape } from './overlays/shapes.ts';
import { paintFlaws } from './paint-flaws.ts';
import { paintMarks, type Marked } from './paint-marks.ts';
import type { Mapping } from './paint-traces.ts';
import type { TraceSettings } from './settings.ts';
import type { TraceChannel } from './strip.ts';
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
	readonly missing: readonly Run[];
	readonly overlays: readonly OverlayShape[];
	/** From counts to device px of a strip. */
	mapping(strip: number, channel: TraceChannel): Mapping;
}

/** Draws all of it: what is wrong with a trace lies below what people marked on it. */
export function paintMarkLayer(
	context: CanvasRenderingContext2D,
	window: TraceWindow,
	layer: MarkLayer
): void {
	const { settings, areas, left, density, marked, missing, overlays } = layer;
	const { palette, fontFamily, channels, sourceIndex } = settings;
	context.clearRect(0, 0, context.canvas.width, context.canvas.height);
	const top = (areas[0]?.top ?? 0) * density;
	const bottom = (areas.at(-1)?.bottom ?? 0) * density;
	const area = { left, top, bottom, density, fontFamily };
	const { flaws } = marked;
	if (flaws !== undefined) {
		const strips = channels.map((channel, strip) => ({
			...layer.mapping(strip, channel),
			flaws: flaws.of[sourceIndex[strip] ?? -1] ?? []
		}));
		paintFlaws(context, window, area, strips, flaws.words, palette);
	}
	const sides = { left, right: left + window.width, density };
	paintOverlays(context, overlays, sides, (kind) => palette.overlay(kind));
	paintMarks(context, window, area, { ...marked, missing }, palette);
}
