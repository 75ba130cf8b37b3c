/**
 * Where the still layer is drawn on.
 *
 * @module
 */
import type { Chart } from 'chart.js';
import { GridScale, type Area } from './grid-scale.ts';
import type { Region } from './still.ts';

/** The labels beside and below the strips, and each line across them [device px]. */
export function inkedRegions(
	{ chartArea, scales }: Pick<Chart, 'chartArea' | 'scales'>,
	{ width, height, density }: { width: number; height: number; density: number }
): Region[] {
	const { left, bottom } = chartArea;
	const lines = Object.values(scales).flatMap((scale) =>
		scale instanceof GridScale ? scale.drawn : []
	);
	const beside = { left: 0, top: 0, right: left, bottom };
	const below = { left: 0, top: bottom, right: width, bottom: height };
	return [beside, below, ...lines.map((line) => across(line, beside))].map((area) =>
		inPixels(area, density)
	);
}

/** The part of a line that is not among the labels. */
function across(line: Area, { right, bottom }: Area): Area {
	return {
		...line,
		...{ left: Math.max(line.left, right), bottom: Math.min(line.bottom, bottom) }
	};
}

/** Whole pixels, with those that are drawn in part. */
function inPixels({ left, top, right, bottom }: Area, density: number): Region {
	const [x, y] = [Math.floor(left * density), Math.floor(top * density)];
	return { x, y, width: Math.ceil(right * density) - x, height: Math.ceil(bottom * density) - y };
}
