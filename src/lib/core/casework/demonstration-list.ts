/**
 * A made-up question list of one technique for a demonstration case: protocols/demonstration/lists/*.yaml.
 *
 * @module
 */
import { z } from 'zod';
import type { EventData } from '../session/event.ts';
import { questionItem } from '../session/question.ts';
import { bilingualText, inLocale, type Locale } from '../text.ts';
import { itemRoles } from '../session/question.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The shape of a list. */
export const demonstrationList = z
	.strictObject({
		id,
		/** Id of the technique. */
		technique: id,
		/** Id of the demonstration case whose facts it names. */
		case: id,
		title: bilingualText,
		source: z.string().min(3),
		notice: bilingualText,
		questions: z
			.array(
				z.strictObject({
					questionId: id,
					factId: id.nullable(),
					/** Item that names what a subject with knowledge knows; lists without a key only. Never in a log. */
					meant: id.optional(),
					stem: bilingualText,
					category: bilingualText,
					items: z
						.array(
							z.strictObject({
								itemId: id,
								role: z.enum(itemRoles),
								text: bilingualText,
								label: questionItem.shape.label,
								expected: questionItem.shape.expected
							})
						)
						.min(3)
						.max(24)
				})
			)
			.min(1)
	})
	.superRefine(({ questions }, context) => {
		for (const { questionId, meant, items } of questions)
			if (meant !== undefined && !items.some(({ itemId }) => itemId === meant))
				context.addIssue({ code: 'custom', message: `no item ${meant}`, path: [questionId] });
	});
export type DemonstrationList = z.infer<typeof demonstrationList>;

/** The questions in one language, as data of their events. */
export function listQuestions(
	{ questions }: DemonstrationList,
	locale: Locale
): EventData<'question-drafted'>[] {
	return questions.map(({ meant: _, stem, category, items, ...question }) => ({
		...question,
		stem: inLocale(stem, locale),
		category: inLocale(category, locale),
		items: items.map(({ text, label, expected, ...item }) => ({
			...item,
			text: inLocale(text, locale),
			...(label === undefined ? {} : { label }),
			...(expected === undefined ? {} : { expected })
		}))
	}));
}

/** Whether an item names what a subject with knowledge knows. */
export function isMeant(
	lists: readonly Pick<DemonstrationList, 'questions'>[],
	{ questionId, itemId }: { readonly questionId: string; readonly itemId: string }
): boolean {
	return lists.some(({ questions }) =>
		questions.some((one) => one.questionId === questionId && one.meant === itemId)
	);
}
