/**
 * The shape of protocols/procedure/report.yaml: every fixed word of a report, in both languages.
 *
 * @module
 */
import { z } from 'zod';
import { head, source } from '../protocols/rules.ts';
import { bilingualText } from '../text.ts';
import { passageIds, sectionIds, wordIds, type WordId } from './words.ts';

/** An entry for each id, and no other. */
const each = <K extends string, T extends z.ZodType<{ id: K }>>(entry: T, ids: readonly K[]) =>
	z.array(entry).superRefine((found, context) => {
		const given = found.map(({ id }) => id);
		for (const id of ids)
			if (given.filter((one) => one === id).length !== 1)
				context.addIssue({ code: 'custom', message: `expected one entry for ${id}` });
	});

const words = z.strictObject(
	Object.fromEntries(wordIds.map((id) => [id, bilingualText])) as Record<
		WordId,
		typeof bilingualText
	>
);

/** protocols/procedure/report.yaml. */
export const reportFile = z.strictObject({
	...head,
	/** The clock all times of a report are told on. */
	clock: z.strictObject({ offsetMinutes: z.number().int().min(-840).max(840), source }),
	sections: each(
		z.strictObject({ id: z.enum(sectionIds), title: bilingualText, source }),
		sectionIds
	),
	passages: each(
		z.strictObject({ id: z.enum(passageIds), text: bilingualText, source }),
		passageIds
	),
	words,
	/** What stands in the form before anybody has written in it. */
	defaults: z.strictObject({
		environment: bilingualText,
		staff: bilingualText,
		preTestTalk: bilingualText
	})
});
