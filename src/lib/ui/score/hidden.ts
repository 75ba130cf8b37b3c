/**
 * What a scorer must not see before sealing their own sheet.
 *
 * @module
 */
import type { SessionState } from '#lib/core/session/state.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';

/** Whether values, automatic positions and scores are still hidden from the tester. */
export function isAutomaticHidden(
	{ sheets }: Pick<SessionState, 'sheets'>,
	procedure: ScoringProcedure | null
): boolean {
	if (procedure?.automaticHidden !== true) return false;
	return !sheets.some(({ seat }) => seat === 'first');
}
