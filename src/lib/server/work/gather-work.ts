/**
 * Gathers what a work list is made of, with the rights of whoever looks: what is not assigned to them is not read.
 *
 * @module
 */
import { isReadOnly } from '#lib/core/retention/retention-act.ts';
import { reviewDueMs } from '#lib/core/access/urgent.ts';
import { standingOf } from '#lib/core/exporting/export-rules.ts';
import type {
	ExportWork,
	InterviewWork,
	TaskWork,
	UrgentWork,
	WorkSources
} from '#lib/core/work/work-list.ts';
import type { SessionWork } from '#lib/core/work/session-work.ts';
import { listUrgent } from '../access/urgent-access.ts';
import type { BoardContext } from '../board/boards.ts';
import { listCases, type CaseShell, type CaseUser } from '../cases/cases.ts';
import { listSessions } from '../cases/sessions.ts';
import { listExports } from '../exports/read-exports.ts';
import { listInterviews } from '../interviews/interviews.ts';
import { retentionWork } from '../retention/retention-work.ts';
import { sealedTests } from '../retention/visible.ts';
import { settingsOf, staffOf, type LaboratoryContext } from '../laboratory/context.ts';
import { listReviewTasks } from '../review/review-tasks.ts';
import type { ScoringContext } from '../scoring/context.ts';
import { listTasks } from '../scoring/tasks.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/** Where everything is. */
export interface WorkContext {
	readonly cases: BoardContext;
	readonly laboratory: LaboratoryContext;
	readonly scoring: ScoringContext;
	readonly demonstration: boolean;
}

/** The sources of somebody's work list. */
export async function gatherWork(context: WorkContext, user: CaseUser): Promise<WorkSources> {
	const { cases, laboratory, demonstration } = context;
	const all = await listCases(cases, user);
	const shells = all.filter(({ retention }) => !isReadOnly(retention));
	const settings = settingsOf(laboratory.catalogue);
	const staff = await staffOf(laboratory);
	const whole = await laboratory.laboratory.state();
	const hidden = await sealedTests(cases.db);
	const reviews = whole.reviews.filter(({ sessionId }) => !hidden.has(sessionId));
	const state = { ...whole, reviews };
	const roleOf = (account: string) => staff.get(account) ?? null;
	return {
		sessions: await sessionsOf(context, user, shells),
		tasks: await tasksOf(context, user),
		...(await ofInterviews(context, user, shells)),
		urgent: await urgentFor(context, user),
		retention: user.role === 'supervisor' ? await retentionWork(cases, user, all) : [],
		exports: await exportsFor(context, user),
		laboratory: settings === null ? null : { state, settings, roleOf, demonstration }
	};
}

async function urgentFor({ cases }: WorkContext, user: CaseUser): Promise<UrgentWork[]> {
	if (user.role !== 'supervisor') return [];
	return (await listUrgent(cases)).flatMap((one) => {
		if (one.review !== null) return [];
		const dueMs = reviewDueMs(one.from_ms);
		const { id, caseNumber, confirmed_by: confirmedBy } = one;
		const due = new Date(dueMs).toISOString().slice(0, 10);
		return [{ id, caseNumber, confirmedBy, due, overdue: dueMs < cases.now() }];
	});
}

async function exportsFor({ cases }: WorkContext, user: CaseUser): Promise<ExportWork[]> {
	if (user.role === 'reviewer' || user.role === 'admin') return [];
	return (await listExports(cases.db, user, cases.now())).flatMap((one) => {
		const standing = standingOf(one, cases.now());
		if (standing !== 'waiting' && standing !== 'approved') return [];
		const { id, caseNumber, subjectCode, requestedBy, untilMs } = one;
		const due = untilMs === null ? null : new Date(untilMs).toISOString().slice(0, 10);
		return [{ id, caseNumber, subjectCode, requestedBy, standing, due }];
	});
}

async function sessionsOf(
	{ cases, laboratory: { events } }: WorkContext,
	user: CaseUser,
	shells: readonly CaseShell[]
): Promise<SessionWork[]> {
	// interviewers have nothing to do in a test that a list could say, and results are withheld from them
	if (user.role === 'interviewer') return [];
	const works: SessionWork[] = [];
	for (const { id: caseId, number: caseNumber } of shells)
		for (const { id, ended } of await listSessions(cases, user, caseId)) {
			if (ended === 'sealed') continue;
			const state = await unlessDestroyed(() => events.stateOf(id), null);
			if (state === null) continue;
			const procedure = await events.procedureOf(id);
			works.push({ state, procedure, caseId, caseNumber });
		}
	return works;
}

async function tasksOf({ scoring }: WorkContext, user: CaseUser): Promise<TaskWork[]> {
	if (user.role !== 'tester' && user.role !== 'reviewer') return [];
	const scored = await listTasks(scoring, user);
	const reviewed = await listReviewTasks(scoring, user);
	const isOpen = ({ status }: { readonly status: string }): boolean => status === 'open';
	return [
		...scored.filter(isOpen).map(({ task }) => ({ task, kind: 'scoring' as const })),
		...reviewed.filter(isOpen).map(({ task }) => ({ task, kind: 'list-review' as const }))
	];
}

/** Compartments are kept by `listInterviews`; of requests only those a person wrote or decides on are taken. */
async function ofInterviews(
	{ cases }: WorkContext,
	user: CaseUser,
	shells: readonly CaseShell[]
): Promise<Pick<WorkSources, 'interviews' | 'approvals'>> {
	if (user.role !== 'interviewer' && user.role !== 'supervisor')
		return { interviews: [], approvals: [] };
	const interviews: InterviewWork[] = [];
	const approvals: WorkSources['approvals'][number][] = [];
	for (const { id: caseId, number: caseNumber } of shells) {
		for (const { id, subjectCode, closedMs } of await listInterviews(cases, user, caseId)) {
			const state = await unlessDestroyed(() => cases.interviews.stateOf(id), null);
			if (state === null) continue;
			const row = await cases.db
				.selectFrom('interview')
				.select('created_by as createdBy')
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			interviews.push({
				...{ id, caseId, caseNumber, subjectCode, createdBy: row.createdBy },
				...{ closed: closedMs !== null, sealed: state.record.sealed !== null }
			});
		}
		const board = await unlessDestroyed(() => cases.boards.stateOf(caseId), null);
		for (const { id, requestedBy, decision } of board?.approvals ?? [])
			if (decision === null) approvals.push({ id, caseId, caseNumber, requestedBy });
	}
	return { interviews, approvals };
}
