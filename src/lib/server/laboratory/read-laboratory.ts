/**
 * The laboratory's log as it stands in the database.
 *
 * @module
 */
import type { LaboratoryEvent } from '#lib/core/laboratory/laboratory-event.ts';
import type { LogReader } from '../events/logs.ts';
import { readBody } from '../keys/cell.ts';

/** The events after a number, oldest first. */
export async function readLaboratoryEvents(
	reader: LogReader,
	logId: string,
	seq: number,
	limit: number
): Promise<LaboratoryEvent[]> {
	const rows = await reader
		.selectFrom('laboratory_event')
		.select('body')
		.where('log_id', '=', logId)
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute();
	return rows.map(({ body }) => readBody<LaboratoryEvent>(body));
}
