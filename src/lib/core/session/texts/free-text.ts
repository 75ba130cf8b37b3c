/**
 * Every free text of a session, and where it leaves the system: the report, or the sealed log and the evidence package.
 *
 * @module
 */
import { sha256Hex } from '../../audit/hash.ts';
import type { EventType, SessionEvent } from '../event.ts';
import type { SessionState } from '../state.ts';
import type { KeptText } from './kept-text.ts';
import { textFieldsOf, textsAt } from './text-fields.ts';
import {
	destinationOf,
	programFields,
	subjectOf,
	voiceOf,
	type Destination,
	type Voice
} from './text-registry.ts';

/** A free text with what it is. */
export interface FreeText extends KeptText {
	readonly voice: Voice;
	readonly leaves: Destination;
}

/** The fields of an event whose texts are kept: every free text but what the program itself writes. */
export function keptFieldsOf(type: EventType): readonly string[] {
	const byProgram = programFields[type] ?? [];
	return textFieldsOf(type).filter((field) => !byProgram.includes(field));
}

/** Folds the texts of one event in; see `SessionState.texts`. */
export function foldTexts(texts: readonly KeptText[], event: SessionEvent): readonly KeptText[] {
	const { seq, id, type, data } = event;
	const subject = subjectOf(type, data);
	const fresh = keptFieldsOf(type).flatMap((field) =>
		textsAt(data, field).map(({ path, text }): KeptText => {
			// why something was corrected stays, whatever is corrected later
			const of = field === 'reason' ? null : subject;
			return { ...{ seq, eventId: id, type, field, path, text, subject: of }, isCurrent: true };
		})
	);
	if (subject === null) return fresh.length === 0 ? texts : [...texts, ...fresh];
	const before = texts.map((one) =>
		one.subject === subject && one.isCurrent ? { ...one, isCurrent: false } : one
	);
	return [...before, ...fresh];
}

/**
 * Every free text of a session that leaves the system, in the order of the log.
 *
 * Complete by construction: fields are found in the schemas of the events (`textFieldsOf`), and only what the program
 * itself writes is left out (`programFields`). Texts that were corrected are there too, not current: the sealed log and
 * the evidence package hold them for good.
 *
 * @returns with voice, destination and place of each; see `FreeText`
 */
export function freeTextsOf(state: SessionState): FreeText[] {
	return state.texts.map((kept) => ({
		...kept,
		isCurrent: kept.isCurrent && !isWithdrawn(state, kept.type),
		voice: voiceOf(kept.type, kept.field),
		leaves: destinationOf(kept.type, kept.field)
	}));
}

/** SHA-256 (hex) of event type, field and text: what somebody judged is this wording in this field. */
export function fingerprintOf({
	type,
	field,
	text
}: Pick<KeptText, 'type' | 'field' | 'text'>): string {
	return sha256Hex(`${type}\n${field}\n${text}`);
}

/** Whether the record was taken back by something that is no event of its own. */
function isWithdrawn(state: SessionState, type: EventType): boolean {
	if (type === 'conclusion-recorded') return state.conclusion === null;
	if (type === 'disagreement-settled') return state.settled === null;
	if (type === 'interview-closed') return state.interview === null;
	return type === 'question-list-locked' && state.lock === null;
}
