/**
 * Words for the roles and answers of items.
 *
 * @module
 */
import type { ItemRole, QuestionItem } from '#lib/core/session/question.ts';
import { m } from '#lib/paraglide/messages.js';

const roles: Record<ItemRole, () => string> = {
	buffer: m.drafting_role_buffer,
	key: m.drafting_role_key,
	foil: m.drafting_role_foil,
	item: m.drafting_role_item,
	neutral: m.drafting_role_neutral,
	sacrifice: m.drafting_role_sacrifice,
	symptomatic: m.drafting_role_symptomatic,
	comparison: m.drafting_role_comparison,
	relevant: m.drafting_role_relevant
};

/** What an item is. */
export function roleText(role: ItemRole): string {
	return roles[role]();
}

const answers = {
	yes: m.drafting_answer_yes,
	no: m.drafting_answer_no,
	silent: m.drafting_answer_silent
};

/** An answer a person is asked to give. */
export type ExpectedAnswer = NonNullable<QuestionItem['expected']>;

/** What a person is asked to answer. */
export function answerText(answer: ExpectedAnswer): string {
	return answers[answer]();
}

/** All answers, as choices. */
export function answerOptions(): { value: ExpectedAnswer; label: string }[] {
	return (['yes', 'no', 'silent'] as const).map((value) => ({ value, label: answerText(value) }));
}
