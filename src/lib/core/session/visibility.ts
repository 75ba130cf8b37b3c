/**
 * Who may read which event, and when: results are not released before they stand.
 *
 * What is measured, scored and concluded is kept from interviewers until the session is sealed, so that no interview
 * is led by it, and from reviewers until chart analysis is completed, so that whoever reviews judges for themselves.
 *
 * @module
 */
import type { EventType, Role, SessionEvent } from './event.ts';
import { apply, emptyState } from './reduce.ts';
import type { SessionState } from './state.ts';

/** An event that somebody may not read yet: its place in the chain and nothing of what it says. */
export type WithheldEvent = Pick<
	SessionEvent,
	'id' | 'seq' | 'type' | 'sessionId' | 'hash' | 'previousHash'
> & { readonly withheld: true };

/** An event as it is sent to somebody. */
export type VisibleEvent = SessionEvent | WithheldEvent;

/** Events that say something of a result, or of who scored it. */
const RESULTS: ReadonlySet<EventType> = new Set<EventType>([
	'chart-measured',
	'measurement-excluded',
	'measurement-overridden',
	'measurement-restored',
	'score-recorded',
	'scorer-named',
	'scorer-withdrawn',
	'sheet-committed',
	'sheet-revealed',
	'sheets-compared',
	'disagreement-settled',
	'conclusion-recorded',
	'report-drafted',
	'report-issued',
	'report-signed'
]);

/** A lead from an item of a searching test says which one drew attention. */
function saysResults(event: SessionEvent): boolean {
	return (
		RESULTS.has(event.type) ||
		(event.type === 'lead-recorded' && event.data.from.kind === 'search-item')
	);
}

/** Whether results of this session are still kept from a role. */
export function areResultsWithheld(
	role: Role,
	{ sealed, completed }: Pick<SessionState, 'sealed' | 'completed'>
): boolean {
	if (sealed !== null) return false;
	if (role === 'interviewer') return true;
	return role === 'reviewer' && !completed.includes('chart-analysis');
}

/** Whether an event is one that was withheld. */
export function isWithheld(event: VisibleEvent): event is WithheldEvent {
	return 'withheld' in event;
}

/** Events as a role may read them in this state of the session: none is left out, some say nothing. */
export function visibleEvents(
	events: readonly SessionEvent[],
	role: Role,
	state: Pick<SessionState, 'sealed' | 'completed'>
): VisibleEvent[] {
	if (!areResultsWithheld(role, state)) return [...events];
	return events.map((event) => (saysResults(event) ? withheld(event) : event));
}

/** Named field by field: what an event gets later cannot come along. */
function withheld(event: SessionEvent): WithheldEvent {
	const { id, seq, type, sessionId, hash, previousHash } = event;
	return { withheld: true, id, seq, type, sessionId, hash, previousHash };
}

/** Folds an event in as far as it was told; one that was withheld only counts. */
export function applyVisible(state: SessionState, event: VisibleEvent): SessionState {
	if (!isWithheld(event)) return apply(state, event);
	return { ...state, seq: event.seq, lastHash: event.hash };
}

/** The state as somebody knows it, see `reduce`. */
export function reduceVisible(events: readonly VisibleEvent[], sessionId = ''): SessionState {
	return events.reduce(applyVisible, emptyState(events[0]?.sessionId ?? sessionId));
}
