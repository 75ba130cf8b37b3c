/**
 * Sealed sheets as they lie in the database until they are shown.
 *
 * @module
 */
import { payloads, type EventData } from '#lib/core/session/event.ts';
import type { CommittedSheet } from '#lib/core/session/state.ts';
import { sheetCommitment } from '#lib/core/sheet/sheet.ts';
import type { LabDatabase } from '../database/open.ts';
import type { ScoreSheetTable } from '../database/schema.ts';

/** A sheet with its nonce, and the row it lies in. */
export interface KeptSheet {
	readonly row: ScoreSheetTable;
	readonly data: EventData<'sheet-revealed'>;
}

/**
 * The rows of somebody's sheets in a session and seat. There are several when a task was withdrawn and given again, or
 * the formal test was opened again and its charts are scored anew.
 */
export async function sheetRows(
	{ db }: LabDatabase,
	sessionId: string,
	{ seat, scorerId }: Pick<CommittedSheet, 'seat' | 'scorerId'>
): Promise<ScoreSheetTable[]> {
	return db
		.selectFrom('score_sheet')
		.selectAll()
		.where('session_id', '=', sessionId)
		.where('seat', '=', seat)
		.where('user_id', '=', scorerId)
		.execute();
}

/** The sheet as it was sealed; null = it is gone, or none of these rows has the fingerprint that stands in the log. */
export function keptSheet(
	rows: readonly ScoreSheetTable[],
	{ seat, commitment }: CommittedSheet
): KeptSheet | null {
	for (const row of rows) {
		const { success, data } = payloads['sheet-revealed'].safeParse({
			...{ seat, nonce: row.nonce },
			sheet: parsed(row.sheet ?? '')
		});
		if (success && sheetCommitment(data.nonce, data.sheet) === commitment) return { row, data };
	}
	return null;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// no sheet yet, or changed so that it is no JSON any more: either way it is not the one that was sealed
		return null;
	}
}
