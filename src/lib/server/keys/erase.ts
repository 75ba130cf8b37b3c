/**
 * Destroying what was recorded of a person, or a whole case: the keys go, and with them everything that was written with
 * them, in the database, in files and in every backup that does not hold the keys. The rows stay, so that the log can
 * still be checked; what they say cannot be read by anybody any more.
 *
 * Two persons: a supervisor proposes, an administrator, who sees ids only, carries it out.
 *
 * @module
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { LabError } from '#lib/core/errors.ts';
import type { CaseUser } from '../cases/cases.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { eraseSalts } from '../integrity/erase-salts.ts';
import { destroyKeys } from './destroy-keys.ts';
import { recordsOf, type ErasedRecords } from './erased-records.ts';
import { sealInterviewFiles, sealSessionFiles } from './seal-records.ts';

/** Where the records are. */
export interface ErasureContext {
	readonly database: LabDatabase;
	readonly dataFolder: string;
	readonly now: () => number;
	readonly newId: () => string;
	/** States that are kept in memory: each store forgets what was destroyed. */
	readonly forget: (records: ErasedRecords) => void;
}

/** What is destroyed, why, and by whom. */
export interface ErasureOrder {
	readonly caseId: string;
	/** Null = everything of the case. */
	readonly subjectCode: string | null;
	/** At least 10 characters; stands in the certificate, so it names nobody. */
	readonly reason: string;
	/** A supervisor. */
	readonly proposedBy: CaseUser;
	/** An administrator, another person. */
	readonly executedBy: CaseUser;
	/** What stands exactly when the destruction does, in the same transaction. */
	readonly along?: (
		transaction: Transaction<Schema>,
		certificate: ErasureCertificate
	) => Promise<void>;
}

/** What is left: proof that something was destroyed, without a word of what it was. */
export interface ErasureCertificate {
	readonly id: string;
	readonly caseId: string;
	readonly subjectCode: string | null;
	readonly reason: string;
	readonly proposedBy: string;
	readonly executedBy: string;
	/** ISO 8601, UTC. */
	readonly executedAt: string;
	/** Ids of the destroyed keys. */
	readonly keys: readonly string[];
	/** Ids of sessions and interviews, and how many events each has. */
	readonly sessions: readonly { readonly id: string; readonly events: number }[];
	readonly interviews: readonly { readonly id: string; readonly events: number }[];
	/** Numbers of the leaves of the integrity log whose salts were deleted, 0-based. */
	readonly leaves: readonly number[];
}

const SHORTEST_REASON = 10;

/**
 * Destroys the keys of a person or a case.
 *
 * @throws {LabError} `keys/role`, `keys/second-person`, `keys/reason`; `case/not-found`; `keys/running` while a session
 * or interview of this person is open; `keys/destroyed` when it was done before
 */
export async function eraseSubject(
	context: ErasureContext,
	order: ErasureOrder
): Promise<ErasureCertificate> {
	checkOrder(order);
	const { database, now, newId } = context;
	const records = await recordsOf(database.db, order);
	// what is clear still is written anew with the key that goes
	for (const { id } of records.sessions) await sealSessionFiles(context, id);
	for (const { id } of records.interviews) await sealInterviewFiles(context, id);
	const [id, atMs] = [newId(), now()];
	const certificate = await database.db.transaction().execute(async (transaction) => {
		const keys = await destroyKeys(transaction, order, atMs);
		const leaves = await eraseSaltsOf(transaction, records, order.executedBy.id, atMs);
		const written = certificateOf(id, atMs, order, { records, keys, leaves });
		await keep(transaction, written, atMs);
		await order.along?.(transaction, written);
		return written;
	});
	for (const key of certificate.keys) database.keys?.forget(key);
	context.forget(records);
	await overwrite(database);
	return certificate;
}

/** The salts of every record that was destroyed; gives the numbers of their leaves. */
async function eraseSaltsOf(
	transaction: Transaction<Schema>,
	{ caseId, isWholeCase, sessions, interviews }: ErasedRecords,
	actorId: string,
	atMs: number
): Promise<number[]> {
	const owners = [
		...sessions.map(({ id }) => ({ source: 'session' as const, owner: id })),
		...interviews.map(({ id }) => ({ source: 'interview' as const, owner: id })),
		// the board is of everybody in the case: it goes with the case only
		...(isWholeCase ? [{ source: 'board' as const, owner: caseId }] : [])
	];
	const leaves: number[] = [];
	for (const one of owners)
		leaves.push(...(await eraseSalts(transaction, { ...one, actorId, atMs })));
	return leaves.sort((a, b) => a - b);
}

function checkOrder({ reason, proposedBy, executedBy }: ErasureOrder): void {
	if (proposedBy.role !== 'supervisor' || executedBy.role !== 'admin')
		throw new LabError(
			'keys/role',
			`expected a supervisor and an administrator, got ${proposedBy.role} and ${executedBy.role}`
		);
	if (proposedBy.id === executedBy.id)
		throw new LabError(
			'keys/second-person',
			'expected another person than the one who proposed it'
		);
	if (reason.trim().length < SHORTEST_REASON)
		throw new LabError('keys/reason', `expected a reason of ${SHORTEST_REASON} characters or more`);
}

function certificateOf(
	id: string,
	atMs: number,
	{ caseId, subjectCode, reason, proposedBy, executedBy }: ErasureOrder,
	{
		records,
		keys,
		leaves
	}: Pick<ErasureCertificate, 'keys' | 'leaves'> & { readonly records: ErasedRecords }
): ErasureCertificate {
	return {
		...{ id, caseId, subjectCode, reason: reason.trim(), keys, leaves },
		...{ proposedBy: proposedBy.id, executedBy: executedBy.id },
		executedAt: new Date(atMs).toISOString(),
		sessions: records.sessions,
		interviews: records.interviews
	};
}

async function keep(
	transaction: Transaction<Schema>,
	certificate: ErasureCertificate,
	atMs: number
): Promise<void> {
	const { id, caseId, subjectCode, proposedBy, executedBy, keys } = certificate;
	await transaction
		.insertInto('erasure')
		.values({
			...{
				id,
				case_id: caseId,
				subject_code: subjectCode,
				certificate: canonicalJson(certificate)
			},
			...{ proposed_by: proposedBy, executed_by: executedBy, executed_ms: atMs }
		})
		.execute();
	const details = { caseId, subjectCode, proposedBy, keys: keys.length };
	const act = { actorId: executedBy, action: 'keys/destroyed', object: id, details };
	await addAuditEntry(transaction, act, atMs);
}

/** The bytes of the keys go from the files of the database, too; its own backups and copies of its log are not reached. */
async function overwrite({ db, kind }: LabDatabase): Promise<void> {
	const statement = kind === 'sqlite' ? 'pragma wal_checkpoint(truncate)' : 'vacuum data_key';
	await sql.raw(statement).execute(db);
}

/** Every certificate, the latest first. */
export async function listCertificates(db: Kysely<Schema>): Promise<ErasureCertificate[]> {
	const rows = await db
		.selectFrom('erasure')
		.select('certificate')
		.orderBy('executed_ms', 'desc')
		.orderBy('id')
		.execute();
	return rows.map(({ certificate }) => JSON.parse(certificate) as ErasureCertificate);
}
