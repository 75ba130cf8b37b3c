/**
 * Draws what is marked on a recording: question bands, moments, and holes. No red, no green: nothing here judges.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import type { Palette } from './axes.ts';
import { LabelRows } from './label-rows.ts';
import type { MarkedFlaws } from './paint-flaws.ts';
import type { TraceBand, TraceMark } from './strip.ts';
import { widthsIn } from './text-width.ts';
import { firstColumn, piecesOf, xOfSample, type TraceWindow } from './window.ts';

/** Everything that is marked. */
export interface Marked {
	readonly bands: readonly TraceBand[];
	readonly marks: readonly TraceMark[];
	readonly missing: readonly Run[];
	/** Word on a hole. */
	readonly missingText: string;
	/** What is wrong with each channel, on its own strip; absent = not looked for. */
	readonly flaws?: MarkedFlaws;
}

/** The drawing surface: left edge, top and bottom of all strips [device px]. */
export interface MarkArea {
	readonly left: number;
	readonly top: number;
	readonly bottom: number;
	readonly density: number;
	readonly fontFamily: string;
}

/** Lengths of dashes and gaps [CSS px]; a moved mark is thinly dotted where it was first. */
const dashes: Partial<Record<TraceMark['kind'], readonly number[]>> = {
	artifact: [3, 3],
	moved: [1, 3],
	cursor: [6, 2]
};

type Context = CanvasRenderingContext2D;

/** Draws all that is in the window. The surface was cleared. */
export function paintMarks(
	context: Context,
	window: TraceWindow,
	area: MarkArea,
	{ bands, marks, missing, missingText }: Marked,
	palette: Palette
): void {
	const widthOf = widthsIn(context, `${11 * area.density}px ${area.fontFamily}`);
	context.textBaseline = 'top';
	const columnOf = (sample: number): number => Math.floor(sample / window.samplesPerColumn);
	const pieces = (from: number, to: number | null) =>
		piecesOf(
			window,
			columnOf(from),
			to === null ? Infinity : Math.max(columnOf(to), columnOf(from) + 1)
		);
	paintBands(context, bandPieces(window, bands, pieces), { ...area, widthOf }, palette);
	for (const { from, to } of missing)
		for (const { x, count } of pieces(from, to))
			paintHole(
				context,
				area.left + x,
				Math.max(2 * area.density, count),
				area,
				missingText,
				palette
			);
	const seen: { x: number; mark: TraceMark }[] = [];
	for (const mark of marks) {
		const x = xOfSample(window, mark.sample);
		if (x !== null) seen.push({ x: area.left + x, mark });
	}
	paintMoments(context, window, seen, { ...area, widthOf }, palette);
}

/** A part of a band that lies together [device px from the drawing's left]. */
interface BandPiece {
	readonly band: TraceBand;
	readonly x: number;
	readonly width: number;
	readonly isStart: boolean;
}

/** Of two hours few bands are seen, or all: nothing is made for those that are not. */
function bandPieces(
	window: TraceWindow,
	bands: readonly TraceBand[],
	pieces: (from: number, to: number | null) => readonly { x: number; count: number }[]
): BandPiece[] {
	const { samplesPerColumn, endColumn } = window;
	const [first, end] = [firstColumn(window) * samplesPerColumn, endColumn * samplesPerColumn];
	const found: BandPiece[] = [];
	for (const band of bands) {
		if (band.from >= end || (band.to !== null && band.to < first)) continue;
		let isStart = true;
		for (const { x, count } of pieces(band.from, band.to)) {
			found.push({ band, x, width: count, isStart });
			isStart = false;
		}
	}
	return found;
}

/** Where labels stand, and how wide they are. */
interface LabelArea extends MarkArea {
	readonly widthOf: (text: string) => number;
}

