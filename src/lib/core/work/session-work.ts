/**
 * What there is to do in a test, and for whom it waits.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import { reviewStanding } from '../session/list-review.ts';
import type { Gate, Procedure } from '../session/procedure.ts';
import type { SessionState } from '../session/state.ts';
import { endedBy, isMet, openProcedureStep } from '../session/steps.ts';
import { workItem, type WorkItem, type Worker } from './work-item.ts';

/** A test of a case somebody works on. */
export interface SessionWork {
	readonly state: SessionState;
	readonly procedure: Procedure;
	readonly caseId: string;
	readonly caseNumber: string;
}

/** Who has to do something before a gate can be met; null = the tester. */
function waitsFor({ condition }: Gate, state: SessionState): Role | 'system' | null {
	switch (condition) {
		case 'list-reviewed':
			return reviewStanding(state).status === 'asked' ? 'reviewer' : null;
		case 'second-score-agreed': {
			const committed = new Set(state.sheets.map(({ seat }) => seat));
			// the tester's own sheet comes first, and somebody has to be named
			const isAsked = state.scorers.some(({ seat }) => !committed.has(seat));
			return committed.has('first') && isAsked ? 'reviewer' : null;
		}
		case 'no-chart-open':
			return state.charts.every(({ status }) => status === 'stopped' || status === 'sealed')
				? 'system'
				: null;
		default:
			return null;
	}
}

/**
 * The lines of a test: testers do it, supervisors see whom it waits for, testers and reviewers sign reports. To
 * everybody else there is nothing to do in it.
 */
export function sessionItems(work: SessionWork, viewer: Worker): WorkItem[] {
	if (work.state.sealed !== null) return [];
	const main =
		viewer.role === 'tester' || viewer.role === 'supervisor' ? [mainItem(work, viewer)] : [];
	return [...main, ...signatureItems(work, viewer)];
}

function mainItem(work: SessionWork, { role }: Worker): WorkItem {
	const { state, procedure, caseId, caseNumber } = work;
	const step = openProcedureStep(state, procedure);
	const isEnded = endedBy(state) !== null;
	const missing = isEnded ? [] : (step?.gates ?? []).filter((gate) => !isMet(state, gate));
	const own = missing.filter((gate) => waitsFor(gate, state) === null);
	const [blocking] = missing.filter((gate) => waitsFor(gate, state) !== null);
	const other = blocking === undefined ? null : waitsFor(blocking, state);
	const isBlocked = own.length === 0 && other !== null;
	// the tester goes on with what can be done; what waits for others is told when nothing else is left
	const gates = (isBlocked ? missing : own).map(({ text }) => text);
	const need =
		isEnded || step === undefined ? 'seal' : missing.length === 0 ? 'complete-step' : null;
	return workItem({
		...{ id: `session-${state.sessionId}`, kind: 'session', need, gates, caseNumber },
		...{ label: state.opened?.subjectCode ?? '', step: isEnded ? null : (step?.id ?? null) },
		href: `/cases/${caseId}/sessions/${state.sessionId}`,
		stand: role === 'tester' && !isBlocked ? 'mine' : 'blocked',
		waitsFor: isBlocked ? other : role === 'tester' ? null : 'tester'
	});
}

function signatureItems(work: SessionWork, viewer: Worker): WorkItem[] {
	const { state, caseId, caseNumber } = work;
	const version = state.report.issued.at(-1)?.version;
	if (version === undefined) return [];
	const signed = state.report.signatures.filter((one) => one.version === version);
	return (['tester', 'reviewer'] as const).flatMap((as) => {
		if (signed.some((one) => one.as === as)) return [];
		// a reviewer hears of a report only to sign it
		if (viewer.role !== as && viewer.role !== 'tester' && viewer.role !== 'supervisor') return [];
		const isMine = viewer.role === as;
		return [
			workItem({
				...{ id: `signature-${as}-${state.sessionId}`, kind: 'signature', caseNumber },
				...{ label: state.opened?.subjectCode ?? '', waitsFor: isMine ? null : as },
				href: `/cases/${caseId}/sessions/${state.sessionId}/report`,
				stand: isMine ? 'mine' : 'blocked'
			})
		];
	});
}
