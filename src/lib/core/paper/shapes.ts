/**
 * Simple shapes in millimetres: what a drawn sheet is made of.
 *
 * @module
 */
/** A shape; sizes and places in millimetres from the top left of the drawing. */
export type Shape =
	| {
			readonly kind: 'line';
			/** SVG path data of M, L, H and V, absolute. */
			readonly path: string;
			readonly colour: string;
			readonly width: number;
			/** Lengths of dashes and gaps; absent = drawn through. */
			readonly dash?: readonly number[];
			/** 0…1; absent = 1. */
			readonly opacity?: number;
	  }
	| {
			readonly kind: 'area';
			readonly x: number;
			readonly y: number;
			readonly width: number;
			readonly height: number;
			/** 0…1, of black. */
			readonly opacity: number;
	  }
	| {
			readonly kind: 'text';
			readonly x: number;
			/** Of the baseline. */
			readonly y: number;
			readonly size: number;
			readonly anchor: 'start' | 'middle' | 'end';
			readonly text: string;
	  };

export const BLACK = '#000000';

/** A line; black where no colour is given. */
export function line(
	path: string,
	width: number,
	more: {
		readonly colour?: string;
		readonly dash?: readonly number[];
		readonly opacity?: number;
	} = {}
): Shape {
	return { kind: 'line', path, width, colour: BLACK, ...more };
}

/** A text. */
export function label(
	x: number,
	y: number,
	size: number,
	text: string,
	anchor: 'start' | 'middle' | 'end' = 'start'
): Shape {
	return { kind: 'text', x, y, size, anchor, text };
}