/** Grounds, then edges, then names: a colour is set once for many. */
function paintBands(
	context: Context,
	pieces: readonly BandPiece[],
	{ left, top, bottom, density, widthOf }: LabelArea,
	palette: Palette
): void {
	for (const { band, x, width } of pieces) {
		context.globalAlpha = band.isPending ? 0.5 : 1;
		context.fillStyle = band.kind === 'pause' ? palette.pause : palette.band;
		context.fillRect(left + x, top, width, bottom - top);
	}
	context.fillStyle = palette.mark;
	for (const { band, x, isStart } of pieces) {
		if (!isStart) continue;
		context.globalAlpha = band.isPending ? 0.5 : 1;
		context.fillRect(left + x, top, 1, bottom - top);
	}
	context.globalAlpha = 1;
	context.fillStyle = palette.text;
	const rows = new LabelRows();
	for (const { band, x, isStart } of pieces) {
		if (!isStart) continue;
		const text = band.isPending ? `${band.label} …` : band.label;
		const space = (): number => widthOf(text) + 6 * density;
		if (rows.place(left + x, space, [0]) !== null)
			context.fillText(text, left + x + 3 * density, top + density);
	}
}

/** The rows of marks, tried from each of them on. */
const ROWS_FROM = [
	[0, 1, 2],
	[1, 2, 0],
	[2, 0, 1]
] as const;
const ONE_ROW = [0] as const;

/** Moments closer together than this on average have one row of names: in more, lines would strike them out [CSS px]. */
const CROWDED = 16;

/** Lines, then names. */
function paintMoments(
	context: Context,
	window: TraceWindow,
	seen: readonly { readonly x: number; readonly mark: TraceMark }[],
	{ top, bottom, density, widthOf }: LabelArea,
	palette: Palette
): void {
	for (const { x, mark } of seen) {
		const colour = mark.kind === 'cursor' ? palette.text : palette.mark;
		const dash = dashes[mark.kind]?.map((length) => length * density);
		line(context, x, { top, bottom }, colour, dash);
	}
	context.fillStyle = palette.text;
	const rows = new LabelRows();
	const isCrowded = seen.length * CROWDED * density > window.width;
	for (const [index, { x, mark }] of seen.entries()) {
		const text = mark.isPending ? `${mark.label} …` : mark.label;
		const width = (): number => widthOf(text) + 6 * density;
		const row = isCrowded ? 0 : index % 3;
		const tried = isCrowded ? ONE_ROW : (ROWS_FROM[row] as readonly number[]);
		const free = rows.place(x, width, tried);
		// what a person points at is always named
		const place = mark.kind === 'cursor' ? row : free;
		if (place !== null)
			context.fillText(text, x + 3 * density, bottom - (14 + 12 * place) * density);
	}
}

function paintHole(
	context: Context,
	x: number,
	width: number,
	{ top, bottom, density }: MarkArea,
	text: string,
	palette: Palette
): void {
	context.save();
	context.beginPath();
	context.rect(x, top, width, bottom - top);
	context.clip();
	context.strokeStyle = palette.gap;
	context.lineWidth = density;
	context.beginPath();
	const step = 8 * density;
	for (let at = x - (bottom - top); at < x + width; at += step) {
		context.moveTo(at, bottom);
		context.lineTo(at + (bottom - top), top);
	}
	context.stroke();
	context.fillStyle = palette.text;
	const least = context.measureText(text).width + 12 * density;
	if (width > least) {
		const y = (top + bottom) / 2;
		// the word stands clear of the hatching
		context.clearRect(x, y - 4 * density, least, 19 * density);
		context.fillText(text, x + 6 * density, y);
	}
	context.restore();
}

/** A line of one device pixel down the strips. */
function line(
	context: Context,
	x: number,
	{ top, bottom }: { top: number; bottom: number },
	colour: string,
	dash?: readonly number[]
): void {
	if (dash === undefined) {
		// the same pixels as a line that is stroked, with fewer calls
		context.fillStyle = colour;
		context.fillRect(x, top, 1, bottom - top);
		return;
	}
	context.strokeStyle = colour;
	context.lineWidth = 1;
	context.setLineDash([...dash]);
	context.beginPath();
	context.moveTo(x + 0.5, top);
	context.lineTo(x + 0.5, bottom);
	context.stroke();
	context.setLineDash([]);
}
