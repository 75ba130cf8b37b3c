/**
 * What checks of a question list look at and what they give back.
 *
 * @module
 */
import type { Technique } from '../../protocols/technique.ts';
import type { EventData } from '../../session/event.ts';

/** A question with its items in words. */
export type DraftedQuestion = EventData<'question-drafted'>;
/** A fact of the case. */
export type RecordedFact = EventData<'fact-recorded'>;

/** Everything a rule may look at. */
export interface CheckedList {
	readonly questions: readonly DraftedQuestion[];
	readonly facts: readonly RecordedFact[];
	/** What the subject said before the test about each detail; empty before that was asked. */
	readonly priorKnowledge: EventData<'prior-knowledge-recorded'>['entries'];
	/** That of the session; missing = checks that ask for it find nothing. */
	readonly technique?: Technique;
	/** What people who know nothing of the case chose, in the words of now; see wordingHash of the panel's event. */
	readonly panels?: readonly PanelChoices[];
}

/** How many chose each item of a question. */
export type PanelChoices = Pick<EventData<'panel-recorded'>, 'questionId' | 'choices'>;

/** One place where a rule does not hold, with the words that fill its message. */
export interface Found {
	readonly questionId: string | null;
	readonly itemId: string | null;
	readonly words: Readonly<Record<string, string | number>>;
	/** The question as it could be instead, to propose. */
	readonly fix?: DraftedQuestion;
}

/** A place in a question, with the words of the message. */
export function at(
	question: DraftedQuestion,
	itemId: string | null = null,
	words: Found['words'] = {},
	fix?: DraftedQuestion
): Found {
	const place = { questionId: question.questionId, itemId, words };
	return fix === undefined ? place : { ...place, fix };
}

/** The key items of a question (one, unless the count rule says otherwise). */
export function keysOf(question: DraftedQuestion): DraftedQuestion['items'] {
	return question.items.filter((item) => item.role === 'key');
}
