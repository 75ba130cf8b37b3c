/**
 * Tables in a PDF: rows go to the next page whole with the head again; a row taller than a page is cut between lines.
 *
 * @module
 */
import type { ReportBlock } from '#lib/core/report/blocks.ts';
import type { Flow, Look } from './flow.ts';

const CELL: Look = { size: 8 };
const HEAD: Look = { size: 8, font: 'bold' };
const CAPTION: Look = { size: 9, font: 'bold' };
/** Between a line of the table and what stands in it [pt]. */
const PAD = 3;
const RULE = '#777777';

/** Draws a table. */
export function drawTable(flow: Flow, block: Extract<ReportBlock, { kind: 'table' }>): void {
	const total = block.widths.reduce((sum, one) => sum + one, 0);
	const widths = block.widths.map((one) => (flow.width * one) / total);
	const cells = (texts: readonly string[], look: Look): string[][] =>
		widths.map((width, index) => flow.lines(texts[index] ?? '', width - 2 * PAD, look));
	const head = cells(block.head, HEAD);
	const rows = block.rows.map((row) => cells(row, CELL));
	const headHeight = heightOf(flow, head, HEAD);
	const captionHeight = block.caption === '' ? 0 : flow.lineHeight(CAPTION);
	const [first = []] = rows;
	flow.ensure(
		captionHeight +
			headHeight +
			heightOf(
				flow,
				first.map((lines) => lines.slice(0, 8)),
				CELL
			)
	);
	if (block.caption !== '') flow.paragraph(block.caption, CAPTION, { after: 0 });
	drawRow(flow, widths, head, HEAD);
	for (const row of rows) drawCut(flow, { widths, head, headHeight }, row);
	flow.y += 6;
}

interface Frame {
	readonly widths: readonly number[];
	readonly head: readonly string[][];
	readonly headHeight: number;
}

function heightOf(flow: Flow, cells: readonly (readonly string[])[], look: Look): number {
	return Math.max(1, ...cells.map((lines) => lines.length)) * flow.lineHeight(look) + 2 * PAD;
}

/** Draws a row on this page or the next, in pieces when no page holds it. */
function drawCut(flow: Flow, frame: Frame, row: readonly string[][]): void {
	let left: readonly string[][] = row;
	for (;;) {
		const height = heightOf(flow, left, CELL);
		if (flow.y + height > flow.bottom) {
			const room = Math.floor((flow.bottom - flow.y - 2 * PAD) / flow.lineHeight(CELL));
			const isTooTall = height + frame.headHeight > flow.bottom - flow.left;
			if (isTooTall && room >= 3) {
				drawRow(
					flow,
					frame.widths,
					left.map((lines) => lines.slice(0, room)),
					CELL
				);
				left = left.map((lines) => lines.slice(room));
			}
			flow.page();
			drawRow(flow, frame.widths, frame.head, HEAD);
			continue;
		}
		drawRow(flow, frame.widths, left, CELL);
		return;
	}
}

function drawRow(
	flow: Flow,
	widths: readonly number[],
	cells: readonly (readonly string[])[],
	look: Look
): void {
	const height = heightOf(flow, cells, look);
	let x = flow.left;
	cells.forEach((lines, index) => {
		const width = widths[index] ?? 0;
		const { doc } = flow;
		if (look === HEAD) doc.rect(x, flow.y, width, height).fill('#eeeeee');
		doc.rect(x, flow.y, width, height).lineWidth(0.4).strokeColor(RULE).stroke();
		flow.put(lines, x + PAD, flow.y + PAD, look);
		x += width;
	});
	flow.y += height;
}
