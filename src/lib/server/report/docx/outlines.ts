/**
 * The outlines of signs of the documents' typeface.
 *
 * @module
 */
import PDFDocument from 'pdfkit';
import type { Shape } from '#lib/core/paper/shapes.ts';
import { fontPaths } from '../fonts.ts';
import type { Outlines, Point } from './raster.ts';

interface Glyph {
	readonly advanceWidth: number;
	readonly path: {
		readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
	};
}
interface FontFile {
	readonly unitsPerEm: number;
	layout(text: string): { readonly glyphs: readonly Glyph[] };
}

/** Pieces a curve is cut into: signs are two or three millimetres high. */
const PIECES = 4;

/** Opens the typeface. */
export function openOutlines(): Outlines {
	const doc = new PDFDocument({ autoFirstPage: false });
	doc.registerFont('regular', fontPaths().regular);
	doc.font('regular');
	const { font } = (doc as unknown as { _font: { font: FontFile } })._font;
	return (text) => outlinesOf(font, text);
}

function outlinesOf(
	font: FontFile,
	{ x, y, size, anchor, text }: Extract<Shape, { kind: 'text' }>
): Point[][] {
	const { glyphs } = font.layout(text);
	const scale = size / font.unitsPerEm;
	const width = glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) * scale;
	let left = x - { start: 0, middle: 0.5, end: 1 }[anchor] * width;
	return glyphs.flatMap(({ path, advanceWidth }) => {
		const at = left;
		left += advanceWidth * scale;
		return contours(path.commands).map((points) =>
			points.map(([px, py]): Point => [at + px * scale, y - py * scale])
		);
	});
}

function contours(commands: Glyph['path']['commands']): Point[][] {
	const found: Point[][] = [];
	let last: Point = [0, 0];
	for (const { command, args } of commands) {
		const [a = 0, b = 0, c = 0, d = 0] = args;
		if (command === 'moveTo') found.push([[a, b]]);
		else if (command === 'lineTo') found.at(-1)?.push([a, b]);
		else if (command === 'quadraticCurveTo') found.at(-1)?.push(...curve(last, [a, b], [c, d]));
		else continue;
		last = found.at(-1)?.at(-1) ?? last;
	}
	return found;
}

function curve([x0, y0]: Point, [x1, y1]: Point, [x2, y2]: Point): Point[] {
	return Array.from({ length: PIECES }, (_, index): Point => {
		const t = (index + 1) / PIECES;
		const mix = (a: number, b: number, c: number): number =>
			(1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
		return [mix(x0, x1, x2), mix(y0, y1, y2)];
	});
}
