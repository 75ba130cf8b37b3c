/**
 * A report as sections of simple blocks in one language: shown by a page, and drawn as PDF and as an editable text.
 *
 * @module
 */
import type { PaperMarks } from '../paper/paper-marks.ts';
import type { SectionId } from './words.ts';

/** A chart that is drawn from its recording; everything marked on it stands here, so that a signature covers it. */
export interface ChartBlock extends PaperMarks {
	readonly kind: 'chart';
	readonly caption: string;
	readonly chart: number;
	/** Below the folder of recordings. */
	readonly file: string;
	readonly sha256: string;
	readonly samples: number;
	/** As recorded [Hz]. */
	readonly rateHz: number;
	/** Kind of sensor and unit of each column, by name. */
	readonly columns: readonly {
		readonly name: string;
		readonly kind: string;
		readonly unit: string;
	}[];
	/** Samples from…to−1 that never arrived. */
	readonly missing: readonly { readonly from: number; readonly to: number }[];
}

/** One piece of a section. `isQuoted`: words of somebody else (a law, a right that was read out, a question). */
export type ReportBlock =
	| {
			readonly kind: 'paragraph';
			readonly text: string;
			readonly tone: 'plain' | 'note' | 'alert' | 'result';
			readonly isQuoted: boolean;
	  }
	| { readonly kind: 'heading'; readonly text: string }
	| {
			readonly kind: 'facts';
			readonly rows: readonly (readonly [name: string, value: string])[];
			readonly isQuoted: boolean;
	  }
	| { readonly kind: 'list'; readonly items: readonly string[]; readonly isQuoted: boolean }
	| {
			readonly kind: 'table';
			readonly caption: string;
			readonly head: readonly string[];
			readonly rows: readonly (readonly string[])[];
			/** Share of the width of each column, any unit. */
			readonly widths: readonly number[];
			readonly isQuoted: boolean;
	  }
	| ChartBlock
	/** Where signatures stand: they are no part of what is signed. */
	| { readonly kind: 'signatures'; readonly tester: string; readonly reviewer: string };

/** A part of the report. */
export interface ReportSection {
	readonly id: SectionId;
	/** With its number. */
	readonly title: string;
	readonly blocks: readonly ReportBlock[];
}

/** The report in one language. */
export interface ReportDocument {
	readonly title: string;
	readonly number: string;
	readonly sections: readonly ReportSection[];
}

/** A paragraph. */
export function paragraph(
	text: string,
	tone: 'plain' | 'note' | 'alert' | 'result' = 'plain'
): ReportBlock {
	return { kind: 'paragraph', text, tone, isQuoted: false };
}

/** A paragraph in somebody else's words. */
export function quoted(text: string): ReportBlock {
	return { kind: 'paragraph', text, tone: 'plain', isQuoted: true };
}

/** A heading inside a section. */
export function heading(text: string): ReportBlock {
	return { kind: 'heading', text };
}

/** Names with values; what has no value is told as such. */
export function facts(rows: readonly (readonly [string, string])[], empty: string): ReportBlock {
	const filled = rows.map(([name, value]) => [name, value.trim() || empty] as const);
	return { kind: 'facts', rows: filled, isQuoted: false };
}

/** Lines below each other. */
export function list(items: readonly string[], isQuoted = false): ReportBlock {
	return { kind: 'list', items, isQuoted };
}

/** A table; without rows the words that say so. */
export function table(
	given: {
		readonly caption?: string;
		readonly head: readonly string[];
		readonly rows: readonly (readonly string[])[];
		readonly widths?: readonly number[];
		readonly isQuoted?: boolean;
	},
	none: string
): ReportBlock {
	const { caption = '', head, rows, isQuoted = false } = given;
	if (rows.length === 0) return paragraph(caption === '' ? none : `${caption}: ${none}`);
	const widths = given.widths ?? head.map(() => 1);
	return { kind: 'table', caption, head, rows, widths, isQuoted };
}
