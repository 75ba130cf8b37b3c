/**
 * The state as it will be once the events on their way have arrived.
 *
 * @module
 */
import { decide } from '#lib/core/session/decide.ts';
import type { ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import { apply } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { SessionPageData } from './page-data.ts';

/** Folds in what would be accepted now; what would be refused is left out. */
export function foresee(
	state: SessionState,
	pending: readonly ProposedEvent[],
	{
		user,
		procedure,
		sessionId,
		law = null,
		outside = {}
	}: Pick<SessionPageData, 'user' | 'procedure' | 'sessionId' | 'law' | 'outside'>
): SessionState {
	const actor = { id: user.id, role: user.role };
	return pending.reduce((before, proposed) => {
		const asked = { law, outside, nowMs: Date.parse(proposed.at.utc) };
		if (!decide(before, proposed, actor, procedure, asked).ok) return before;
		const event: SessionEvent = {
			...proposed,
			sessionId,
			seq: before.seq + 1,
			actor,
			recordedAt: proposed.at.utc,
			previousHash: before.lastHash,
			hash: before.lastHash
		};
		return apply(before, event);
	}, state);
}
