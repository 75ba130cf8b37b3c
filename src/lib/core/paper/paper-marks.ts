/**
 * Questions and marks of a chart as they are printed: at their samples, with names that do not tell which item is the key
 * unless that is asked for.
 *
 * @module
 */
import { placeChartMarks } from '../session/place-marks.ts';
import type { Chart, PlacedMark, Presentation } from '../session/state.ts';

/** One question that was read out. */
export interface PaperQuestion {
	readonly label: string;
	readonly askedSample: number;
	/** null = its end was not marked. */
	readonly endedSample: number | null;
}

/** One moment. */
export interface PaperMark {
	readonly sample: number;
	readonly kind: 'answer' | 'artifact' | 'announcement' | 'remark';
	/** Short, on the drawing. */
	readonly label: string;
	/** What was noted; empty = nothing. */
	readonly text: string;
}

/** Everything marked on a chart. */
export interface PaperMarks {
	readonly questions: readonly PaperQuestion[];
	/** In order of time. */
	readonly marks: readonly PaperMark[];
	/** Samples between X and XX; null when one of them is not marked. */
	readonly announced: { readonly from: number; readonly to: number } | null;
}

/** How things are called on paper. */
export interface PaperWords {
	presentation(presentation: Presentation): string;
	answer(answer: 'yes' | 'no' | 'silent'): string;
}

/** What is marked on a chart; what was voided or cannot be placed is left out. */
export function paperMarks(chart: Chart, words: PaperWords): PaperMarks {
	const placed = placeChartMarks(chart);
	const { presentations, artifacts, remarks, announcedStart, announcedEnd } = placed;
	const marks: PaperMark[] = [];
	const add = (
		mark: PlacedMark | null,
		kind: PaperMark['kind'],
		label: string,
		text = ''
	): void => {
		const sample = sampleOf(mark);
		if (sample !== null) marks.push({ sample, kind, label, text });
	};
	add(announcedStart, 'announcement', 'X');
	add(announcedEnd, 'announcement', 'XX');
	for (const { answer } of presentations)
		if (answer !== null) add(answer, 'answer', words.answer(answer.answer));
	for (const mark of artifacts) add(mark, 'artifact', mark.code, mark.note);
	remarks
		.filter((mark) => sampleOf(mark) !== null)
		.sort((a, b) => (a.sample ?? 0) - (b.sample ?? 0))
		.forEach((mark, index) => add(mark, 'remark', `✎${index + 1}`, mark.text));
	const [from, to] = [sampleOf(announcedStart), sampleOf(announcedEnd)];
	return {
		questions: presentations.flatMap((one): PaperQuestion[] => {
			const askedSample = sampleOf(one.asked);
			if (askedSample === null) return [];
			const endedSample = sampleOf(one.ended);
			return [{ label: words.presentation(one), askedSample, endedSample }];
		}),
		marks: marks.sort((a, b) => a.sample - b.sample),
		announced: from === null || to === null || to <= from ? null : { from, to }
	};
}

function sampleOf(mark: PlacedMark | null): number | null {
	return mark === null || mark.voided ? null : mark.sample;
}

/** Something written beside a line of the drawing. */
export interface Labelled {
	/** Left end of the text [mm]. */
	readonly x: number;
	readonly label: string;
}

/** Room of one character at the size of labels [mm]. */
const LATIN_MM = 1.5;
const HAN_MM = 2.4;

/** Chinese signs, quotation marks and the middle dot take the room of a Chinese character. */
const isWide = (letter: string): boolean => letter === '·' || letter.charCodeAt(0) > 0x2000;

/** How wide a label is [mm], estimated on the safe side. */
export function labelWidth(label: string): number {
	return [...label].reduce((sum, letter) => sum + (isWide(letter) ? HAN_MM : LATIN_MM), 0.6);
}

/**
 * Rows for labels, so that neighbours do not write over each other.
 *
 * @param labels from left to right
 * @param rows there are; when all are taken the one that is free first
 * @returns row of each label, 0 = the first
 */
export function labelRows(labels: readonly Labelled[], rows: number): number[] {
	const free = Array.from({ length: rows }, () => -Infinity);
	return labels.map(({ x, label }) => {
		const fits = free.findIndex((end) => end <= x);
		const row = fits >= 0 ? fits : free.indexOf(Math.min(...free));
		free[row] = x + labelWidth(label);
		return row;
	});
}

/** Lines of the list of notes on one sheet, and characters in a line. */
const LIST_LINES = 38;
const LINE_LETTERS = 88;

/** The notes cut into sheets: each as many lines as fit, a long note on more lines. */
export function notePages(notes: readonly PaperMark[]): PaperMark[][] {
	const pages: PaperMark[][] = [];
	let used = LIST_LINES;
	for (const note of notes) {
		const lines = note.text
			.split('\n')
			.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_LETTERS)), 0);
		if (used + lines > LIST_LINES) {
			pages.push([]);
			used = 0;
		}
		pages.at(-1)?.push(note);
		used += lines;
	}
	return pages;
}
