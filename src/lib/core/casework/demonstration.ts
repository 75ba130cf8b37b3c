/**
 * A made-up case that is played in the demonstration lab and by `simulate`: protocols/demonstration/*.yaml.
 *
 * @module
 */
import { parse } from 'yaml';
import { z } from 'zod';
import { factId, factValue } from '../law/fact.ts';
import type { EventData } from '../session/event.ts';
import { elements, knowers } from '../session/payloads-preparation.ts';
import { itemRoles } from '../session/question.ts';
import { listQuestions, type DemonstrationList } from './demonstration-list.ts';
import { bilingualText, inLocale, type BilingualText, type Locale } from '../text.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const fact = z.strictObject({
	factId: id,
	text: bilingualText,
	elements: z.array(z.enum(elements)).min(1),
	source: bilingualText,
	confidence: z.enum(['established', 'probable', 'uncertain']),
	salience: z.enum(['central', 'peripheral']),
	knownBy: z.array(z.enum(knowers)).min(1)
});

const question = z.strictObject({
	questionId: id,
	factId: id,
	stem: bilingualText,
	category: bilingualText,
	items: z
		.array(z.strictObject({ itemId: id, text: bilingualText, role: z.enum(itemRoles) }))
		.min(3)
});

/** The shape of a demonstration case. */
export const demonstration = z
	.strictObject({
		id,
		title: bilingualText,
		source: z.string().min(3),
		/** Says that everything is invented; shown wherever the case is. */
		notice: bilingualText,
		caseNumber: z.string().min(1),
		summary: bilingualText,
		subject: z.strictObject({
			code: z.string().regex(/^[A-Z0-9-]{1,32}$/),
			sex: z.enum(['female', 'male', 'unstated']),
			ageYears: z.number().int().min(18).max(120),
			background: bilingualText,
			relationToCase: bilingualText
		}),
		facts: z.array(fact).min(5),
		hypotheses: z
			.array(
				z.strictObject({
					hypothesisId: id,
					statement: bilingualText,
					supportedBy: z.array(id),
					contradictedBy: z.array(id),
					refutedIf: bilingualText
				})
			)
			.min(1),
		questions: z.array(question).min(5),
		/** What is said before and after the test. */
		interview: z.strictObject({
			identity: bilingualText,
			language: bilingualText,
			priorKnowledge: bilingualText,
			clarification: z.strictObject({
				topic: bilingualText,
				question: bilingualText,
				statement: bilingualText
			}),
			recordingReference: bilingualText,
			welfare: bilingualText,
			complaints: bilingualText
		}),
		/** Other explanations of the result, as a tester would write them. */
		alternatives: bilingualText,
		/** Made-up answers to what the law asks; absent = they are given when it is played. */
		law: z
			.strictObject({
				answers: z.record(factId, factValue),
				longestRestHours: z.number().min(0).max(24),
				questionedMinutes: z.number().int().min(0).max(1440)
			})
			.optional()
	})
	.superRefine(({ facts, hypotheses, questions }, context) => {
		const known = new Set(facts.map(({ factId }) => factId));
		const named = [
			...questions.map(({ factId }) => factId),
			...hypotheses.flatMap(({ supportedBy, contradictedBy }) => [
				...supportedBy,
				...contradictedBy
			])
		];
		for (const factId of named.filter((one) => !known.has(one)))
			context.addIssue({ code: 'custom', message: `no fact ${factId}`, path: ['facts'] });
	});
export type Demonstration = z.infer<typeof demonstration>;

/**
 * Reads a demonstration case.
 *
 * @param text YAML
 * @throws {z.ZodError} naming every field that is missing, unknown or wrong
 */
export function parseDemonstration(text: string): Demonstration {
	return demonstration.parse(parse(text));
}

/** The preparation of a demonstration session in one language, as data of its events. */
export interface DemonstrationContent {
	readonly subject: EventData<'subject-described'>;
	readonly facts: readonly EventData<'fact-recorded'>[];
	readonly hypotheses: readonly EventData<'hypothesis-recorded'>[];
	readonly questions: readonly EventData<'question-drafted'>[];
	readonly identity: EventData<'identity-checked'>;
	readonly priorKnowledge: EventData<'prior-knowledge-recorded'>;
	readonly clarification: EventData<'clarification-recorded'>;
	readonly closing: EventData<'interview-closed'>;
	readonly alternatives: string;
	/** Answers to what the law asks, and rest and arrival; null = the case has none. */
	readonly law: {
		readonly answers: EventData<'law-answered'>;
		readonly times: EventData<'law-times-recorded'>;
	} | null;
}

/**
 * A demonstration case in one language.
 *
 * @param questionCount how many of its questions to use, from the first on
 * @param list of a technique, in the place of the questions of the case
 */
export function demonstrationContent(
	{ subject, facts, hypotheses, questions, interview, alternatives, law }: Demonstration,
	locale: Locale,
	questionCount = questions.length,
	list: DemonstrationList | null = null
): DemonstrationContent {
	const say = (text: BilingualText): string => inLocale(text, locale);
	const used =
		list === null
			? caseQuestions(questions.slice(0, questionCount), say)
			: listQuestions(list, locale);
	const { clarification } = interview;
	return {
		subject: {
			sex: subject.sex,
			ageYears: subject.ageYears,
			language: say(interview.language),
			background: say(subject.background),
			relationToCase: say(subject.relationToCase)
		},
		facts: facts.map((one) => ({ ...one, text: say(one.text), source: say(one.source) })),
		hypotheses: hypotheses.map((one) => ({
			...one,
			statement: say(one.statement),
			refutedIf: say(one.refutedIf)
		})),
		questions: used,
		identity: { method: say(interview.identity) },
		priorKnowledge: {
			entries: used.map(({ questionId }) => ({ questionId, knows: 'no', fromWhom: '' })),
			note: say(interview.priorKnowledge)
		},
		clarification: {
			topic: say(clarification.topic),
			question: say(clarification.question),
			statement: say(clarification.statement),
			factIds: []
		},
		closing: {
			recordingReference: say(interview.recordingReference),
			breaksOffered: true,
			complaints: say(interview.complaints),
			welfare: say(interview.welfare)
		},
		alternatives: say(alternatives),
		law: law === undefined ? null : lawContent(law)
	};
}

/** Nobody was summoned, and nothing is told of meals. */
function lawContent({
	answers,
	...rest
}: NonNullable<Demonstration['law']>): NonNullable<DemonstrationContent['law']> {
	const facts = Object.entries(answers).map(([fact, value]) => ({ fact, value }));
	const nothing = { arrivedAt: null, extended: false, lastMealAt: null, questionedUntil: null };
	return {
		answers: { facts, unknown: [] },
		times: { measure: 'none', ...nothing, ...rest }
	};
}

function caseQuestions(
	questions: Demonstration['questions'],
	say: (text: BilingualText) => string
): EventData<'question-drafted'>[] {
	return questions.map((one) => ({
		...one,
		stem: say(one.stem),
		category: say(one.category),
		items: one.items.map((item) => ({ ...item, text: say(item.text) }))
	}));
}
