/**
 * What people's score sheets came to, and what is missing before anything is concluded.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { isMet } from '#lib/core/session/steps.ts';

/** The outcome of the sheets, and whether it was settled rather than agreed. */
export interface SheetsOutcome {
	readonly outcome: EventData<'conclusion-recorded'>['outcome'];
	readonly isSettled: boolean;
}

/** null = not compared yet, or in disagreement. */
export function sheetsOutcome({
	compared,
	settled
}: Pick<SessionState, 'compared' | 'settled'>): SheetsOutcome | null {
	if (compared === null) return null;
	if (compared.agreedOutcome !== null) return { outcome: compared.agreedOutcome, isSettled: false };
	return settled === null ? null : { outcome: settled.outcome, isSettled: true };
}

/** What has to be there before the conclusion; `none` also where the procedure asks for no second score. */
export function missingScore(
	state: SessionState,
	{ steps }: Procedure
): 'none' | 'first' | 'second' | 'settled' {
	const gate = steps
		.find(({ id }) => id === 'chart-analysis')
		?.gates.find(({ condition }) => condition === 'second-score-agreed');
	if (gate === undefined || isMet(state, gate)) return 'none';
	const has = (seat: string): boolean => state.sheets.some((sheet) => sheet.seat === seat);
	if (!has('first')) return 'first';
	return has('second') && state.compared !== null ? 'settled' : 'second';
}
