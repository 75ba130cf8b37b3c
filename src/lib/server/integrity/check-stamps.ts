/**
 * Checks the time stamps of heads: by the authority whose certificate is given and of these heads.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { isLabError } from '#lib/core/errors.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { Schema } from '../database/schema.ts';
import type { LogReport } from './check-database.ts';
import { allHeads } from './heads.ts';
import { checkTimeStamp } from './time-stamp.ts';

/**
 * The report with what the time stamps say.
 *
 * @param certificates PEM
 */
export async function checkStamps(
	db: Kysely<Schema>,
	certificates: string,
	report: LogReport
): Promise<LogReport> {
	const heads = await allHeads(db);
	const rows = await db
		.selectFrom('log_anchor')
		.select(['number', 'content'])
		.where('kind', '=', 'time-stamp')
		.orderBy('number')
		.execute();
	for (const { number, content } of rows) {
		const message = await stampFault(heads[number - 1], content, certificates);
		if (message === null) continue;
		const fault = { what: 'anchor' as const, leaf: null, head: number, message };
		return { ...report, verdict: 'tampered', fault };
	}
	return { ...report, anchors: report.anchors + rows.length };
}

async function stampFault(
	head: TreeHead | undefined,
	content: string,
	certificates: string
): Promise<string | null> {
	if (head === undefined) return 'expected a head for a time stamp, got none';
	try {
		await checkTimeStamp(Buffer.from(content, 'base64'), head, certificates);
		return null;
	} catch (error) {
		if (isLabError(error)) return error.message;
		throw error;
	}
}
