/**
 * Marks as files for other programs.
 *
 * @module
 */
import { eafText } from '#lib/core/interview/eaf.ts';
import type { InterviewState } from '#lib/core/interview/interview-state.ts';
import { markColumns, markRows } from '#lib/core/interview/marks-table.ts';
import { csvText } from '../../score/measurement-csv.ts';

/** What is saved: the marks this page may show. */
export interface SavedMarks {
	readonly state: InterviewState;
	/** Names of the coders, by account. */
	readonly names: Readonly<Record<string, string>>;
	/** Names the file. */
	readonly code: string;
	readonly mediaType: string;
}

/** For ELAN. */
export function saveMarksEaf({ state, names, code, mediaType }: SavedMarks): void {
	const { recording, marks } = state.coding;
	if (recording === null) return;
	const text = eafText({ recording, marks, names, mediaType, date: new Date().toISOString() });
	save(`${code}.eaf`, text, 'application/xml');
}

/** For a spreadsheet. */
export function saveMarksCsv({ state, names, code }: SavedMarks): void {
	const { recording, marks } = state.coding;
	if (recording === null) return;
	const rows = markRows(state, marks, recording, names);
	// the mark at its beginning tells spreadsheets that it is UTF-8
	save(`${code}-marks.csv`, `\ufeff${csvText([markColumns, ...rows])}`, 'text/csv');
}

function save(name: string, text: string, type: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	URL.revokeObjectURL(url);
}
