/**
 * Lines of a work list in words.
 *
 * @module
 */
import type { WorkItem, WorkKind, WorkNeed } from '#lib/core/work/work-item.ts';
import { m } from '#lib/paraglide/messages.js';

const kinds: Readonly<Record<WorkKind, (inputs: { code: string }) => string>> = {
	session: m.work_kind_session,
	scoring: () => m.work_kind_scoring(),
	'list-review': () => m.work_kind_list_review(),
	signature: () => m.work_kind_signature(),
	'quality-review': () => m.work_kind_quality_review(),
	'assign-reviewer': () => m.work_kind_assign_reviewer(),
	finding: () => m.work_kind_finding(),
	'finding-close': () => m.work_kind_finding_close(),
	approval: () => m.work_kind_approval(),
	interview: m.work_kind_interview,
	calibration: () => m.work_kind_calibration(),
	qualification: () => m.work_kind_qualification(),
	consumable: () => m.work_kind_consumable(),
	instrument: () => m.work_kind_instrument(),
	'urgent-review': () => m.work_kind_urgent_review(),
	retention: () => m.work_kind_retention(),
	opening: () => m.work_kind_opening(),
	export: () => m.work_kind_export(),
	'export-ready': () => m.work_kind_export_ready()
};

/** What a line is about, with its code or name. */
export function kindText({ kind, label }: Pick<WorkItem, 'kind' | 'label'>): string {
	const text = kinds[kind]({ code: label });
	return label === '' || text.includes(label) ? text : `${text} ${label}`;
}

const needs: Readonly<Record<WorkNeed, () => string>> = {
	'complete-step': m.work_complete_step,
	seal: m.work_seal,
	continue: m.work_continue,
	evaluate: m.work_evaluate,
	archive: m.work_archive,
	'seal-case': m.work_seal_case,
	destroy: m.work_destroy,
	approve: m.work_approve
};

/** What a line needs. */
export const needText = (need: WorkNeed): string => needs[need]();
