/**
 * Whether the database is away for now: its server does not answer, or its file is held by somebody else. What was to
 * be written then is written later, and nobody is told that it failed.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { Schema } from './schema.ts';

/** Of the operating system, and PostgreSQL's own for a server that ends or begins. */
const CODES: ReadonlySet<string> = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['ENOTFOUND', 'EAI_AGAIN', '57P01', '57P02', '57P03', '08006', '08001', '08003']
]);
/** What pg says without a code. */
const WORDS = /connection terminated|timeout exceeded when trying to connect|query read timeout/i;

/** Whether an error says that the database is away, and the same may succeed later. */
export function saysAway(error: unknown): boolean {
	if (isLabError(error)) return error.code === 'database/away' || error.code === 'database/busy';
	if (!(error instanceof Error)) return false;
	if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true;
	if (error instanceof AggregateError && error.errors.some(saysAway)) return true;
	return WORDS.test(error.message) || saysAway(error.cause);
}

/**
 * Does something with the database. Accounts hide why they failed, so after any failure the database itself is asked.
 *
 * @throws {LabError} `database/away`; else what the work throws
 */
export async function orAway<T>(db: Kysely<Schema>, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const isKnown = isLabError(error) && error.code !== 'database/away';
		if (!isKnown && (saysAway(error) || (await isAway(db))))
			throw new LabError('database/away', 'expected the database, it does not answer', {
				cause: error
			});
		throw error;
	}
}

async function isAway(db: Kysely<Schema>): Promise<boolean> {
	try {
		await sql`select 1`.execute(db);
		return false;
	} catch (error) {
		if (saysAway(error)) return true;
		throw error;
	}
}
