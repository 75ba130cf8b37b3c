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
}

/** A word in its place [device px]; x from the drawing's left. */
export interface PlacedWord {
	readonly word: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** As many words as have room; those left out have their mark, and a row in the table. */
export function placeWords(
	context: Pick<CanvasRenderingContext2D, 'measureText'>,
	window: TraceWindow,
	wanted: readonly WantedWord[],
	room: WordRoom
): PlacedWord[] {
	const free = { above: -Infinity, below: -Infinity };
	const placed: PlacedWord[] = [];
	for (const { word, span, isAbove } of wanted.toSorted((a, b) => a.span.x - b.span.x)) {
		const width = context.measureText(word).width + 2 * room.margin;
		const first = isAbove || room.isAboveFirst ? 'above' : 'below';
		const rows = first === 'above' ? (['above', 'below'] as const) : (['below', 'above'] as const);
		const choices = rows.flatMap((row) => {
			const x = Math.min(Math.max(span.x, free[row]), window.width - width);
			const isShifted = x > span.x;
			if (x < free[row] || (isShifted && x + width > span.x + span.width)) return [];
			const y = room[row];
			return [{ row, x, y, isCovered: isCovered(window, room, { x, width, y }) }];
		});
		const choice = choices.find(({ isCovered: is }) => !is) ?? choices[0];
		if (choice === undefined) continue;
		const { row, x, y } = choice;
		free[row] = x + width + room.margin;
		placed.push({ word, x, y, width, height: room.height });
	}
	return placed;
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
