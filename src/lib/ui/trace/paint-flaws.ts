/**
 * Draws the flaws of each channel on its own strip, told apart by shape and word and never by colour: a solid bar on the
 * edge where the converter was at its limit, a bracket under a trace that stood still, a bracket and light diagonals
 * where it is of poor quality. Gaps are hatched the other way, over all strips.
 *
 * @module
 */
import type { Flaw, FlawKind } from '#lib/core/signal/quality/flaw.ts';
import type { Palette } from './axes.ts';
import type { Mapping } from './paint-traces.ts';
import { firstColumn, piecesOf, type TraceWindow } from './window.ts';
import { placeWords, wordRoom, type WordStrip } from './flaw-word-places.ts';

/** What each kind is called. */
export type FlawWords = Readonly<Record<FlawKind, string>>;

/** The flaws of all channels, in the order of the source, and their names. */
export interface MarkedFlaws {
	readonly of: readonly (readonly Flaw[])[];
	readonly words: FlawWords;
}

/** One strip with its flaws. */
export interface FlawedStrip extends WordStrip {
	readonly slope: Mapping['slope'];
	readonly flaws: readonly Flaw[];
}

/** Where and how to draw. */
export interface FlawArea {
	/** Left edge of the drawing [device px]. */
	readonly left: number;
	readonly density: number;
	readonly fontFamily: string;
}

/** Where a flaw is drawn: at the edge of the highest or of the lowest counts, or by its kind. */
export type FlawPlace = 'maximum' | 'minimum' | 'flat' | 'poor';
/** All of them. */
export const flawPlaces: readonly FlawPlace[] = ['maximum', 'minimum', 'flat', 'poor'];

/** Where a flaw belongs. */
export function flawPlace({ kind, cause }: Flaw): FlawPlace {
	return kind !== 'clipped' ? kind : cause === 'maximum' ? 'maximum' : 'minimum';
}

/** A run of columns with flaws of one place [device px from the drawing's left]. */
export interface FlawSpan {
	readonly place: FlawPlace;
	readonly x: number;
	readonly width: number;
}

/** Spans closer than this are drawn as one [device px]. */
const MERGED = 2;

/** Which columns hold flaws; however many flaws there are, no more spans than columns come out. */
export function flawSpans(window: TraceWindow, flaws: readonly Flaw[]): FlawSpan[] {
	const { samplesPerColumn } = window;
	const first = firstColumn(window) * samplesPerColumn;
	const end = window.endColumn * samplesPerColumn;
	const columnOf = (sample: number): number => Math.floor(sample / samplesPerColumn);
	const seen = flaws.filter(({ from, to }) => from < end && to > first);
	return flawPlaces.flatMap((place) => {
		const spans = seen
			.filter((flaw) => flawPlace(flaw) === place)
			.flatMap(({ from, to }) => piecesOf(window, columnOf(from), columnOf(to - 1) + 1))
			.sort((a, b) => a.x - b.x);
		const found: { place: FlawPlace; x: number; width: number }[] = [];
		for (const { x, count } of spans) {
			const last = found.at(-1);
			if (last !== undefined && x - (last.x + last.width) <= MERGED)
				last.width = Math.max(last.width, x + count - last.x);
			else found.push({ place, x, width: count });
		}
		return found;
	});
}

/** Sizes [CSS px]. */
const LEAST_WIDTH = 3;
const BAR = 5;
const TICK = 4;
/** Between the diagonals of a poor stretch; those of a gap are closer. */
const DIAGONALS = 12;

type Context = CanvasRenderingContext2D;

/** Draws the flaws of all strips, top to bottom. */
export function paintFlaws(
	context: Context,
	window: TraceWindow,
	area: FlawArea,
	strips: readonly FlawedStrip[],
	words: FlawWords,
	palette: Pick<Palette, 'text'>
): void {
	const { density, left } = area;
	context.font = `${11 * density}px ${area.fontFamily}`;
	context.textBaseline = 'top';
	context.fillStyle = context.strokeStyle = palette.text;
	strips.forEach((strip, index) => {
		const spans = flawSpans(window, strip.flaws);
		if (spans.length === 0) return;
		for (const span of spans) paintShape(context, { ...span, x: left + span.x }, strip, density);
		const room = wordRoom(strip, index === 0, index === strips.length - 1, density);
		const asked = spans.map((span) => ({
			...{ span, word: words[isClipped(span) ? 'clipped' : (span.place as FlawKind)] },
			isAbove: isClipped(span) && isAtTop(span, strip),
			isFirst: isClipped(span)
		}));
		for (const { word, x, y, width, height } of placeWords(context, window, asked, room)) {
			// nothing behind the word
			context.clearRect(left + x, y - density, width, height);
			context.fillText(word, left + x + 2 * density, y);
		}
	});
}

const isClipped = ({ place }: FlawSpan): boolean => place === 'maximum' || place === 'minimum';
/** A strip may be upside down: then the highest counts are at its lower edge. */
const isAtTop = ({ place }: FlawSpan, { slope }: FlawedStrip): boolean =>
	(place === 'maximum') === slope < 0;

function paintShape(context: Context, span: FlawSpan, strip: FlawedStrip, density: number): void {
	const { top, bottom } = strip;
	const width = Math.max(LEAST_WIDTH * density, span.width);
	if (isClipped(span)) {
		const y = isAtTop(span, strip) ? top : bottom - BAR * density;
		context.fillRect(span.x, y, width, BAR * density);
		return;
	}
	const y = bottom - (BAR + 1) * density;
	context.lineWidth = 1.5 * density;
	context.beginPath();
	context.moveTo(span.x, y - TICK * density);
	context.lineTo(span.x, y);
	context.lineTo(span.x + width, y);
	context.lineTo(span.x + width, y - TICK * density);
	context.stroke();
	if (span.place === 'poor') paintDiagonals(context, { ...span, width }, strip, density);
}

function paintDiagonals(
	context: Context,
	{ x, width }: FlawSpan,
	{ top, bottom }: FlawedStrip,
	density: number
): void {
	const height = bottom - top;
	context.save();
	context.beginPath();
	context.rect(x, top, width, height);
	context.clip();
	context.globalAlpha = 0.4;
	context.lineWidth = density;
	context.beginPath();
	// on one raster, so that they stand still while a stretch grows
	const step = DIAGONALS * density;
	for (let at = Math.floor((x - height) / step) * step; at < x + width; at += step) {
		context.moveTo(at, top);
		context.lineTo(at + height, bottom);
	}
	context.stroke();
	context.restore();
}
