/**
 * Where the words beside flaws stand: in a row at the top or at the bottom of their strip, not over each other, and if
 * it can be not where the trace is.
 *
 * @module
 */
import { firstColumn, type TraceWindow } from './window.ts';

/** A strip [device px]. */
export interface WordStrip {
	readonly top: number;
	readonly bottom: number;
	/** Where the trace of samples from…to−1 is; null = it has none there. */
	traceOf(from: number, to: number): { readonly top: number; readonly bottom: number } | null;
}

/** The two rows of a strip and what they keep off [device px]. */
export interface WordRoom {
	readonly strip: WordStrip;
	/** Upper edge of the words of each row. */
	readonly above: number;
	readonly below: number;
	readonly height: number;
	/** Room at the sides of a word. */
	readonly margin: number;
	/** Which row is taken when nothing speaks for one of them. */
	readonly isAboveFirst: boolean;
}

/** Height of a row, and what bars and brackets take of a strip's edge [CSS px]. */
const ROW = 12;
const EDGE = 6;
const BRACKET = 10;

/**
 * The rows of a strip. Names of questions stand at the top of the first strip, those of marks at the bottom of the last.
 *
 * @param density device px of a CSS px
 */
export function wordRoom(
	strip: WordStrip,
	isFirst: boolean,
	isLast: boolean,
	density: number
): WordRoom {
	return {
		...{ strip, height: ROW * density, margin: 2 * density, isAboveFirst: isLast && !isFirst },
		above: strip.top + (EDGE + (isFirst ? ROW : 0)) * density,
		below: strip.bottom - (BRACKET + ROW) * density
	};
}

/** A word wanted beside a stretch of columns. */
export interface WantedWord {
	readonly word: string;
	/** [device px from the drawing's left] */
	readonly span: { readonly x: number; readonly width: number };
	/** Its mark is at the upper edge. */
	readonly isAbove: boolean;
	/** Is written before others, and even where the trace is. */
	readonly isFirst: boolean;
}

/** A word in its place [device px]; x from the drawing's left. */
export interface PlacedWord {
	readonly word: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/**
 * As many words as have room. Left out, with their mark and a row in the table to tell of them, are those of short
 * stretches that would stand on the trace.
 */
export function placeWords(
	context: Pick<CanvasRenderingContext2D, 'measureText'>,
	window: TraceWindow,
	wanted: readonly WantedWord[],
	room: WordRoom
): PlacedWord[] {
	const placed: PlacedWord[] = [];
	const inOrder = wanted.toSorted(
		(a, b) => Number(b.isFirst) - Number(a.isFirst) || a.span.x - b.span.x
	);
	for (const { word, span, isAbove, isFirst } of inOrder) {
		const width = context.measureText(word).width + 2 * room.margin;
		const isUp = isAbove || room.isAboveFirst;
		const rows = isUp ? [room.above, room.below] : [room.below, room.above];
		// the word of a bar stays in its row, if need be behind or before the bar
		const { x: begin, width: length } = span;
		const beside = [begin, begin + length, begin - width].map((x) => ({ x, width: 0 }));
		const tried = isFirst
			? beside.map((place) => ({ y: rows[0] as number, place }))
			: rows.map((y) => ({ y, place: span }));
		const choices = tried.flatMap(({ y, place }) => {
			const x = freePlace(placed, y, place, width, window.width);
			return x === null ? [] : [{ x, y, isCovered: isCovered(window, room, { x, width, y }) }];
		});
		const free = choices.find(({ isCovered: is }) => !is);
		const choice = free ?? (isFirst || width <= span.width ? choices[0] : undefined);
		if (choice === undefined) continue;
		placed.push({ word, x: choice.x, y: choice.y, width, height: room.height });
	}
	return placed;
}

/** Where in a row a word fits: at the beginning of its stretch, or behind other words if that is still within it. */
function freePlace(
	placed: readonly PlacedWord[],
	y: number,
	span: WantedWord['span'],
	width: number,
	most: number
): number | null {
	if (span.x < 0) return null;
	const row = placed.filter((one) => one.y === y);
	const end = Math.min(most, span.x + Math.max(width, span.width));
	const starts = [Math.min(span.x, most - width), ...row.map((one) => one.x + one.width)];
	const fits = (x: number): boolean =>
		x + width <= end && row.every((one) => x >= one.x + one.width || x + width <= one.x);
	const found = starts.filter((x) => x >= Math.min(span.x, most - width) && fits(x));
	return found.length === 0 ? null : Math.min(...found);
}

/** Whether the trace goes through where a word would stand. */
function isCovered(
	window: TraceWindow,
	{ strip, height }: WordRoom,
	{ x, width, y }: { readonly x: number; readonly width: number; readonly y: number }
): boolean {
	const column = columnAt(window, Math.max(0, Math.floor(x)));
	const from = column * window.samplesPerColumn;
	const trace = strip.traceOf(from, from + Math.ceil(width) * window.samplesPerColumn);
	return trace !== null && trace.top < y + height && trace.bottom > y;
}

/** Absolute column at a place of the picture; where a sweep has nothing, what was there a turn before. */
function columnAt(window: TraceWindow, x: number): number {
	const { mode, width, endColumn } = window;
	if (mode !== 'sweep') return endColumn - width + x;
	const newest = endColumn - 1;
	const turn = (((newest - x) % width) + width) % width;
	return Math.max(firstColumn(window), newest - turn);
}
