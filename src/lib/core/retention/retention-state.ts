/**
 * The state of a case's retention, made from its acts.
 *
 * @module
 */
import { isMove, retentionMoves, type RetentionName, type WrittenAct } from './retention-act.ts';

/** A sealed case that somebody asked to read. */
export interface Opening {
	readonly id: string;
	readonly by: string;
	readonly atMs: number;
	readonly reason: string;
	readonly orderRef: string;
	/** Null while nobody decided. */
	readonly decision: {
		readonly approved: boolean;
		readonly by: string;
		readonly atMs: number;
		/** Until when it may be read [ms since 1970]; of a refusal the moment of it. */
		readonly untilMs: number;
	} | null;
	/** Ended before its time; null = it was not. */
	readonly endedMs: number | null;
}

/** A destruction that was proposed. */
export interface Proposal {
	readonly id: string;
	/** Null = the whole case. */
	readonly subjectCode: string | null;
	readonly by: string;
	readonly atMs: number;
	readonly reason: string;
	readonly orderRef: string;
	readonly outcome: 'carried-out' | 'withdrawn' | 'refused' | null;
}

/** Where a case stands. */
export interface RetentionState {
	/** Number of the last act; 0 = none. */
	readonly seq: number;
	readonly state: RetentionName;
	/** When each state was last entered [ms since 1970]. */
	readonly sinceMs: Readonly<Partial<Record<RetentionName, number>>>;
	/** Kind of case as it was set; null = the schedule's default. */
	readonly caseType: string | null;
	/** Last day as it was set, YYYY-MM-DD; null = as the schedule says. */
	readonly retainUntil: string | null;
	readonly openings: readonly Opening[];
	readonly proposals: readonly Proposal[];
	/** Codes of those whose records were destroyed. */
	readonly erased: readonly string[];
}

/** Before any act. */
export const noRetention: RetentionState = {
	...{ seq: 0, state: 'active', sinceMs: {}, caseType: null, retainUntil: null },
	...{ openings: [], proposals: [], erased: [] }
};

/** The state after an act that was taken. */
export function applyRetention(before: RetentionState, act: WrittenAct): RetentionState {
	const state = { ...before, seq: act.seq };
	if (isMove(act.act)) {
		const to = retentionMoves[act.act][1];
		return {
			...settled(state, act, 'carried-out'),
			state: to,
			// a case that is taken out of the archive was closed when it was closed
			sinceMs: act.act === 'retrieve' ? state.sinceMs : { ...state.sinceMs, [to]: act.atMs }
		};
	}
	switch (act.act) {
		case 'set-term':
			return {
				...state,
				caseType: act.caseType ?? state.caseType,
				retainUntil: act.retainUntil
			};
		case 'request-opening': {
			const { id, by, atMs, reason, orderRef } = act;
			const asked = { id, by, atMs, reason, orderRef, decision: null, endedMs: null };
			return { ...state, openings: [...state.openings, asked] };
		}
		case 'approve-opening':
		case 'refuse-opening':
		case 'end-opening':
			return { ...state, openings: state.openings.map((one) => afterOpening(one, act)) };
		case 'propose-destruction': {
			const { id, by, atMs, reason, orderRef, subjectCode } = act;
			const proposed = { id, by, atMs, reason, orderRef, subjectCode, outcome: null };
			return { ...state, proposals: [...state.proposals, proposed] };
		}
		case 'withdraw-destruction':
			return settled(state, act, 'withdrawn');
		case 'refuse-destruction':
			return settled(state, act, 'refused');
		case 'erase':
			return {
				...settled(state, act, 'carried-out'),
				erased: act.subjectCode === null ? state.erased : [...state.erased, act.subjectCode]
			};
	}
}

function afterOpening(one: Opening, { act, about, by, atMs, untilMs }: WrittenAct): Opening {
	if (one.id !== about) return one;
	if (act === 'end-opening') return { ...one, endedMs: atMs };
	const approved = act === 'approve-opening';
	return { ...one, decision: { approved, by, atMs, untilMs: approved ? (untilMs ?? atMs) : atMs } };
}

function settled(
	state: RetentionState,
	{ about }: WrittenAct,
	outcome: NonNullable<Proposal['outcome']>
): RetentionState {
	if (about === null) return state;
	return {
		...state,
		proposals: state.proposals.map((one) => (one.id === about ? { ...one, outcome } : one))
	};
}

/** Whether an opening can be read by now. */
export function isStanding({ decision, endedMs }: Opening, nowMs: number): boolean {
	return decision?.approved === true && endedMs === null && nowMs < decision.untilMs;
}

/** The proposal that waits for somebody; undefined = none. */
export function pendingProposal(
	{ proposals }: Pick<RetentionState, 'proposals'>,
	subjectCode: string | null
): Proposal | undefined {
	return proposals.find((one) => one.outcome === null && one.subjectCode === subjectCode);
}
