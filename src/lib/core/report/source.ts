/**
 * What a report is made from: the log, the texts the session was opened with, and a few names.
 *
 * @module
 */
import type { ProtocolValue } from '../protocols/kinds.ts';
import type { SessionEvent } from '../session/event.ts';
import type { SessionState } from '../session/state.ts';
import type { BilingualText } from '../text.ts';
import type { SensitivityOf } from './changed-results.ts';

/** A scoring method in words. */
export interface MethodText {
	readonly title: BilingualText;
	/** What its probability is computed under; null = it has none. */
	readonly nullModel: BilingualText | null;
	readonly sources: readonly string[];
}

/** Texts besides the log. */
export interface ReportTexts {
	readonly report: ProtocolValue<'report'>;
	readonly technique: ProtocolValue<'technique'>;
	readonly rights: ProtocolValue<'rights'>;
	readonly fitness: ProtocolValue<'fitness'>;
	readonly artifacts: ProtocolValue<'artifacts'>;
	readonly legal: ProtocolValue<'legal'>;
	readonly wording: ProtocolValue<'wording'>;
}

/** What the log does not hold; kept with every version that is issued. */
export interface ReportContext {
	readonly case: { readonly number: string; readonly title: string };
	readonly names: readonly { readonly id: string; readonly name: string }[];
	/** Name and version of the program. */
	readonly software: string;
}

/** A session with all that its report tells. */
export interface ReportSource extends ReportContext {
	readonly state: SessionState;
	readonly events: readonly SessionEvent[];
	readonly texts: ReportTexts;
	/** By id. */
	readonly methods: Readonly<Record<string, MethodText | undefined>>;
	readonly sensitivityOf: SensitivityOf;
}

/** Name of an account; its id where there is none. */
export function nameOf({ names }: ReportContext, id: string): string {
	return names.find((one) => one.id === id)?.name ?? id;
}

/** The last event of a type; null = there is none. */
export function lastOf<T extends SessionEvent['type']>(
	events: readonly SessionEvent[],
	type: T
): Extract<SessionEvent, { readonly type: T }> | null {
	const found = events.findLast((event) => event.type === type);
	return (found ?? null) as Extract<SessionEvent, { readonly type: T }> | null;
}
