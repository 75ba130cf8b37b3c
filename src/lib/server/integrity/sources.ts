/**
 * The five tables whose rows have leaves, asked in one way.
 *
 * @module
 */
import { sql, type RawBuilder } from 'kysely';
import { AUDIT_OWNER, logSources, type LogSource } from '#lib/core/integrity/leaf.ts';

/** A source's table and how its owner is found. */
export interface SourceTable {
	readonly source: LogSource;
	readonly table: string;
	/** SQL of the owner of a row `r`. */
	readonly owner: RawBuilder<string>;
}

const tableOf: Readonly<Record<LogSource, readonly [table: string, owner: string | null]>> = {
	session: ['event', 'session_id'],
	interview: ['interview_event', 'interview_id'],
	board: ['case_board_event', 'case_id'],
	laboratory: ['laboratory_event', 'log_id'],
	audit: ['audit_entry', null]
};

/** Every source; the audit trail first, because it says of the others who made them. */
export const sourceTables: readonly SourceTable[] = [...logSources].reverse().map((source) => {
	const [table, column] = tableOf[source];
	const owner = column === null ? sql.lit(AUDIT_OWNER) : sql.ref<string>(`r.${column}`);
	return { source, table, owner: sql<string>`${owner}` };
});
