/**
 * Where the blind second score stands.
 *
 * @module
 */
import type { SessionState } from '#lib/core/session/state.ts';

/** From the beginning to the end; `waiting` = somebody was named and has not sealed a sheet. */
export type SecondStand =
	'unnamed' | 'waiting' | 'first-missing' | 'agreed' | 'disputed' | 'third-waiting' | 'settled';

/** Where it stands. */
export function secondStand({
	scorers,
	sheets,
	compared,
	settled
}: Pick<SessionState, 'scorers' | 'sheets' | 'compared' | 'settled'>): SecondStand {
	const hasSheet = (seat: string): boolean => sheets.some((sheet) => sheet.seat === seat);
	const isNamed = (seat: string): boolean => scorers.some((scorer) => scorer.seat === seat);
	if (compared === null) {
		if (hasSheet('second')) return 'first-missing';
		return isNamed('second') ? 'waiting' : 'unnamed';
	}
	if (compared.agreedOutcome !== null) return 'agreed';
	if (settled !== null) return 'settled';
	return isNamed('third') && !hasSheet('third') ? 'third-waiting' : 'disputed';
}
