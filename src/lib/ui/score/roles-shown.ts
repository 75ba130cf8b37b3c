/**
 * Who may see on a picture which item is the key.
 *
 * @module
 */
import type { Role } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { isAutomaticHidden } from './hidden.ts';

/**
 * Whether the kinds of items may be shown beside traces: to those who conduct the test, after the tester has sealed the
 * own sheet, and to everybody once the session is sealed. A trace seen with the key in mind is not scored blind.
 */
export function mayShowRoles(
	state: Pick<SessionState, 'sheets' | 'sealed'>,
	procedure: ScoringProcedure | null,
	role: Role
): boolean {
	if (state.sealed !== null) return true;
	if (role !== 'tester' && role !== 'supervisor') return false;
	return !isAutomaticHidden(state, procedure);
}
