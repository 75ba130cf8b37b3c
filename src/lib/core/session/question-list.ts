/**
 * The question list as it is locked: its hash says which words were used.
 *
 * @module
 */
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';
import type { EventData } from './event.ts';
import type { SessionState } from './state.ts';

/** The questions in the order they were drafted, without the history of their corrections. */
export function listedQuestions(state: SessionState): EventData<'question-drafted'>[] {
	return state.questions.map(({ history: _, ...question }) => question);
}

/** What `question-list-locked` carries as `sha256`: SHA-256 of the canonical JSON of the listed questions. */
export function questionListHash(state: SessionState): string {
	return sha256Hex(canonicalJson(listedQuestions(state)));
}
