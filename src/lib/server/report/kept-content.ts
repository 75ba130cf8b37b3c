/**
 * Contents of issued reports, kept by their hash.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { readContent, type IssuedContent } from '#lib/core/report/versions.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { LabDatabase } from '../database/open.ts';
import { cellSealer } from '../keys/seal-cells.ts';

/** Keeps a content; the same one is kept once. */
export async function keepContent(
	{ db }: LabDatabase,
	{
		sha256,
		sessionId,
		text
	}: { readonly sha256: string; readonly sessionId: string; readonly text: string }
): Promise<void> {
	const seal = await cellSealer(db, { sessionId });
	await db
		.insertInto('report_content')
		.values({ sha256, session_id: sessionId, body: seal(text) })
		.onConflict((conflict) => conflict.column('sha256').doNothing())
		.execute();
}

/** The content of a version as it was hashed, and as a value. */
export interface KeptContent {
	readonly text: string;
	readonly content: IssuedContent;
}

/**
 * Reads the content of a version.
 *
 * @throws {LabError} `report/not-found` when the log has no such version; `report/content` when what is kept has
 * another hash
 */
export async function contentOf(
	{ db }: LabDatabase,
	{ report, sessionId }: Pick<SessionState, 'report' | 'sessionId'>,
	version: number
): Promise<KeptContent> {
	const issued = report.issued.find((one) => one.version === version);
	if (issued === undefined)
		throw new LabError('report/not-found', `expected an issued version, got ${version}`);
	const row = await db
		.selectFrom('report_content')
		.select('body')
		.where('sha256', '=', issued.sha256)
		.where('session_id', '=', sessionId)
		.executeTakeFirst();
	const content = row === undefined ? null : readContent(row.body, issued.sha256);
	if (row === undefined || content === null)
		throw new LabError('report/content', `expected the content with SHA-256 ${issued.sha256}`);
	return { text: row.body, content };
}
