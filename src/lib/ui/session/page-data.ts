/**
 * What the pages of a session are loaded with. Filled by the session layout's server part.
 *
 * @module
 */
import type { ProtocolValue } from '#lib/core/protocols/kinds.ts';
import type { Facts } from '#lib/core/law/fact.ts';
import type { Role } from '#lib/core/session/event.ts';
import type { SessionLaw } from '#lib/core/session/law/session-law.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import type { ItemRules } from '#lib/core/technique/item-rule-schema.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import type { VisibleEvent } from '#lib/core/session/visibility.ts';

/** Texts that come with the protocols; bilingual, see core/text.ts. */
export interface ProtocolTexts {
	readonly rights: ProtocolValue<'rights'>;
	readonly fitness: ProtocolValue<'fitness'>;
	readonly artifacts: ProtocolValue<'artifacts'>;
	readonly elements: ProtocolValue<'elements'>;
	readonly legal: ProtocolValue<'legal'>;
	readonly wording: ProtocolValue<'wording'>;
	/** What a question list is checked for. */
	readonly itemRules: ItemRules;
	/** The technique of this session, with instructions, limits and timing. */
	readonly technique: ProtocolValue<'technique'>;
	/** How people score charts; null = not in this session's protocols. */
	readonly scoringProcedure: ProtocolValue<'scoring-procedure'> | null;
	/** Windows, filters and limits of the measurement. */
	readonly measurement: MeasurementSettings;
	/** Words and order of the pre-test interview; null = not in this session's protocols, like the next two. */
	readonly script: ProtocolValue<'pre-test-script'> | null;
	/** What the examiner's desk shows and when it reminds. */
	readonly desk: ProtocolValue<'test-desk'> | null;
	/** The number test before the formal one. */
	readonly acquaintance: ProtocolValue<'acquaintance'> | null;
	/** What may make a person vulnerable; null = not in this session's protocols, like the next. */
	readonly subjectProfile: ProtocolValue<'subject-profile'> | null;
	/** Open questions and unsuited words of the interview after the test. */
	readonly postTest: ProtocolValue<'post-test'> | null;
	/** When an item stands out to people who know nothing; null = not in this session's protocols. */
	readonly panel: ProtocolValue<'naive-panel'> | null;
}

/** Everything a session page starts from. */
export interface SessionPageData {
	readonly sessionId: string;
	/** The log so far, in order; what this person may not read yet is withheld. */
	readonly events: readonly VisibleEvent[];
	readonly procedure: Procedure;
	readonly texts: ProtocolTexts;
	/** Rules of law; absent or null = the session was opened before there were any. */
	readonly law?: SessionLaw | null;
	/** Facts rules speak of that other parts of the laboratory knew when the page was loaded. */
	readonly outside?: Facts;
	readonly case: { readonly id: string; readonly number: string; readonly title: string };
	readonly user: { readonly id: string; readonly name: string; readonly role: Role };
	/** Code of why sealed score sheets cannot be shown; absent or null = nothing is wrong. */
	readonly sheetFault?: string | null;
}
