/**
 * Lines of a work list about what becomes of cases after the work on them.
 *
 * @module
 */
import type { RetentionDue } from '../retention/retention-schedule.ts';
import { workItem, type WorkItem } from './work-item.ts';

/** Something due, or a request to read a sealed case. */
export type RetentionWork =
	| { readonly kind: 'opening'; readonly id: string; readonly isMine: boolean }
	| (RetentionDue & {
			readonly kind: 'retention';
			readonly id: string;
			/** Null = it is sealed: which one is not told. */
			readonly caseId: string | null;
			readonly caseNumber: string | null;
	  });

const needs = { archive: 'archive', seal: 'seal-case', destroy: 'destroy' } as const;

/** One line. */
export function retentionItem(one: RetentionWork): WorkItem {
	if (one.kind === 'opening')
		return workItem({
			...{ id: `opening-${one.id}`, kind: 'opening', href: '/retention', need: 'approve' },
			...{ stand: one.isMine ? 'mine' : 'blocked', waitsFor: one.isMine ? null : 'supervisor' }
		});
	const { id, caseId, caseNumber, move, due, overdue } = one;
	return workItem({
		...{ id: `retention-${id}`, kind: 'retention', stand: 'mine', need: needs[move] },
		...{ caseNumber, due, overdue, label: caseId === null ? id.slice(0, 8) : '' },
		href: caseId === null ? '/retention' : `/cases/${caseId}/retention`
	});
}
