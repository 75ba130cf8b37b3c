/**
 * Which way an item is put to the person.
 *
 * @module
 */
import type { QuestionItem } from '#lib/core/session/question.ts';

/** What the examiner chose: as the list says for each item, or one way for all. */
export type DeliveryChoice = 'list' | 'room' | 'voice' | 'screen';
/** How one item is put. */
export type DeliveryWay = 'room' | 'recorded' | 'voice' | 'screen';

/** How an item is put under a choice. */
export function wayOf(
	item: Pick<QuestionItem, 'stimulus' | 'prompt'>,
	choice: DeliveryChoice
): DeliveryWay {
	if (choice !== 'list') return choice;
	if (item.stimulus?.kind === 'picture' && item.stimulus.file !== null) return 'screen';
	if (item.prompt === undefined) return 'room';
	return item.prompt.kind === 'recorded' && item.prompt.file !== null ? 'recorded' : 'voice';
}
