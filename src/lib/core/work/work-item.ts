/**
 * One line of somebody's work list.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import type { StepId } from '../session/payloads-conclusion.ts';
import type { BilingualText } from '../text.ts';

/** What there is to do. */
export const WORK_KINDS = [
	...(['session', 'scoring', 'list-review', 'signature', 'quality-review'] as const),
	...(['assign-reviewer', 'finding', 'finding-close', 'approval', 'interview'] as const),
	...(['calibration', 'qualification', 'consumable', 'instrument', 'urgent-review'] as const),
	...(['retention', 'opening'] as const),
	...(['export', 'export-ready'] as const)
] as const;
/** What there is to do. */
export type WorkKind = (typeof WORK_KINDS)[number];

/** What a line needs that is no gate of a step. */
export type WorkNeed =
	| ('complete-step' | 'seal' | 'continue' | 'evaluate')
	| ('archive' | 'seal-case' | 'destroy' | 'approve');

/** One line. */
export interface WorkItem {
	/** Unique in a list. */
	readonly id: string;
	readonly kind: WorkKind;
	/** Code of the subject, or what the thing is called; empty where the kind says it all. */
	readonly label: string;
	/** Number of the case; null = of none that may be told. */
	readonly caseNumber: string | null;
	/** Path of the page where it is done. */
	readonly href: string;
	/** Whether whoever looks can do it, or waits. */
	readonly stand: 'mine' | 'blocked';
	/** The open step of a test. */
	readonly step: StepId | null;
	/** Gates that are not met. */
	readonly gates: readonly BilingualText[];
	readonly need: WorkNeed | null;
	/** Who has to do something first; null = whoever looks. */
	readonly waitsFor: Role | 'system' | null;
	/** Last day, YYYY-MM-DD; null = none is set. */
	readonly due: string | null;
	readonly overdue: boolean;
}

/** Who looks at a list. */
export interface Worker {
	readonly id: string;
	readonly role: Role;
}

/** A line of which only what matters is said. */
export function workItem(
	given: Pick<WorkItem, 'id' | 'kind' | 'href' | 'stand'> & Partial<WorkItem>
): WorkItem {
	return {
		...{ label: '', caseNumber: null, step: null, gates: [], need: null },
		...{ waitsFor: null, due: null, overdue: false, ...given }
	};
}
