/**
 * What the pages of a session start from: its log and the words of the protocols it was opened with.
 *
 * @module
 */
import type { ProtocolValue } from '../core/protocols/kinds.ts';
import type { Role } from '../core/session/event.ts';
import type { Facts } from '../core/law/fact.ts';
import type { SessionLaw } from '../core/session/law/session-law.ts';
import { procedureFor } from '../core/session/procedure-of-technique.ts';
import type { Procedure } from '../core/session/procedure.ts';
import type { MeasurementSettings } from '../core/signal/measure/settings.ts';
import { wordingOf } from '../core/technique/wording-of.ts';
import { visibleEvents, type VisibleEvent } from '../core/session/visibility.ts';
import type { LabDatabase } from './database/open.ts';
import type { EventStore } from './events/event-store.ts';
import { sessionMeasurement } from './events/session-measurement.ts';
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
	/** Of the technique of this session. */
	readonly measurement: MeasurementSettings;
	/** null = the session was opened before there was one. */
	readonly script: ProtocolValue<'pre-test-script'> | null;
	readonly desk: ProtocolValue<'test-desk'> | null;
	readonly acquaintance: ProtocolValue<'acquaintance'> | null;
	readonly subjectProfile: ProtocolValue<'subject-profile'> | null;
	readonly postTest: ProtocolValue<'post-test'> | null;
	readonly panel: ProtocolValue<'naive-panel'> | null;
}

/** The log and the words. */
export interface SessionContent {
	readonly sessionId: string;
	/** Without what the reader may not know yet. */
	readonly events: readonly VisibleEvent[];
	readonly procedure: Procedure;
	readonly texts: SessionTexts;
	/** Rules of law; null = the session was opened before there were any. */
	readonly law: SessionLaw | null;
	/** Facts rules speak of that other parts of the laboratory know, as of now. */
	readonly outside: Facts;
}

/**
 * Reads a session for its pages, as far as a role may.
 *
 * @throws {LabError} `protocols/missing` when a text the pages need is not among the session's protocols
 */
export async function readSessionContent(
	{ database, events }: { readonly database: LabDatabase; readonly events: EventStore },
	sessionId: string,
	{ id, role }: { readonly id: string; readonly role: Role }
): Promise<SessionContent> {
	const state = await events.stateOf(sessionId);
	const protocols = await readSessionProtocols(database.db, state);
	const { one, maybe } = protocols;
	return {
		sessionId,
		events: visibleEvents(await events.allEvents(sessionId), role, state),
		procedure: procedureFor(one('procedure'), one('technique')),
		law: await events.lawOf(sessionId),
		outside: await events.outsideOf(sessionId, { id, role }),
		texts: {
			rights: one('rights'),
			fitness: one('fitness'),
			artifacts: one('artifacts'),
			elements: one('elements'),
			legal: one('legal'),
			wording: wordingOf(one('wording'), one('technique')),
			itemRules: one('item-rules'),
			technique: one('technique'),
			scoringProcedure: maybe('scoring-procedure'),
			measurement: sessionMeasurement(protocols),
			script: maybe('pre-test-script'),
			desk: maybe('test-desk'),
			acquaintance: maybe('acquaintance'),
			subjectProfile: maybe('subject-profile'),
			postTest: maybe('post-test'),
			panel: maybe('naive-panel')
		}
	};
}
