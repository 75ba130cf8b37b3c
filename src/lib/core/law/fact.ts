/**
 * The dictionary of facts that rules speak of: type, where it comes from, and how it is asked.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';

/** Id of a fact: area and name. */
export const factId = z.string().regex(/^[a-z]+[.][a-z0-9_]+$/);

/** What is known of a fact. Null: known, there is none. A fact that is not there at all is unknown. */
export const factValue = z.union([
	z.boolean(),
	z.number(),
	z.string().max(200),
	z.null(),
	z.array(z.string().max(80)).max(40).readonly()
]);
/** What is known of a fact. */
export type FactValue = boolean | number | string | null | readonly string[];
/** Facts by id; one that is missing is unknown. */
export type Facts = Readonly<Record<string, FactValue>>;

/** One entry of the dictionary. */
export const lawFact = z
	.strictObject({
		id: factId,
		type: z.enum(['yes-no', 'number', 'text', 'list']),
		/** Whether null (there is none) is an answer. */
		nullable: z.boolean().default(false),
		/** asked on a page, derived from the log, fixed by program or office, known elsewhere */
		from: z.enum(['asked', 'derived', 'fixed', 'elsewhere']),
		/** As a statement that is true or false, or the name of a quantity. */
		text: bilingualText,
		/** The only answers offered; without them a number is typed, a yes-no is chosen. */
		answers: z.array(z.strictObject({ value: factValue, label: bilingualText })).optional(),
		/** Values it can have, where they are not answers. */
		values: z.array(z.string()).optional(),
		/** Limits of a number. */
		least: z.number().optional(),
		most: z.number().optional(),
		/** Of a fixed one. */
		value: factValue.optional()
	})
	.superRefine((fact, context) => {
		const wrong = (message: string): void => context.addIssue({ code: 'custom', message });
		if ((fact.from === 'fixed') !== (fact.value !== undefined))
			wrong(`expected a value of ${fact.id} exactly when it is fixed`);
		const given = [...(fact.answers ?? []).map(({ value }) => value), fact.value];
		for (const value of given)
			if (value !== undefined && !factFits(fact, value))
				wrong(`expected ${fact.type} for ${fact.id}, got ${JSON.stringify(value)}`);
		if (fact.from === 'asked' && fact.type === 'text' && fact.answers === undefined)
			wrong(`expected answers to choose from for ${fact.id}`);
	});
/** One entry of the dictionary. */
export type LawFact = z.infer<typeof lawFact>;

/** protocols/rules/interview-facts.yaml */
export const lawFacts = z.strictObject({
	id: z.string().min(1),
	title: bilingualText,
	source: z.string().min(3),
	facts: z
		.array(lawFact)
		.min(1)
		.superRefine((facts, context) => {
			facts.forEach(({ id }, index) => {
				if (facts.findIndex((one) => one.id === id) < index)
					context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} again` });
			});
		})
});

/** Whether a value is one that a fact can have. */
export function factFits(
	fact: Pick<LawFact, 'type' | 'nullable' | 'least' | 'most'>,
	value: FactValue
): boolean {
	if (value === null) return fact.nullable;
	switch (fact.type) {
		case 'yes-no':
			return typeof value === 'boolean';
		case 'number':
			return (
				typeof value === 'number' &&
				Number.isFinite(value) &&
				value >= (fact.least ?? -Infinity) &&
				value <= (fact.most ?? Infinity)
			);
		case 'text':
			return typeof value === 'string';
		case 'list':
			return Array.isArray(value);
	}
}
