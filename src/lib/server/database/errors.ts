/**
 * What went wrong in the database, in one vocabulary for both.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { APPEND_ONLY, APPEND_ONLY_STATE } from './append-only.ts';

type Fault = 'unique' | 'reference' | 'check' | 'append-only' | 'busy';

const postgresStates: Readonly<Record<string, Fault>> = {
	'23505': 'unique',
	'23503': 'reference',
	'23514': 'check',
	'23502': 'check',
	'40001': 'busy',
	'40P01': 'busy',
	'55P03': 'busy',
	'42501': 'append-only',
	[APPEND_ONLY_STATE]: 'append-only'
};

/** SQLite's extended result codes. */
const sqliteCodes: Readonly<Record<number, Fault>> = {
	5: 'busy',
	517: 'busy',
	6: 'busy',
	2067: 'unique',
	1555: 'unique',
	2579: 'unique',
	787: 'reference',
	275: 'check',
	1299: 'check'
};

function faultOf(error: Error): Fault | null {
	if (error.message.startsWith(APPEND_ONLY)) return 'append-only';
	if ('errcode' in error && typeof error.errcode === 'number')
		return sqliteCodes[error.errcode] ?? null;
	if ('code' in error && typeof error.code === 'string') return postgresStates[error.code] ?? null;
	return null;
}

/**
 * The refusal behind an error of either database: `database/unique`, `database/reference`, `database/check`,
 * `database/append-only` or `database/busy`.
 *
 * @returns the error itself when it is none of these: a bug, or the database is gone
 */
export function databaseError(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const fault = faultOf(error);
	if (fault === null) return error;
	return new LabError(`database/${fault}`, error.message, { cause: error });
}

/** Runs something on the database; its known refusals come out as `LabError`. */
export async function asRefusal<T>(run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (error) {
		throw databaseError(error);
	}
}
