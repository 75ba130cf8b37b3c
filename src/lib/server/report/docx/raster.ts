/**
 * A drawn sheet as a picture of dots, for programs that show no vectors: lines, areas and the outlines of signs.
 *
 * @module
 */
import type { Shape } from '#lib/core/paper/shapes.ts';

/** A point [mm]. */
export type Point = readonly [x: number, y: number];
/** Closed outlines of a text at a place and a size, lengths in millimetres. */
export type Outlines = (text: Extract<Shape, { kind: 'text' }>) => Point[][];

/** A picture: one byte a dot and colour, rows from the top. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	/** RGB. */
	readonly dots: Uint8Array;
}

/** Dots of a millimetre: 203 to the inch. */
const SCALE = 8;

/** Draws the shapes on white. */
export function rasterize(
	shapes: readonly Shape[],
	size: { readonly width: number; readonly height: number },
	outlines: Outlines
): Picture {
	const width = Math.ceil(size.width * SCALE);
	const height = Math.ceil(size.height * SCALE);
	const picture = { width, height, dots: new Uint8Array(3 * width * height).fill(255) };
	for (const shape of shapes) draw(picture, shape, outlines);
	return picture;
}

function draw(picture: Picture, shape: Shape, outlines: Outlines): void {
	switch (shape.kind) {
		case 'line': {
			const ink = inkOf(shape.colour, shape.opacity ?? 1);
			const dash = (shape.dash ?? []).map((length) => Math.max(1, length * SCALE));
			for (const points of polylines(shape.path)) drawLine(picture, points, ink, dash);
			return;
		}
		case 'area': {
			const { x, y, width, height, opacity } = shape;
			const [right, bottom] = [x + width, y + height];
			const box: Point[] = [
				[x, y],
				[right, y],
				[right, bottom],
				[x, bottom]
			];
			fill(picture, [box], inkOf('#000000', opacity));
			return;
		}
		case 'text':
			fill(picture, outlines(shape), inkOf('#000000', 1));
	}
}

interface Ink {
	readonly rgb: readonly number[];
	readonly opacity: number;
}

function inkOf(colour: string, opacity: number): Ink {
	const value = parseInt(colour.slice(1), 16);
	return { rgb: [value >> 16, (value >> 8) & 255, value & 255], opacity };
}

function dot({ width, height, dots }: Picture, x: number, y: number, { rgb, opacity }: Ink): void {
	if (x < 0 || y < 0 || x >= width || y >= height) return;
	const at = 3 * (y * width + x);
	for (let i = 0; i < 3; i++) {
		const before = dots[at + i] ?? 255;
		dots[at + i] = Math.round(before + ((rgb[i] ?? 0) - before) * opacity);
	}
}

/** Path data of M, L, H and V as runs of points. */
export function polylines(path: string): Point[][] {
	const found: Point[][] = [];
	let [x, y] = [0, 0];
	for (const [, letter, given = ''] of path.matchAll(/([MLHV])([^MLHV]+)/g)) {
		const numbers = given.trim().split(/[ ,]+/).map(Number);
		if (letter === 'H') x = numbers[0] ?? x;
		else if (letter === 'V') y = numbers[0] ?? y;
		else [x, y] = [numbers[0] ?? x, numbers[1] ?? y];
		if (letter === 'M') found.push([]);
		found.at(-1)?.push([x, y]);
	}
	return found;
}

function drawLine(
	picture: Picture,
	points: readonly Point[],
	ink: Ink,
	dash: readonly number[]
): void {
	let gone = 0;
	const period = dash.reduce((sum, one) => sum + one, 0);
	const on = dash[0] ?? 0;
	points.forEach(([toX, toY], index) => {
		const [fromX, fromY] = points[index - 1] ?? [toX, toY];
		const [dx, dy] = [(toX - fromX) * SCALE, (toY - fromY) * SCALE];
		const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))));
		for (let step = index === 0 ? steps : 0; step <= steps; step++) {
			if (period === 0 || (gone + step) % period < on) {
				const x = Math.floor(fromX * SCALE + (dx * step) / steps);
				dot(picture, x, Math.floor(fromY * SCALE + (dy * step) / steps), ink);
			}
		}
		gone += steps;
	});
}

/** Fills what lies inside the outlines: where they wind around a dot, whichever way. */
function fill(picture: Picture, outlines: readonly (readonly Point[])[], ink: Ink): void {
	const edges = outlines.flatMap((points) =>
		points.map((from, index) => {
			const to = points[(index + 1) % points.length] ?? from;
			return { from: scaled(from), to: scaled(to) };
		})
	);
	const heights = edges.map(({ from }) => from[1]);
	const first = Math.max(0, Math.floor(Math.min(...heights)));
	const last = Math.min(picture.height - 1, Math.ceil(Math.max(...heights)));
	for (let row = first; row <= last; row++) {
		const crossings = edges
			.flatMap(({ from, to }) => crossingOf(from, to, row + 0.5))
			.sort((a, b) => a.x - b.x);
		let winding = 0;
		crossings.forEach(({ x, turn }, index) => {
			winding += turn;
			const next = crossings[index + 1];
			if (winding === 0 || next === undefined) return;
			for (let at = Math.ceil(x - 0.5); at + 0.5 < next.x; at++) dot(picture, at, row, ink);
		});
	}
}

const scaled = ([x, y]: Point): Point => [x * SCALE, y * SCALE];

function crossingOf([x1, y1]: Point, [x2, y2]: Point, y: number): { x: number; turn: number }[] {
	if (y1 <= y === y2 <= y) return [];
	return [{ x: x1 + ((y - y1) * (x2 - x1)) / (y2 - y1), turn: y1 < y2 ? 1 : -1 }];
}
