/**
 * The made-up board of the demonstration case: protocols/demonstration/boards/*.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import {
	EXPOSURE_CHANNELS,
	FACT_ELEMENTS,
	FACT_USES,
	KNOWLEDGE_SOURCES,
	SOURCE_STRENGTHS,
	STATEMENT_CODES
} from './fact.ts';

const subject = z.string().regex(/^DEMO-[A-Z0-9-]{1,32}$/);
const code = z.string().regex(/^[A-Z][A-Z0-9-]{0,11}$/);

/** The shape of the file. */
export const demonstrationBoard = z
	.strictObject({
		id: z.string().min(1),
		title: bilingualText,
		source: z.string().min(3),
		facts: z.array(
			z.strictObject({
				code,
				element: z.enum(FACT_ELEMENTS),
				text: bilingualText,
				category: z.string(),
				sourceStrength: z.enum(SOURCE_STRENGTHS),
				source: bilingualText,
				sourceSubject: subject.optional(),
				exculpatory: z.boolean(),
				time: bilingualText,
				place: bilingualText,
				confidence: z.enum(['high', 'medium', 'low']),
				/** How it was checked; absent = it was not. */
				verified: bilingualText.optional(),
				/** What it is reserved for; absent = open. */
				use: z.enum(FACT_USES).optional()
			})
		),
		exposures: z.array(
			z.strictObject({
				...{ fact: code, subject, channel: z.enum(EXPOSURE_CHANNELS) },
				...{ strength: z.number().min(0).max(1), basis: bilingualText }
			})
		),
		coded: z.array(
			z.strictObject({
				subject,
				/** 1 = the first statement of the subject's first interview. */
				statement: z.number().int().min(1),
				...{ fact: code, code: z.enum(STATEMENT_CODES), knowledge: z.enum(KNOWLEDGE_SOURCES) },
				ownWords: bilingualText
			})
		),
		defences: z.array(
			z.strictObject({ subject, text: bilingualText, check: bilingualText, owner: bilingualText })
		),
		disclosures: z.array(
			z.strictObject({
				...{ from: subject, to: subject, facts: z.array(code), text: bilingualText },
				...{ truth: bilingualText, necessity: bilingualText, minimality: bilingualText },
				approval: bilingualText
			})
		),
		nextSteps: z.record(subject, bilingualText)
	})
	.superRefine(({ facts, exposures, coded, disclosures }, context) => {
		const known = new Set(facts.map((fact) => fact.code));
		const named = [...exposures, ...coded].map(({ fact }) => fact);
		for (const one of [...named, ...disclosures.flatMap((other) => other.facts)])
			if (!known.has(one))
				context.addIssue({ code: 'custom', message: `no fact ${one}`, path: ['facts'] });
	});
/** A made-up board. */
export type DemonstrationBoard = z.infer<typeof demonstrationBoard>;
