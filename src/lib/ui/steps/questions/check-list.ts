/**
 * What the rules of the session say of a question list.
 *
 * @module
 */
import { factsAsKnown } from '#lib/core/session/knowledge.ts';
import { isPanelCurrent } from '#lib/core/session/list-review.ts';
import type { Question } from '#lib/core/session/question.ts';
import { checkQuestionList, type ItemFinding } from '#lib/core/technique/item-rules.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';

/** Findings of a list, as it stands or as it is being written. */
export function findingsOf(
	{ state, data }: Pick<SessionView, 'state' | 'data'>,
	questions: readonly Question[] = state.questions
): ItemFinding[] {
	const { priorKnowledge, panels } = state;
	const facts = factsAsKnown(state);
	const { itemRules, technique } = data.texts;
	const list = {
		...{ questions, facts, technique, priorKnowledge: priorKnowledge?.entries ?? [] },
		panels: panels.filter((panel) => isPanelCurrent({ questions }, panel))
	};
	return checkQuestionList(list, itemRules);
}
