/**
 * Shapes of the rule files: what is explained, asked, shown and never said. Each text is bilingual with its source.
 *
 * @module
 */
import { z } from 'zod';
import { outcomes } from '../session/payloads-analysis.ts';
import { elements } from '../session/payloads-preparation.ts';
import { artifactCodes } from '../session/payloads-test.ts';
import { bilingualText } from '../text.ts';

/** Kebab-case id, stable: events refer to it. */
export const protocolId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** A published source with its place, or `laboratory default`. */
export const source = z.string().trim().min(3);

/** What stands at the top of every protocol file. */
export const head = { id: protocolId, title: bilingualText, source };

/** A list whose entries have different values of `key`. */
export function uniqueBy<T extends z.ZodType<Record<string, unknown>>>(
	entry: T,
	key: string
): z.ZodArray<T> {
	return z
		.array(entry)
		.min(1)
		.superRefine((list, context) => {
			const seen = list.map((one) => one[key]);
			seen.forEach((value, index) => {
				if (seen.indexOf(value) < index)
					context.addIssue({
						code: 'custom',
						message: `expected each ${key} once, got ${String(value)} again`,
						path: [index, key]
					});
			});
		});
}

/** A list that has an entry for each of these values of `key`, and no other. */
function complete<T extends z.ZodType<Record<string, unknown>>>(
	entry: T,
	key: string,
	values: readonly string[]
): z.ZodArray<T> {
	return uniqueBy(entry, key).superRefine((list, context) => {
		for (const value of values)
			if (!list.some((one) => one[key] === value))
				context.addIssue({ code: 'custom', message: `expected an entry for ${value}` });
	});
}

/** rules/rights.yaml: the points explained before consent. */
export const rights = z.strictObject({
	...head,
	points: uniqueBy(
		z.strictObject({ id: protocolId, required: z.boolean(), text: bilingualText, source }),
		'id'
	)
});

/** rules/fitness.yaml: the questions asked before a test; a yes means: do not test, or say why in spite of it. */
export const fitness = z.strictObject({
	...head,
	rules: uniqueBy(
		z.strictObject({
			id: protocolId,
			question: bilingualText,
			/** What a yes means. */
			advice: bilingualText,
			source
		}),
		'id'
	)
});

/** rules/legal.yaml: notices shown on results, forms and reports. */
export const legal = z.strictObject({
	...head,
	notices: uniqueBy(
		z.strictObject({
			id: protocolId,
			title: bilingualText,
			text: bilingualText,
			shownOn: z.array(z.enum(['consent', 'analysis', 'result', 'report', 'interview'])).min(1),
			source
		}),
		'id'
	)
});

/** rules/artifacts.yaml: marks of the field, kept in the record and left out of scoring. */
export const artifacts = z.strictObject({
	...head,
	codes: complete(
		z.strictObject({
			code: z.enum(artifactCodes),
			label: bilingualText,
			/** Whose act it is: the examiner marks both. */
			by: z.enum(['subject', 'examiner', 'surroundings']),
			source
		}),
		'code',
		artifactCodes
	)
});

/** elements.yaml: the seven elements 人机车物卡址视. */
export const elementList = z.strictObject({
	...head,
	elements: complete(
		z.strictObject({
			id: z.enum(elements),
			/** The one Chinese character the field uses. */
			character: z.string().length(1),
			label: bilingualText,
			description: bilingualText,
			source
		}),
		'id',
		elements
	)
});

/** rules/wording.yaml: the only things a result may say, and words no result may contain. */
export const wording = z.strictObject({
	...head,
	outcomes: complete(
		z.strictObject({
			id: z.enum(outcomes),
			label: bilingualText,
			meaning: bilingualText,
			source
		}),
		'id',
		outcomes
	),
	forbidden: uniqueBy(
		z.strictObject({
			id: protocolId,
			/** Looked for anywhere in the text, without regard to case. */
			words: z.strictObject({
				zh: z.array(z.string().min(1)).min(1),
				en: z.array(z.string().min(1)).min(1)
			}),
			/** Phrases in which a word says something else, such as that a test cannot decide it. */
			except: z
				.strictObject({ zh: z.array(z.string().min(1)), en: z.array(z.string().min(1)) })
				.optional(),
			reason: bilingualText,
			source
		}),
		'id'
	)
});
