/**
 * What the log of a session says that the law asks about. Shape only; see folding/law.ts.
 *
 * @module
 */
import type { ClockBreak } from '../../law/clocks.ts';
import type { Facts } from '../../law/fact.ts';
import type { LawMoment } from '../../law/rule.ts';
import type { EventData } from '../event.ts';

/** A rule somebody took note of or set aside, with what it rested on then. */
export interface SetAside {
	readonly ruleId: string;
	readonly reason: string;
	/** Null where it was a warning somebody took note of. */
	readonly basis: string | null;
	readonly by: string;
	/** ISO 8601 UTC, server clock. */
	readonly at: string;
	readonly seq: number;
	/** What the log said at that moment; the rule stands again once something it rests on says otherwise. */
	readonly facts: Facts;
	/** Fingerprints of the wording that was judged; empty for rules that are not about texts. */
	readonly texts: readonly string[];
}

/** A rule that was logged. */
export interface Logged {
	readonly ruleId: string;
	readonly moment: LawMoment;
	readonly seq: number;
}

/** What the law needs of one session. Times are those of the server. */
export interface SessionLawState {
	/** Answers to questions; one that is missing is not known. */
	readonly facts: Facts;
	/** Number of the last event that changed an answer. */
	readonly factSeq: Readonly<Record<string, number>>;
	readonly times: EventData<'law-times-recorded'> | null;
	readonly breaks: readonly ClockBreak[];
	/** Number of the last event that changed a clock other than by its running. */
	readonly clockSeq: number;
	/** When rights were first explained: the session with the person begins. Null = not yet. */
	readonly startedAt: string | null;
	/** How consent was put down; null = it was not given. */
	readonly consentForm: 'written' | 'recorded-oral' | null;
	/** When each chart ended, in order. */
	readonly chartsEndedAt: readonly string[];
	readonly setAside: readonly SetAside[];
	readonly logged: readonly Logged[];
	/** Accounts that acted as tester of this session. */
	readonly testers: readonly string[];
}

/** Nothing asked yet. */
export const emptySessionLaw: SessionLawState = {
	...{ facts: {}, factSeq: {}, times: null, breaks: [], clockSeq: 0, startedAt: null },
	...{ consentForm: null, chartsEndedAt: [], setAside: [], logged: [], testers: [] }
};
