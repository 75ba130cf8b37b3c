/**
 * Questions above the traces and moments below, as shapes. Nothing here judges.
 *
 * @module
 */
import { DRAWING, paperX, type PaperPage, type PaperPlan } from './paper.ts';
import {
	labelRows,
	labelWidth,
	type Labelled,
	type PaperMark,
	type PaperMarks,
	type PaperQuestion
} from './paper-marks.ts';
import { label, line, type Shape } from './shapes.ts';

/** Distance of rows of labels [mm]. */
const ROW = 2.8;
const ROWS = 3;
const { left, right, labels, marks: lane } = DRAWING;
const { top, bottom } = DRAWING.strips;
const dashes: Readonly<Record<PaperMark['kind'], readonly number[]>> = {
	answer: [0.2, 0.7],
	artifact: [1, 0.6],
	announcement: [],
	remark: [0.2, 1.4]
};

/** Everything marked on one sheet. */
export function markShapes(plan: PaperPlan, page: PaperPage, marked: PaperMarks): Shape[] {
	const isHere = (sample: number): boolean => sample >= page.from && sample < page.to;
	const labelAt = (sample: number, text: string): Labelled => ({
		x: Math.min(paperX(plan, page, sample) + 0.4, right - labelWidth(text)),
		label: text
	});
	const asked = marked.questions
		.filter(({ askedSample }) => isHere(askedSample))
		.map((one) => labelAt(one.askedSample, one.label));
	const rows = labelRows(asked, ROWS);
	const moments = marked.marks.filter(({ sample }) => isHere(sample));
	const named = moments.map(({ sample, label: text }) => labelAt(sample, text));
	const momentRows = labelRows(named, ROWS);
	return [
		...marked.questions.flatMap((one) => bandShapes(plan, page, one)),
		...asked.map((one, index) =>
			label(one.x, labels.top + 2.4 + ROW * (rows[index] ?? 0), 2.4, one.label)
		),
		...moments.flatMap(({ sample, kind }, index) => {
			const y = lane.top + ROW * ((momentRows[index] ?? 0) + 1) - 0.4;
			const at = paperX(plan, page, sample);
			const width = kind === 'answer' ? 0.25 : 0.15;
			const { x, label: text } = named[index] ?? { x: at, label: '' };
			return [line(`M${at} ${top}V${y}`, width, { dash: dashes[kind] }), label(x, y, 2.3, text)];
		})
	];
}

/** The time a question was read, with its beginning and its end. */
function bandShapes(
	plan: PaperPlan,
	page: PaperPage,
	{ askedSample, endedSample }: PaperQuestion
): Shape[] {
	const last = endedSample ?? askedSample;
	if (askedSample >= page.to || last < page.from) return [];
	const onset = paperX(plan, page, askedSample);
	const end = endedSample === null ? null : paperX(plan, page, endedSample);
	const x = Math.max(left, onset);
	const width = Math.min(right, end ?? x) - x;
	const isEndHere = end !== null && end >= left && end <= right;
	return [
		...(width > 0
			? [{ kind: 'area' as const, x, y: top, width, height: bottom - top, opacity: 0.07 }]
			: []),
		...(askedSample >= page.from ? [line(`M${onset} ${labels.top}V${bottom}`, 0.2)] : []),
		...(isEndHere ? [line(`M${end} ${top}V${bottom}`, 0.15, { dash: [1.4, 0.8] })] : [])
	];
}
