/**
 * The sessions of a case.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { EventData, EventTime } from '#lib/core/session/event.ts';
import type { EventStore } from '../events/event-store.ts';
import type { Catalogue, ProtocolFile } from '../protocols.ts';
import {
	assertAssigned,
	caseNotFound,
	type CaseContext,
	type CaseRole,
	type CaseShell,
	type CaseUser
} from './cases.ts';

/** A session as a list shows it. */
export interface SessionShell {
	readonly id: string;
	readonly caseId: string;
	readonly subjectCode: string;
	readonly technique: string;
	readonly demonstration: boolean;
	readonly createdMs: number;
	/** Number of events. */
	readonly lastSeq: number;
	/** Id of the open step; null when all are done. */
	readonly openStep: string | null;
	readonly ended: 'sealed' | 'abandoned' | 'withdrawn' | null;
}

const columns = [
	'id',
	'case_id',
	'subject_code',
	'technique',
	'demonstration',
	'created_ms',
	'last_seq',
	'open_step',
	'ended'
] as const;

/** What a session is opened with. */
export interface SessionOpening {
	readonly caseId: string;
	readonly subjectCode: string;
	readonly technique: string;
	readonly demonstration: boolean;
	readonly at: EventTime;
}

/**
 * Opens a session: its row, its protocol files and its first event, all or none.
 *
 * @returns id of the session
 * @throws {LabError} `case/not-found`, `session/role` when not a tester of the case, `protocols/missing` for an
 * unknown technique, `session/invalid` for a subject code that is none
 */
export async function openSession(
	context: CaseContext & { readonly events: EventStore; readonly catalogue: Catalogue },
	opening: SessionOpening,
	user: CaseUser
): Promise<string> {
	const { role } = await assertAssigned(context, user, opening.caseId);
	const { caseId, subjectCode, technique, demonstration, at } = opening;
	if (!/^[A-Z0-9-]{1,32}$/.test(subjectCode))
		throw new LabError('session/invalid', 'expected a subject code of A–Z, 0–9 and -, ≤ 32');
	const files = usedFiles(context.catalogue, technique);
	const protocols = files.map(({ name, sha256 }) => ({ name, sha256 }));
	const data: EventData<'session-opened'> = {
		...{ caseId, subjectCode, technique, demonstration },
		protocols
	};
	const id = context.newId();
	await context.events.create(
		{
			id,
			caseId,
			createdBy: user.id,
			protocols: files.map(({ name, sha256, bytes }) => ({
				name,
				sha256,
				text: bytes.toString('utf8')
			}))
		},
		{ id: context.newId(), type: 'session-opened', at, data },
		{ id: user.id, role }
	);
	return id;
}

/** The files a session with this technique uses: all but other techniques, the demonstration's and the grid's. */
function usedFiles({ files }: Catalogue, technique: string): ProtocolFile[] {
	const used = files.filter(
		(file) =>
			!/^(virtual|demonstration|grid)\//.test(file.name) &&
			(file.kind !== 'technique' || file.value.id === technique)
	);
	if (used.some(({ kind }) => kind === 'technique')) return used;
	throw new LabError('protocols/missing', `expected a known technique, got ${technique}`);
}

/**
 * The sessions of a case, newest first.
 *
 * @throws {LabError} `case/not-found`
 */
export async function listSessions(
	context: CaseContext,
	user: CaseUser,
	caseId: string
): Promise<SessionShell[]> {
	await assertAssigned(context, user, caseId);
	const rows = await context.db
		.selectFrom('test_session')
		.select(columns)
		.where('case_id', '=', caseId)
		.orderBy('created_ms', 'desc')
		.execute();
	return rows.map(shellOf);
}

/**
 * A session, its case, and the role someone has there.
 *
 * @throws {LabError} `case/not-found` when there is none or it is not assigned to them
 */
export async function findSession(
	context: CaseContext,
	user: CaseUser,
	sessionId: string
): Promise<{
	readonly session: SessionShell;
	readonly case: CaseShell;
	readonly role: CaseRole;
}> {
	const row = await context.db
		.selectFrom('test_session')
		.select(columns)
		.where('id', '=', sessionId)
		.executeTakeFirst();
	if (row === undefined) throw caseNotFound();
	const { role, ...shell } = await assertAssigned(context, user, row.case_id);
	return { session: shellOf(row), case: shell, role };
}

function shellOf(row: {
	readonly id: string;
	readonly case_id: string;
	readonly subject_code: string;
	readonly technique: string;
	readonly demonstration: number;
	readonly created_ms: number;
	readonly last_seq: number;
	readonly open_step: string | null;
	readonly ended: SessionShell['ended'];
}): SessionShell {
	return {
		id: row.id,
		caseId: row.case_id,
		subjectCode: row.subject_code,
		technique: row.technique,
		demonstration: row.demonstration === 1,
		createdMs: row.created_ms,
		lastSeq: row.last_seq,
		openStep: row.open_step,
		ended: row.ended
	};
}
