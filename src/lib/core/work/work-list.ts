/**
 * What waits for somebody, and what is blocked by whom: made of states, sorted, the same wherever it is shown.
 *
 * @module
 */
import type { Moment } from '../laboratory/in-date.ts';
import { laboratoryItems, type LaboratoryWork } from './laboratory-work.ts';
import { retentionItem, type RetentionWork } from './retention-items.ts';
import { sessionItems, type SessionWork } from './session-work.ts';
import { workItem, type WorkItem, type Worker } from './work-item.ts';

/** A blind task, known by nothing but its own name. */
export interface TaskWork {
	readonly task: string;
	readonly kind: 'scoring' | 'list-review';
}

/** An interview of a case somebody may know of. */
export interface InterviewWork {
	readonly id: string;
	readonly caseId: string;
	readonly caseNumber: string;
	readonly subjectCode: string;
	readonly closed: boolean;
	readonly sealed: boolean;
	/** Who opened it. */
	readonly createdBy: string;
}

/** A disclosure to another subject that is not decided on. */
export interface ApprovalWork {
	readonly id: string;
	readonly caseId: string;
	readonly caseNumber: string;
	readonly requestedBy: string;
}

/** An urgent access that nobody reviewed yet. */
export interface UrgentWork {
	readonly id: string;
	readonly caseNumber: string;
	/** Who confirmed it: somebody else reviews it. */
	readonly confirmedBy: string;
	/** Last day, YYYY-MM-DD. */
	readonly due: string;
	readonly overdue: boolean;
}

/** A request to take something out that waits, or was approved and can be fetched. */
export interface ExportWork {
	readonly id: string;
	readonly caseNumber: string;
	readonly subjectCode: string;
	readonly requestedBy: string;
	readonly standing: 'waiting' | 'approved';
	/** Last day of an approval, YYYY-MM-DD; null while it waits. */
	readonly due: string | null;
}

/** Everything a list is made of, gathered with the rights of whoever looks. */
export interface WorkSources {
	readonly sessions: readonly SessionWork[];
	readonly tasks: readonly TaskWork[];
	readonly interviews: readonly InterviewWork[];
	readonly approvals: readonly ApprovalWork[];
	/** Empty for everybody but supervisors. */
	readonly urgent: readonly UrgentWork[];
	/** Empty for everybody but supervisors. */
	readonly retention: readonly RetentionWork[];
	/** Their own; all that wait for a supervisor. */
	readonly exports: readonly ExportWork[];
	/** null = the laboratory has no settings. */
	readonly laboratory: LaboratoryWork | null;
}

/**
 * The work list of somebody.
 *
 * Interviews and what is asked about them are left out for everybody but interviewers and supervisors, whatever the
 * sources hold.
 */
export function workList(sources: WorkSources, viewer: Worker, moment: Moment): WorkItem[] {
	const knows = viewer.role === 'interviewer' || viewer.role === 'supervisor';
	const { laboratory } = sources;
	const ofCases = viewer.role === 'admin' ? [] : sources.sessions;
	const items = [
		...ofCases.flatMap((one) => sessionItems(one, viewer)),
		...sources.tasks.map(({ task, kind }) =>
			workItem({
				...{ id: `${kind}-${task}`, kind, label: task.slice(0, 8), stand: 'mine' },
				href: kind === 'scoring' ? `/scoring/${task}` : `/review/${task}`
			})
		),
		...(knows ? sources.interviews.flatMap((one) => interviewItem(one, viewer)) : []),
		...(knows ? sources.approvals.flatMap((one) => approvalItem(one, viewer)) : []),
		...(viewer.role === 'supervisor' ? sources.urgent.map((one) => urgentItem(one, viewer)) : []),
		...(viewer.role === 'supervisor' ? sources.retention.map(retentionItem) : []),
		...sources.exports.flatMap((one) => exportItem(one, viewer)),
		...(laboratory === null ? [] : laboratoryItems(laboratory, viewer, moment))
	];
	return items.toSorted(compareItems);
}

function urgentItem({ confirmedBy, ...one }: UrgentWork, { id }: Worker): WorkItem {
	const stand = confirmedBy === id ? 'blocked' : 'mine';
	const waitsFor = stand === 'blocked' ? 'supervisor' : null;
	return workItem({
		...{ ...one, id: `urgent-${one.id}`, kind: 'urgent-review', href: '/urgent', stand, waitsFor }
	});
}

function exportItem(one: ExportWork, { id, role }: Worker): WorkItem[] {
	const isOwn = one.requestedBy === id;
	const isReady = one.standing === 'approved';
	if (!isOwn && (isReady || role !== 'supervisor')) return [];
	const isMine = isOwn === isReady;
	return [
		workItem({
			...{ id: `export-${one.id}`, kind: isReady ? 'export-ready' : 'export', href: '/exports' },
			...{ caseNumber: one.caseNumber, label: one.subjectCode, due: one.due },
			...{ stand: isMine ? 'mine' : 'blocked', waitsFor: isMine ? null : 'supervisor' }
		})
	];
}

/** Mine first, then what is late, then by the last day, then as it came. */
function compareItems(a: WorkItem, b: WorkItem): number {
	if (a.stand !== b.stand) return a.stand === 'mine' ? -1 : 1;
	if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
	if (a.due === b.due) return 0;
	if (a.due === null || b.due === null) return a.due === null ? 1 : -1;
	return a.due < b.due ? -1 : 1;
}

function interviewItem(one: InterviewWork, { id, role }: Worker): WorkItem[] {
	const isMine = one.createdBy === id;
	if (one.sealed || (!isMine && role !== 'supervisor')) return [];
	return [
		workItem({
			...{ id: `interview-${one.id}`, kind: 'interview', label: one.subjectCode },
			...{ caseNumber: one.caseNumber, need: one.closed ? 'evaluate' : 'continue' },
			href: `/cases/${one.caseId}/interviews/${one.id}`,
			stand: isMine ? 'mine' : 'blocked',
			waitsFor: isMine ? null : 'interviewer'
		})
	];
}

function approvalItem(one: ApprovalWork, { id, role }: Worker): WorkItem[] {
	const isOwn = one.requestedBy === id;
	if (!isOwn && role !== 'supervisor') return [];
	return [
		workItem({
			...{ id: `approval-${one.caseId}-${one.id}`, kind: 'approval', caseNumber: one.caseNumber },
			href: `/cases/${one.caseId}/board`,
			...{ stand: isOwn ? 'blocked' : 'mine', waitsFor: isOwn ? 'supervisor' : null }
		})
	];
}
