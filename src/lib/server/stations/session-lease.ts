/**
 * Which station may record a session: one at a time, told apart by a token that only grows.
 *
 * A lease that ran out is nobody's, unless its station still has a chart of the session open: then somebody has to say
 * that they take it over, and the audit trail says who did.
 *
 * @module
 */
import type { Kysely, Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { SessionLeaseTable } from '../database/archive-tables.ts';
import { addAuditEntry } from '../database/audit.ts';
import { asRefusal } from '../database/errors.ts';
import type { Schema } from '../database/schema.ts';

/** A right to record. */
export interface Lease {
	readonly sessionId: string;
	readonly stationId: string;
	/** ≥ 1; grows with every change of station. */
	readonly token: number;
}

/** Somebody at a station wants to record. */
export interface LeaseWish {
	readonly sessionId: string;
	readonly stationId: string;
	readonly userId: string;
	/** They were told who has it, and want it all the same. */
	readonly takeOver: boolean;
	readonly nowMs: number;
}

/** How long a lease holds without being renewed [ms]. Lab decision 2026-11-29. */
export const LEASE_MS = 60_000;

/**
 * Takes the lease of a session, or keeps it.
 *
 * @throws {LabError} `lease/held` when another station has it, with the station's name; `session/not-found`
 */
export async function takeLease(db: Kysely<Schema>, wish: LeaseWish): Promise<Lease> {
	return asRefusal(() => db.transaction().execute((transaction) => take(transaction, wish)));
}

async function take(transaction: Transaction<Schema>, wish: LeaseWish): Promise<Lease> {
	const { sessionId, stationId, userId, nowMs } = wish;
	await lockSession(transaction, sessionId);
	const held = await leaseOf(transaction, sessionId);
	if (held !== undefined && held.station_id !== stationId) await mayTake(transaction, held, wish);
	const token = held === undefined ? 1 : held.token + (held.station_id === stationId ? 0 : 1);
	const row = { station_id: stationId, token, until_ms: nowMs + LEASE_MS, user_id: userId };
	await transaction
		.insertInto('session_lease')
		.values({ session_id: sessionId, ...row })
		.onConflict((conflict) => conflict.column('session_id').doUpdateSet(row))
		.execute();
	return { sessionId, stationId, token };
}

/** A write that changes nothing: it orders everybody who wants something of this session. */
async function lockSession(transaction: Transaction<Schema>, sessionId: string): Promise<void> {
	const lock = await transaction
		.updateTable('test_session')
		.set((expression) => ({ last_seq: expression.ref('last_seq') }))
		.where('id', '=', sessionId)
		.executeTakeFirst();
	if (lock.numUpdatedRows === 0n)
		throw new LabError('session/not-found', `expected a session, got ${sessionId}`);
}

/** The lease of a session; undefined = it was never recorded. */
export function leaseOf(
	reader: Pick<Transaction<Schema>, 'selectFrom'>,
	sessionId: string
): Promise<SessionLeaseTable | undefined> {
	return reader
		.selectFrom('session_lease')
		.selectAll()
		.where('session_id', '=', sessionId)
		.executeTakeFirst();
}

async function mayTake(
	transaction: Transaction<Schema>,
	held: SessionLeaseTable,
	{ sessionId, stationId, userId, takeOver, nowMs }: LeaseWish
): Promise<void> {
	const isFree = held.until_ms <= nowMs && !(await hasOpenChart(transaction, sessionId));
	if (isFree) return;
	if (!takeOver) {
		const found = await transaction
			.selectFrom('station')
			.select('name')
			.where('id', '=', held.station_id)
			.executeTakeFirst();
		const station = found?.name ?? held.station_id;
		throw new LabError('lease/held', `expected nobody else to record, got station ${station}`, {
			details: { station }
		});
	}
	const details = { from: held.station_id, to: stationId, token: held.token + 1 };
	const act = { actorId: userId, action: 'session/taken-over', object: sessionId, details };
	await addAuditEntry(transaction, act, nowMs);
}

/** Whether a chart was started and not sealed. */
async function hasOpenChart(transaction: Transaction<Schema>, sessionId: string): Promise<boolean> {
	const { started, sealed } = await transaction
		.selectFrom('event')
		.select((expression) => [
			expression.fn.countAll<number>().filterWhere('type', '=', 'chart-started').as('started'),
			expression.fn.countAll<number>().filterWhere('type', '=', 'chart-sealed').as('sealed')
		])
		.where('session_id', '=', sessionId)
		.executeTakeFirstOrThrow();
	return started > sealed;
}

/**
 * Goes on holding a lease.
 *
 * @returns false = another station has it by now
 */
export async function renewLease(
	db: Kysely<Schema>,
	{ sessionId, stationId, token }: Lease,
	nowMs: number
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('session_lease')
		.set({ until_ms: nowMs + LEASE_MS })
		.where('session_id', '=', sessionId)
		.where('station_id', '=', stationId)
		.where('token', '=', token)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}
