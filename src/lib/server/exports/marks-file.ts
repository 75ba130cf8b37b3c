/**
 * Marks on the recording of an interview as a file for other programs, as far as whoever takes it may know them.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { csvText } from '#lib/core/exporting/csv-cell.ts';
import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { eafText } from '#lib/core/interview/eaf.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { markColumns, markRows } from '#lib/core/interview/marks-table.ts';
import { namesIn } from '../interviews/interviews.ts';
import type { ExportContext } from './context.ts';
import type { TakenExport } from './read-exports.ts';

/** Types of recordings by the ending of their name, as ELAN wants them. */
const types: Readonly<Record<string, string>> = {
	...{ mp4: 'video/mp4', webm: 'video/webm', mp3: 'audio/mpeg', wav: 'audio/x-wav' },
	...{ m4a: 'audio/mp4', mov: 'video/quicktime' }
};

/**
 * The file: a table, or one for ELAN.
 *
 * @throws {LabError} `exports/item` when no recording is named
 */
export async function marksFile(
	{ cases, accounts }: Pick<ExportContext, 'cases' | 'accounts'>,
	{ sourceId, caseId, requestedBy, takenMs }: TakenExport,
	format: 'csv' | 'eaf'
): Promise<string> {
	const events = await cases.interviews.eventsAfter(sourceId, 0);
	const state = interviewOf(visibleInterviewEvents(events, requestedBy), sourceId);
	const { recording, marks } = state.coding;
	if (recording === null) throw new LabError('exports/item', 'expected marks on a recording');
	const names = await namesIn(cases, caseId, events, await accounts.directory.list());
	// the mark at its beginning tells spreadsheets that it is UTF-8
	if (format === 'csv')
		return `\ufeff${csvText([markColumns, ...markRows(state, marks, recording, names)])}`;
	const mediaType = types[recording.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? '';
	return eafText({ recording, marks, names, mediaType, date: new Date(takenMs).toISOString() });
}
