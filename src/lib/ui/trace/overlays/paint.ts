/**
 * Draws overlays under the traces.
 *
 * @module
 */
import type { OverlayColour } from './colours.ts';
import type { OverlayKind, OverlayShape } from './shapes.ts';

/** Where drawing is allowed [device px], so that nothing covers the scales. */
export interface OverlayArea {
	readonly left: number;
	readonly right: number;
	readonly density: number;
}

type Context = CanvasRenderingContext2D;

/** Draws the shapes in their order. */
export function paintOverlays(
	context: Context,
	shapes: readonly OverlayShape[],
	{ left, right, density }: OverlayArea,
	colourOf: (kind: OverlayKind) => OverlayColour
): void {
	if (shapes.length === 0) return;
	context.save();
	context.beginPath();
	context.rect(left, 0, right - left, context.canvas.height);
	context.clip();
	for (const shape of shapes) {
		const colour = colourOf(shape.kind);
		context.strokeStyle = colour.line;
		context.fillStyle = colour.fill;
		context.setLineDash(colour.isDashed ? [5 * density, 4 * density] : []);
		if (shape.shape === 'arrow') paintArrow(context, shape, density, colour.line);
		else paintBox(context, shape, density, colour.edge);
	}
	context.restore();
}

function paintBox(
	context: Context,
	{ x, y, width, height }: Extract<OverlayShape, { shape: 'box' }>,
	density: number,
	edge: OverlayColour['edge']
): void {
	context.fillRect(x, y, width, height);
	context.lineWidth = (edge === 'around' ? 1.25 : 2.5) * density;
	const inset = context.lineWidth / 2;
	if (edge === 'around')
		context.strokeRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset);
	if (edge === 'top' || edge === 'bottom') {
		const at = edge === 'top' ? y + inset : y + height - inset;
		context.beginPath();
		context.moveTo(x, at);
		context.lineTo(x + width, at);
		context.stroke();
	}
}

function paintArrow(
	context: Context,
	{ from: [x0, y0], to: [x1, y1] }: Extract<OverlayShape, { shape: 'arrow' }>,
	density: number,
	colour: string
): void {
	context.lineWidth = 1.75 * density;
	context.beginPath();
	context.moveTo(x0, y0);
	context.lineTo(x1, y1);
	context.stroke();
	const length = Math.hypot(x1 - x0, y1 - y0);
	const head = Math.min(6 * density, length / 2);
	if (length === 0) return;
	const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
	context.fillStyle = colour;
	context.beginPath();
	context.moveTo(x1, y1);
	context.lineTo(x1 - head * ux - (head / 2) * uy, y1 - head * uy + (head / 2) * ux);
	context.lineTo(x1 - head * ux + (head / 2) * uy, y1 - head * uy - (head / 2) * ux);
	context.fill();
}
