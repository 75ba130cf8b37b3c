/**
 * A drawn sheet of a chart as a page of its own, A4 landscape, in vectors: a ruler on the paper is right.
 *
 * @module
 */
import type { Shape } from '#lib/core/paper/shapes.ts';
import type { DrawnSheet } from '../chart-sheets.ts';
import { MM, type Flow } from './flow.ts';

/** Where the drawing begins [mm]. */
const LEFT = 10;
const TOP = 32;

/** Draws a sheet on a new page. */
export function drawSheet(flow: Flow, { caption, shapes }: DrawnSheet, file: string): void {
	flow.page('landscape');
	const { doc } = flow;
	const look = { size: 9, font: 'bold' } as const;
	flow.put([flow.printable(caption)], LEFT * MM, 22 * MM, look);
	flow.put([flow.printable(file)], LEFT * MM, 27 * MM, { size: 6.5 });
	doc.save();
	doc.translate(LEFT * MM, TOP * MM).scale(MM);
	for (const shape of shapes) drawShape(flow, shape);
	doc.restore();
}

function drawShape(flow: Flow, shape: Shape): void {
	const { doc } = flow;
	if (shape.kind === 'text') {
		drawText(flow, shape);
		return;
	}
	if (shape.kind === 'area') {
		const { x, y, width, height, opacity } = shape;
		doc.save().fillOpacity(opacity).rect(x, y, width, height).fill('#000000').restore();
		return;
	}
	if (shape.path === '') return;
	doc
		.save()
		.lineWidth(shape.width)
		.strokeOpacity(shape.opacity ?? 1)
		.lineCap('round')
		.lineJoin('round');
	// pdfkit takes one array for dashes and gaps
	if (shape.dash !== undefined && shape.dash.length > 0)
		doc.dash(shape.dash as unknown as number, {});
	doc.path(shape.path).stroke(shape.colour).restore();
}

function drawText(
	flow: Flow,
	{ x, y, size, anchor, text }: Extract<Shape, { kind: 'text' }>
): void {
	const { doc } = flow;
	const shown = flow.printable(text);
	doc.font('regular').fontSize(size).fillColor('#000000');
	const share = { start: 0, middle: 0.5, end: 1 }[anchor];
	const left = x - share * doc.widthOfString(shown);
	doc.text(shown, left, y, { lineBreak: false, baseline: 'alphabetic' });
}
