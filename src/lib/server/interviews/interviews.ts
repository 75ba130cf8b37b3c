/**
 * The interviews of a case, for those who may know of them: whoever measures somebody does not hear what is said
 * about them elsewhere, so to a tester there are none.
 *
 * @module
 */
import type {
	InterviewEvent,
	ProposedInterviewEvent
} from '#lib/core/interview/interview-event.ts';
import {
	assertAssigned,
	caseNotFound,
	membersOf,
	type CaseContext,
	type CaseRole,
	type CaseShell,
	type CaseUser
} from '../cases/cases.ts';
import { mayKnowSubject } from '#lib/core/board/compartment.ts';
import { LabError } from '#lib/core/errors.ts';
import { readCompartments } from '../board/read-board.ts';
import { derivedId } from '../events/derived-id.ts';
import { adoptedCalibration, localFile } from '../grid/read-calibrations.ts';
import { isWithin, limitOf } from '../cases/subject-limit.ts';
import type { Catalogue } from '../protocols.ts';
import { requireActive } from '../retention/visible.ts';
import { gridFiles } from './grid-files.ts';
import type { InterviewStore } from './interview-store.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/** Where the cases and the interviews are. */
export interface InterviewContext extends CaseContext {
	readonly interviews: InterviewStore;
	readonly catalogue: Catalogue;
}

/** Who may know of interviews. */
export type InterviewRole = Exclude<CaseRole, 'tester'>;

/** An interview as a list shows it. */
export interface InterviewShell {
	readonly id: string;
	readonly subjectCode: string;
	readonly createdMs: number;
	/** Null while it runs. */
	readonly closedMs: number | null;
	/** Number of the last slice somebody rated; 0 = none. */
	readonly slices: number;
	/** Number of events. */
	readonly lastSeq: number;
}

/** A case somebody may see the interviews of. */
export type InterviewCase = CaseShell & { readonly role: InterviewRole };

/**
 * The case, when somebody may see its interviews, and their role on it.
 *
 * @throws {LabError} `case/not-found` for everyone else
 */
export async function interviewCase(
	context: CaseContext,
	user: CaseUser,
	caseId: string
): Promise<InterviewCase> {
	const { role, ...shell } = await assertAssigned(context, user, caseId);
	if (role === 'tester') throw caseNotFound();
	return { ...shell, role };
}

/** Whether somebody may know of a subject: by the teams of the case, and by the limit of their assignment. */
async function subjectRule(
	{ db }: CaseContext,
	user: CaseUser,
	caseId: string
): Promise<(subjectCode: string) => boolean> {
	const teams = await readCompartments(db, caseId);
	const limit = await limitOf(db, user, caseId);
	const { id, role } = user;
	return (code) =>
		role !== 'admin' && isWithin(limit, code) && mayKnowSubject(teams, { id, role }, code);
}

/**
 * Opens an interview with the grid's files and the laboratory's calibration of this moment. The same event again finds the interview it opened.
 *
 * @param opening an `interview-opened` event
 * @returns id of the interview
 * @throws {LabError} `case/not-found`; `retention/…`; `interview/role` for anyone but an interviewer; `interview/id-reused`;
 * `interview/compartment` for a subject of another team
 */
export async function openInterview(
	context: InterviewContext,
	caseId: string,
	opening: ProposedInterviewEvent,
	user: CaseUser
): Promise<string> {
	const { role } = await interviewCase(context, user, caseId);
	await requireActive(context.db, caseId);
	if (opening.type === 'interview-opened') {
		const mayKnow = await subjectRule(context, user, caseId);
		if (!mayKnow(opening.data.subjectCode))
			throw new LabError('interview/compartment', 'expected a subject of your team, got another');
	}
	const id = derivedId('interview', caseId, opening.id);
	const adopted = await adoptedCalibration(context.db);
	const local = adopted === null ? [] : [localFile(adopted)];
	const protocols = [...gridFiles(context.catalogue), ...local];
	await context.interviews.create({ id, caseId, protocols }, opening, { id: user.id, role });
	return id;
}

/**
 * The interviews of a case, newest first, without those of subjects of other teams.
 *
 * @throws {LabError} `case/not-found`
 */
export async function listInterviews(
	context: Pick<InterviewContext, keyof CaseContext | 'interviews'>,
	user: CaseUser,
	caseId: string
): Promise<InterviewShell[]> {
	await interviewCase(context, user, caseId);
	const mayKnow = await subjectRule(context, user, caseId);
	const rows = await context.db
		.selectFrom('interview')
		.select(['id', 'subject_code as subjectCode', 'created_ms as createdMs'])
		.select(['closed_ms as closedMs', 'last_seq as lastSeq'])
		.where('case_id', '=', caseId)
		.orderBy('created_ms', 'desc')
		.orderBy('id')
		.execute();
	const known = rows.filter(({ subjectCode }) => mayKnow(subjectCode));
	return Promise.all(
		known.map(async (row) => {
			const state = await unlessDestroyed(() => context.interviews.stateOf(row.id), null);
			const slices = state?.slices ?? [];
			return { ...row, slices: Math.max(0, ...slices.map(({ slice }) => slice)) };
		})
	);
}

/**
 * The case of an interview, and the role somebody has there.
 *
 * @throws {LabError} `case/not-found` when there is none or it is none of their business, as those of another team
 */
export async function findInterview(
	context: CaseContext,
	user: CaseUser,
	interviewId: string
): Promise<InterviewCase> {
	const row = await context.db
		.selectFrom('interview')
		.select(['case_id', 'subject_code'])
		.where('id', '=', interviewId)
		.executeTakeFirst();
	// the same questions to the database whatever there is: the time it takes tells nobody what exists
	const mayKnow = await subjectRule(context, user, row?.case_id ?? '');
	const found = await interviewCase(context, user, row?.case_id ?? '');
	if (row === undefined || !mayKnow(row.subject_code)) throw caseNotFound();
	return found;
}

/**
 * Names of those who wrote or may yet write in an interview, by id of the account.
 *
 * @param people all accounts
 */
export async function namesIn(
	context: CaseContext,
	caseId: string,
	events: readonly InterviewEvent[],
	people: readonly { readonly id: string; readonly name: string }[]
): Promise<Record<string, string>> {
	const ids = new Set(events.map(({ actor }) => actor.id));
	for (const { userId, role } of await membersOf(context, caseId))
		if (role !== 'tester') ids.add(userId);
	return Object.fromEntries(people.flatMap(({ id, name }) => (ids.has(id) ? [[id, name]] : [])));
}
