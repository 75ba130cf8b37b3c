/**
 * The sessions of a case.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { stateAfter } from '#lib/core/retention/retention-act.ts';
import type { EventData, EventTime } from '#lib/core/session/event.ts';
import type { EventStore } from '../events/event-store.ts';
import type { Catalogue, ProtocolFile } from '../protocols.ts';
import { isThereFor, lastMoveOf, requireActive } from '../retention/visible.ts';
import {
	assertAssigned,
	caseNotFound,
	type CaseContext,
	type CaseRole,
	type CaseShell,
	type CaseUser
} from './cases.ts';
import { isWithin, limitOf, readLimit } from './subject-limit.ts';

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
 * @throws {LabError} `case/not-found`, `retention/…`, `session/role` when not a tester of the case, `protocols/missing` for an
 * unknown technique, `session/invalid` for a subject code that is none, `case/other-subject` for one of others
 */
export async function openSession(
	context: CaseContext & { readonly events: EventStore; readonly catalogue: Catalogue },
	opening: SessionOpening,
	user: CaseUser
): Promise<string> {
	const { role } = await assertAssigned(context, user, opening.caseId);
	await requireActive(context.db, opening.caseId);
	const { caseId, subjectCode, technique, demonstration, at } = opening;
	if (!/^[A-Z0-9-]{1,32}$/.test(subjectCode))
		throw new LabError('session/invalid', 'expected a subject code of A–Z, 0–9 and -, ≤ 32');
	if (!isWithin(await limitOf(context.db, user, caseId), subjectCode))
		throw new LabError('case/other-subject', 'expected a subject you are assigned to, got another');
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

/** Of the laboratory as a whole: no session is run by them. */
const OF_LABORATORY: ReadonlySet<ProtocolFile['kind']> = new Set([
	...(['laboratory', 'quality-review', 'retention'] as const)
]);

/**
 * The files a session with this technique uses: all but other techniques, rules for lists of other kinds, the
 * demonstration's and the grid's.
 */
function usedFiles({ files }: Catalogue, technique: string): ProtocolFile[] {
	const chosen = files.flatMap((file) =>
		file.kind === 'technique' && file.value.id === technique ? [file.value] : []
	)[0];
	if (chosen === undefined)
		throw new LabError('protocols/missing', `expected a known technique, got ${technique}`);
	return files.filter(
		(file) =>
			!/^(virtual|demonstration|grid)\//.test(file.name) &&
			!OF_LABORATORY.has(file.kind) &&
			(file.kind !== 'technique' || file.value === chosen) &&
			(file.kind !== 'item-rules' || file.value.techniques.includes(chosen.kind))
	);
}

/**
 * The sessions of a case, newest first, of the subjects somebody works on.
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
	const limit = await limitOf(context.db, user, caseId);
	return rows.map(shellOf).filter(({ subjectCode }) => isWithin(limit, subjectCode));
}

/**
 * A session, its case, and the role someone has there. One question to the database, whatever there is: the time it
 * takes tells nobody whether a session of others exists.
 *
 * @throws {LabError} `case/not-found` when there is none or it is not assigned to them
 */
export async function findSession(
	{ db, now }: Pick<CaseContext, 'db' | 'now'>,
	user: CaseUser,
	sessionId: string
): Promise<{
	readonly session: SessionShell;
	readonly case: CaseShell;
	readonly role: CaseRole;
}> {
	const { id: userId, role } = user;
	const row = await db
		.selectFrom('test_session')
		.innerJoin('lab_case', 'lab_case.id', 'test_session.case_id')
		.leftJoin('case_member', (join) =>
			join
				.onRef('case_member.case_id', '=', 'test_session.case_id')
				.on('case_member.user_id', '=', userId)
				.on('case_member.role', '=', role as CaseRole)
				.on('case_member.to_ms', 'is', null)
		)
		.select(columns.map((column) => `test_session.${column}` as const))
		.select(['lab_case.number', 'lab_case.title', 'lab_case.created_ms as caseCreatedMs'])
		.select(['case_member.id as memberId', 'case_member.subjects'])
		.select(lastMoveOf('lab_case.id').as('lastMove'))
		.where(isThereFor('lab_case.id', userId, now()))
		.where('test_session.id', '=', sessionId)
		.executeTakeFirst();
	if (row === undefined || role === 'admin') throw caseNotFound();
	const isMember = row.memberId !== null && isWithin(readLimit(row.subjects), row.subject_code);
	const retention = stateAfter(row.lastMove);
	// an urgent access opens nothing that was sealed
	const isUrgent = user.urgent?.includes(row.case_id) === true && retention !== 'sealed';
	if (role !== 'supervisor' && !isMember && !isUrgent) throw caseNotFound();
	const { case_id: id, number, title, caseCreatedMs: createdMs } = row;
	return { session: shellOf(row), case: { id, number, title, createdMs, retention }, role };
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
