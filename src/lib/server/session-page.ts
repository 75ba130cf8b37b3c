/**
 * What the pages of a session start from: its log and the words of the protocols it was opened with.
 *
 * @module
 */
import type { ProtocolValue } from '../core/protocols/kinds.ts';
import type { Role } from '../core/session/event.ts';
import type { Procedure } from '../core/session/procedure.ts';
import { visibleEvents, type VisibleEvent } from '../core/session/visibility.ts';
import type { LabDatabase } from './database/open.ts';
import type { EventStore } from './events/event-store.ts';
import { readSessionProtocols } from './events/session-values.ts';

/** Texts that come with the protocols, of the versions this session was opened with. */
export interface SessionTexts {
	readonly rights: ProtocolValue<'rights'>;
	readonly fitness: ProtocolValue<'fitness'>;
	readonly artifacts: ProtocolValue<'artifacts'>;
	readonly elements: ProtocolValue<'elements'>;
	readonly legal: ProtocolValue<'legal'>;
	readonly wording: ProtocolValue<'wording'>;
	readonly itemRules: ProtocolValue<'item-rules'>;
	readonly technique: ProtocolValue<'technique'>;
	/** null = the session was opened before charts were scored by people. */
	readonly scoringProcedure: ProtocolValue<'scoring-procedure'> | null;
	readonly measurement: ProtocolValue<'measurement'>;
}

/** The log and the words. */
export interface SessionContent {
	readonly sessionId: string;
	/** Without what the reader may not know yet. */
	readonly events: readonly VisibleEvent[];
	readonly procedure: Procedure;
	readonly texts: SessionTexts;
}

/**
 * Reads a session for its pages, as far as a role may.
 *
 * @throws {LabError} `protocols/missing` when a text the pages need is not among the session's protocols
 */
export async function readSessionContent(
	{ database, events }: { readonly database: LabDatabase; readonly events: EventStore },
	sessionId: string,
	role: Role
): Promise<SessionContent> {
	const state = await events.stateOf(sessionId);
	const { one, maybe } = await readSessionProtocols(database.db, state);
	return {
		sessionId,
		events: visibleEvents(await events.allEvents(sessionId), role, state),
		procedure: one('procedure'),
		texts: {
			rights: one('rights'),
			fitness: one('fitness'),
			artifacts: one('artifacts'),
			elements: one('elements'),
			legal: one('legal'),
			wording: one('wording'),
			itemRules: one('item-rules'),
			technique: one('technique'),
			scoringProcedure: maybe('scoring-procedure'),
			measurement: one('measurement')
		}
	};
}
