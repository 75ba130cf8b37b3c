/**
 * One sheet of a chart as simple shapes in millimetres, for whoever draws without a browser. The same geometry as the
 * printed chart: every sample lies within the line, a hole is hatched and never bridged.
 *
 * @module
 */
import type { Run } from '../recording/tiles.ts';
import { DRAWING, paperX, timeMarks, type PaperPage, type PaperPlan } from './paper.ts';
import type { PaperMarks } from './paper-marks.ts';
import type { PaperStrip } from './paper-strips.ts';
import type { Span } from './scales.ts';
import { label, line, type Shape } from './shapes.ts';
import { markShapes } from './sheet-marks.ts';
import { stripShapes } from './sheet-strip.ts';
import type { TraceSource } from './strip.ts';

/** What is written on a sheet besides names and figures. */
export interface SheetWords {
	readonly missing: string;
	readonly seconds: string;
	readonly uncalibrated: string;
	/** What a centimetre stands for. */
	readonly scale: string;
}

/** What is drawn on a sheet. */
export interface SheetContent {
	readonly samples: TraceSource;
	readonly strips: readonly PaperStrip[];
	/** One for each strip. */
	readonly spans: readonly Span[];
	readonly marked: PaperMarks;
	readonly words: SheetWords;
}

/** Everything on one sheet, what lies below first. */
export function sheetShapes(plan: PaperPlan, page: PaperPage, content: SheetContent): Shape[] {
	const { strips, spans, samples, marked, words } = content;
	const { left, right, strips: area } = DRAWING;
	return [
		...timeLines(plan, page),
		...markShapes(plan, page, marked),
		...strips.flatMap((strip, index) => {
			const span = spans[index];
			return span === undefined
				? []
				: stripShapes(strip, { plan, page, samples, span, uncalibrated: words.uncalibrated });
		}),
		...samples.missing.flatMap((run) => holeShapes(plan, page, run, words.missing)),
		...axisShapes(plan, page, words),
		line(`M${left} ${area.top}H${right}V${area.bottom}H${left}V${area.top}`, 0.15)
	];
}

function timeLines(plan: PaperPlan, page: PaperPage): Shape[] {
	const { strips, axis } = DRAWING;
	return timeMarks(plan, page).map(({ x, isNumbered }) =>
		line(
			`M${x} ${strips.top}V${isNumbered ? axis.top + 0.8 : strips.bottom}`,
			isNumbered ? 0.12 : 0.08,
			{
				opacity: isNumbered ? 0.35 : 0.22
			}
		)
	);
}

/** Hatched, with the number of samples that are missing; the narrowest is wide enough to be seen. */
function holeShapes(plan: PaperPlan, page: PaperPage, run: Run, missing: string): Shape[] {
	if (run.from >= page.to || run.to <= page.from) return [];
	const { left, right } = DRAWING;
	const { top, bottom } = DRAWING.strips;
	const x = Math.max(left, paperX(plan, page, run.from));
	const width = Math.max(0.4, Math.min(right, paperX(plan, page, run.to)) - x);
	const hatches: string[] = [];
	for (let y = top; y < bottom - width; y += 1.2)
		hatches.push(`M${x} ${y + width}L${x + width} ${y}`);
	return [
		line(hatches.join(''), 0.12),
		line(`M${x} ${top}H${x + width}V${bottom}H${x}V${top}`, 0.1),
		label(x + 0.6, bottom - 0.8, 2.2, `${missing} ${run.to - run.from}`)
	];
}

function axisShapes(plan: PaperPlan, page: PaperPage, words: SheetWords): Shape[] {
	const { left, axis } = DRAWING;
	const numbers = timeMarks(plan, page)
		.filter(({ isNumbered }) => isNumbered)
		.map(({ seconds, x }) => label(x, axis.top + 3.6, 2.4, String(seconds), 'middle'));
	const y = axis.top + 6;
	return [
		...numbers,
		label(left - 3, axis.top + 3.6, 2.4, words.seconds, 'end'),
		// a centimetre to lay a ruler on
		line(
			`M${left} ${y - 0.8}V${y + 0.8}M${left} ${y}H${left + 10}M${left + 10} ${y - 0.8}V${y + 0.8}`,
			0.2
		),
		label(left + 11, axis.top + 6.8, 2.2, words.scale)
	];
}
