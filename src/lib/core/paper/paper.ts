/**
 * The paper a chart is printed on: sizes in millimetres, and how a recording is cut into pages. A sheet is A4 landscape
 * inside margins of 10 mm; the recording goes from left to right over one strip of 250 mm on each sheet.
 *
 * @module
 */

/** Inside the margins [mm]; half a millimetre less than A4, so that rounding never begins another page. */
export const SHEET = { width: 277, height: 189.5 } as const;
/** The drawing of a sheet and its parts, from the drawing's top left corner [mm]. */
export const DRAWING = {
	...{ width: 277, height: 139, left: 25, right: 275 },
	/** Names of the questions. */
	labels: { top: 0, bottom: 8.4 },
	/** The traces. */
	strips: { top: 8.8, bottom: 122 },
	/** Answers, artifacts, announcements and remarks. */
	marks: { top: 122.4, bottom: 131.4 },
	/** Seconds. */
	axis: { top: 131.8, bottom: 139 }
} as const;
/** Width that holds the recording [mm]. */
export const TRACE_WIDTH = DRAWING.right - DRAWING.left;
/** A trace is drawn as the minimum and maximum of each column of 0.1 mm. */
export const COLUMNS_PER_MM = 10;
const COLUMNS = TRACE_WIDTH * COLUMNS_PER_MM;

/** Seconds per centimetre that can be chosen; 4 is the field's paper speed of 2.5 mm/s. */
export const paperScales = [4, 5, 10, 20] as const;

/** The part of a recording on one sheet. */
export interface PaperPage {
	/** 1-based. */
	readonly number: number;
	/** First column of the recording; column 0 begins at sample 0. */
	readonly first: number;
	/** Columns that hold something. */
	readonly count: number;
	/** Samples from…to−1. */
	readonly from: number;
	readonly to: number;
}

/** A recording on paper at a scale. */
export interface PaperPlan {
	readonly secondsPerCm: number;
	/** Samples per column, > 0. */
	readonly samplesPerColumn: number;
	readonly pages: readonly PaperPage[];
}

/** Seconds per centimetre with which a whole recording fits on one sheet, rounded up to what is printed: 0.01. */
export function wholeScale(samples: number, rateHz: number): number {
	return Math.max(0.01, Math.ceil((1000 * samples) / rateHz / TRACE_WIDTH) / 100);
}

/**
 * Cuts a recording into pages; each begins where the one before ended.
 *
 * @param samples of each channel
 * @param rateHz samples per second as recorded
 * @param secondsPerCm > 0
 */
export function paperPlan(samples: number, rateHz: number, secondsPerCm: number): PaperPlan {
	const samplesPerColumn = (secondsPerCm * rateHz) / (10 * COLUMNS_PER_MM);
	// the column after the last one that holds a sample
	const columns = Math.max(1, Math.floor((samples - 1) / samplesPerColumn) + 1);
	const pages = Array.from({ length: Math.ceil(columns / COLUMNS) }, (_, index): PaperPage => {
		const first = index * COLUMNS;
		const count = Math.min(COLUMNS, columns - first);
		return {
			...{ number: index + 1, first, count },
			from: Math.ceil(first * samplesPerColumn),
			to: Math.min(samples, Math.ceil((first + COLUMNS) * samplesPerColumn))
		};
	});
	return { secondsPerCm, samplesPerColumn, pages };
}

/** Where a sample lies on a sheet [mm from the drawing's left]; outside the trace when it is on another one. */
export function paperX(
	{ samplesPerColumn }: Pick<PaperPlan, 'samplesPerColumn'>,
	{ first }: Pick<PaperPage, 'first'>,
	sample: number
): number {
	return DRAWING.left + (sample / samplesPerColumn - first) / COLUMNS_PER_MM;
}

/** Divisions of the time axis that can be chosen [s]. */
const divisions = [5, 10, 30, 60, 300, 600];
/** Closest that lines and numbers of the time axis may come [mm]. */
const LEAST_LINE_MM = 1;
const LEAST_NUMBER_MM = 9;

/** Distance of the lines and of the numbers of the time axis [s]: 5 s as on paper, wider where they would crowd. */
export function timeSteps(secondsPerCm: number): {
	readonly line: number;
	readonly number: number;
} {
	const least = (mm: number, from: readonly number[]): number =>
		from.find((step) => (10 * step) / secondsPerCm >= mm) ?? 3600;
	const line = least(LEAST_LINE_MM, divisions);
	return { line, number: least(LEAST_NUMBER_MM, [line, 10, 20, 30, 60, 120, 300, 600, 1200]) };
}

/** Times of a page at which the axis has a line, with a number or without [s]. */
export function timeMarks(
	{ secondsPerCm }: PaperPlan,
	{ first, count }: PaperPage
): { readonly seconds: number; readonly x: number; readonly isNumbered: boolean }[] {
	const { line, number } = timeSteps(secondsPerCm);
	const perColumn = secondsPerCm / (10 * COLUMNS_PER_MM);
	const [begin, end] = [first * perColumn, (first + count) * perColumn];
	const found = [];
	for (let at = Math.ceil(begin / line - 1e-9); at * line <= end + 1e-9; at++) {
		const seconds = at * line;
		const x = DRAWING.left + (10 * (seconds - begin)) / secondsPerCm;
		found.push({ seconds, x, isNumbered: seconds % number === 0 });
	}
	return found;
}
