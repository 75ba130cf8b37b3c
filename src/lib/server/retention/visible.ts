/**
 * Which cases are there for whom: one that is sealed is in no list, no search and no count, but for whoever two persons
 * opened it to; one that was destroyed is there for nobody.
 *
 * @module
 */
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import {
	isReadOnly,
	moveNames,
	stateAfter,
	type RetentionName
} from '#lib/core/retention/retention-act.ts';
import type { Schema } from '../database/schema.ts';

/** Whoever can be asked. */
type Asked = Pick<Kysely<Schema>, 'selectFrom' | 'getExecutor'>;

/**
 * SQL: a case was never sealed.
 *
 * @param column of its id, e.g. `lab_case.id`
 */
export function neverSealed(column: string): RawBuilder<SqlBool> {
	return sql<SqlBool>`not exists (
		select 1 from retention_act as sealing
		where sealing.case_id = ${sql.ref(column)} and sealing.act = 'seal')`;
}

/**
 * SQL: the case of a test was never sealed. For blind tasks, whose people know no case.
 *
 * @param column of the id of the test
 */
export function ofSessionThatIsThere(column: string): RawBuilder<SqlBool> {
	return sql<SqlBool>`exists (
		select 1 from test_session as tested
		where tested.id = ${sql.ref(column)} and ${neverSealed('tested.case_id')})`;
}

/** The same, asked for one test. */
export async function isTestThere(db: Asked, sessionId: string): Promise<boolean> {
	const row = await db
		.selectFrom('test_session')
		.select('id')
		.where('id', '=', sessionId)
		.where(neverSealed('test_session.case_id'))
		.executeTakeFirst();
	return row !== undefined;
}

/** Ids of the tests of cases that were sealed. */
export async function sealedTests(db: Asked): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('test_session')
		.select('id')
		.where((eb) => eb.not(neverSealed('test_session.case_id')))
		.execute();
	return new Set(rows.map(({ id }) => id));
}

/**
 * SQL: a case is there for somebody now.
 *
 * @param column of its id, e.g. `lab_case.id`
 */
export function isThereFor(column: string, userId: string, nowMs: number): RawBuilder<SqlBool> {
	const id = sql.ref(column);
	return sql<SqlBool>`(${neverSealed(column)} or (
		exists (
			select 1 from retention_act as opening
			where opening.case_id = ${id} and opening.act = 'approve-opening'
				and opening.for_user = ${userId} and opening.until_ms > ${nowMs}
				and not exists (
					select 1 from retention_act as ending
					where ending.case_id = ${id} and ending.act = 'end-opening'
						and ending.about = opening.about))
		and not exists (
			select 1 from retention_act as destruction
			where destruction.case_id = ${id} and destruction.act = 'destroy')))`;
}

/** SQL: the last move of a case; `stateAfter` makes the state of it. */
export function lastMoveOf(column: string): RawBuilder<string | null> {
	return sql<string | null>`(
		select moving.act from retention_act as moving
		where moving.case_id = ${sql.ref(column)} and moving.act in (${sql.join(moveNames)})
		order by moving.seq desc limit 1)`;
}

/** Where a case stands; one that nobody knows of is active. */
export async function retentionOf(db: Asked, caseId: string): Promise<RetentionName> {
	const row = await db
		.selectFrom('lab_case')
		.select(lastMoveOf('lab_case.id').as('lastMove'))
		.where('id', '=', caseId)
		.executeTakeFirst();
	return stateAfter(row?.lastMove);
}

/** The answer to whoever writes in a case that is archived, sealed or destroyed. */
export function readOnlyRefusal(state: RetentionName): LabError {
	return new LabError('retention/read-only', `expected a case to be worked on, got one ${state}`);
}

/**
 * Refuses writing in a case that is archived, sealed or destroyed.
 *
 * @throws {LabError} `retention/read-only`
 */
export async function requireWritable(db: Asked, caseId: string): Promise<void> {
	const state = await retentionOf(db, caseId);
	if (isReadOnly(state)) throw readOnlyRefusal(state);
}

/**
 * Refuses new tests, interviews and assignments in a case that is closed or further.
 *
 * @throws {LabError} `retention/closed`, `retention/read-only`
 */
export async function requireActive(db: Asked, caseId: string): Promise<void> {
	const state = await retentionOf(db, caseId);
	if (isReadOnly(state)) throw readOnlyRefusal(state);
	if (state !== 'active')
		throw new LabError('retention/closed', 'expected a case that goes on, got a closed one');
}

/** The same for a test or an interview, as a value: what speaks against another event of it; null = nothing. */
export async function readOnlyRecord(
	db: Asked,
	table: 'test_session' | 'interview',
	id: string
): Promise<{ readonly ok: false; readonly code: ErrorCode; readonly message: string } | null> {
	const row = await db
		.selectFrom(table)
		.select(lastMoveOf(`${table}.case_id`).as('lastMove'))
		.where('id', '=', id)
		.executeTakeFirst();
	const state = stateAfter(row?.lastMove);
	if (!isReadOnly(state)) return null;
	const { code, message } = readOnlyRefusal(state);
	return { ok: false, code, message };
}
