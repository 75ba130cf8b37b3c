/**
 * The acquaintance chart (数字测试): its words, its list, its order, and what it showed.
 *
 * @module
 */
import { z } from 'zod';
import { head, protocolId, source, uniqueBy } from '../protocols/rules.ts';
import { createRandom } from '../random.ts';
import type { EventData } from '../session/event.ts';
import type { Question } from '../session/question.ts';
import type { Measurement } from '../signal/measure.ts';
import { bilingualText, inLocale, type Locale } from '../text.ts';
import { positive } from './sourced.ts';

const choice = z.strictObject({ id: protocolId, text: bilingualText });

/** protocols/procedure/acquaintance.yaml. */
export const acquaintanceSettings = z.strictObject({
	...head,
	/** What is said to the person, in order. */
	words: uniqueBy(z.strictObject({ id: protocolId, text: bilingualText, source }), 'id'),
	/** What is said about the outcome, whatever it was. */
	afterwards: bilingualText,
	stem: bilingualText,
	category: bilingualText,
	/** Asked first: the first item draws a response whatever it is. */
	leading: choice,
	/** One of these is chosen by the person. */
	choices: uniqueBy(choice, 'id'),
	timing: z.strictObject({
		baselineS: positive,
		minimumIntervalS: positive,
		longestIntervalS: positive,
		closingS: positive
	})
});
/** Settings of the acquaintance chart. */
export type AcquaintanceSettings = z.infer<typeof acquaintanceSettings>;

/** The id of its only question. */
export const ACQUAINTANCE_QUESTION = 'acquaintance';

/** The small list, in the language the test is held in. No item is a key: the program does not know the choice. */
export function acquaintanceList(settings: AcquaintanceSettings, locale: Locale): Question[] {
	const item = ({ id, text }: AcquaintanceSettings['leading'], role: 'buffer' | 'item') => ({
		itemId: id,
		text: inLocale(text, locale),
		role
	});
	return [
		{
			questionId: ACQUAINTANCE_QUESTION,
			factId: null,
			stem: inLocale(settings.stem, locale),
			category: inLocale(settings.category, locale),
			items: [item(settings.leading, 'buffer'), ...settings.choices.map((one) => item(one, 'item'))]
		}
	];
}

/** The order: the leading item, then the choices in random order. */
export function acquaintanceOrder(
	[question]: readonly Question[],
	seed: number
): EventData<'chart-started'>['order'] {
	if (question === undefined) return [];
	const idsOf = (role: string): string[] =>
		question.items.filter((item) => item.role === role).map(({ itemId }) => itemId);
	const order = [...idsOf('buffer'), ...createRandom(seed).shuffle(idsOf('item'))];
	return order.map((itemId, index) => ({
		...{ presentation: index + 1, questionId: question.questionId, itemId }
	}));
}

type Found = EventData<'acquaintance-concluded'>['channels'];

/**
 * What each channel did at each item: the value that was measured, and how many items drew a response. Nothing is
 * ranked and nothing is left out.
 *
 * @param rows measurements of the chart; of an item that was asked again the last one that has a value
 * @param thresholds smallest value that is a response, by feature; a feature without one is not counted
 */
export function acquaintanceFindings(
	[question]: readonly Question[],
	rows: readonly Measurement[],
	columns: readonly { readonly name: string; readonly kind: string }[],
	thresholds: Readonly<Record<string, number>>
): Found {
	const items = question?.items ?? [];
	return columns.flatMap(({ name, kind }): Found => {
		const mine = rows.filter(({ channel }) => channel === name);
		const [first] = mine;
		if (first === undefined) return [];
		const values = items.map(({ itemId }) => {
			const ofItem = mine.filter((row) => row.itemId === itemId);
			return { itemId, value: ofItem.findLast(({ value }) => value !== null)?.value ?? null };
		});
		const least = thresholds[first.feature];
		const responses =
			least === undefined
				? null
				: values.filter(({ value }) => value !== null && value >= least).length;
		return [{ channel: name, kind, feature: first.feature, values, responses }];
	});
}
