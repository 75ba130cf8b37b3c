/**
 * Made-up interviews of the demonstration case: protocols/demonstration/interviews/*.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { factId, factValue } from '../law/fact.ts';
import { bilingualText, inLocale, type BilingualText, type Locale } from '../text.ts';
import type { GridContent } from './decide-interview.ts';
import type { InterviewData, ProposedInterviewEvent } from './interview-event.ts';

const ratings = z.record(
	z.string(),
	z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.null()])
);

const interview = z
	.strictObject({
		/** The same for interviews with the same person. */
		code: z.string().regex(/^DEMO-[A-Z0-9-]{1,32}$/),
		/** Before the demonstration was opened [min]. The rules' clocks of all of them run to that moment. */
		endedMinutesAgo: z.number().min(0).max(70).default(0),
		/** Null = it still runs. */
		closing: z
			.strictObject({
				openRequests: bilingualText,
				complaints: bilingualText,
				welfare: bilingualText
			})
			.nullable()
			.default(null),
		role: z.enum(['principal', 'accessory', 'unknown']),
		basis: bilingualText,
		officers: z.array(bilingualText).min(2),
		place: bilingualText,
		fitnessBasis: bilingualText,
		recordingReference: z.string().min(1),
		/** Answers to the questions of the interview rules, and the longest rest in the 24 h before [h]. */
		lawful: z.strictObject({
			longestRestHours: z.number(),
			facts: z.record(factId, factValue)
		}),
		baseline: z.strictObject({
			minutes: z.number(),
			neutralQuestions: z.number(),
			notes: bilingualText
		}),
		/** Ten minutes each: what the one who leads and a second rater saw, and what was said. */
		slices: z.array(
			z.strictObject({
				lead: ratings,
				second: ratings,
				said: z.array(
					z.strictObject({
						topic: bilingualText,
						said: bilingualText,
						freeNarrative: z.boolean(),
						checkableDetails: z.number(),
						knowledge: z.enum(['saw', 'did', 'heard', 'inferred', 'told-here', 'unknown'])
					})
				)
			})
		),
		/** What else a 3 may mean, by indicator. */
		alternatives: z.record(z.string(), bilingualText)
	})
	.superRefine(({ slices, alternatives }, context) => {
		const threes = slices
			.flatMap(({ lead, second }) => [...Object.entries(lead), ...Object.entries(second)])
			.filter(([item, value]) => value === 3 && !(item in alternatives));
		for (const [item] of threes)
			context.addIssue({
				...{ code: 'custom', path: ['alternatives'] },
				message: `expected another explanation beside the 3 of ${item}`
			});
	});

/** The shape of the file. */
export const demonstrationInterviews = z.strictObject({
	id: z.string().min(1),
	title: bilingualText,
	source: z.string().min(3),
	/** Says that everything is invented. */
	notice: bilingualText,
	interviews: z.array(interview).min(1)
});
/** Made-up interviews. */
export type DemonstrationInterviews = z.infer<typeof demonstrationInterviews>;
/** One of them. */
export type DemonstrationInterview = DemonstrationInterviews['interviews'][number];

/** What somebody proposes: the one who leads, or the second rater. */
export interface DemonstrationStep {
	readonly by: 'lead' | 'second';
	/** Since the interview was opened [min]. */
	readonly minute: number;
	readonly event: { readonly [K in 'type' | 'data']: ProposedInterviewEvent[K] };
}

type ScriptData = { [T in ProposedInterviewEvent['type']]: InterviewData<T> };

/** Minutes of a slice. */
const SLICE = 10;

/** How long a demonstration interview takes [min]. */
export function demonstrationMinutes({ slices, baseline }: DemonstrationInterview): number {
	return baseline.minutes + SLICE * slices.length;
}

/**
 * A demonstration interview in one language, in the order in which it happens; the first step opens it.
 *
 * @param grid of the laboratory: an indicator that was taken out of it is not rated
 */
export function demonstrationSteps(
	{ notice, one }: { readonly notice: BilingualText; readonly one: DemonstrationInterview },
	{ frame, cells, law }: GridContent,
	locale: Locale
): DemonstrationStep[] {
	const say = (text: BilingualText): string => inLocale(text, locale);
	const step = <T extends keyof ScriptData>(
		type: T,
		data: ScriptData[T],
		minute: number,
		by: DemonstrationStep['by'] = 'lead'
	): DemonstrationStep => ({ by, minute, event: { type, data } });
	const { minutes, neutralQuestions, notes } = one.baseline;
	const about = `${say(notes)} ${say(notice)}`;
	const known = new Set(cells.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
	const formOf = (
		slice: number,
		values: z.infer<typeof ratings>,
		minute: number
	): InterviewData<'slice-rated'> => ({
		...{ slice, breakMinutes: 0, interviewer: [] },
		ratings: Object.entries(values).flatMap(([item, value], index) => {
			const alternative = one.alternatives[item];
			const isExplained = value === 3 && alternative !== undefined;
			// within the ten minutes, somewhere else for each indicator
			const at = (value ?? 0) < 2 ? {} : { at: 60 * minute - 30 * (1 + (index % 18)) };
			const rating = { item, value, alternative: isExplained ? say(alternative) : '', ...at };
			return known.has(item) ? [rating] : [];
		}),
		safeguards: frame.safeguards.items.map(({ id: item }) => ({ item, value: 0 as const }))
	});
	return [
		step('interview-opened', openingOf(one, say), 0),
		step('gate-recorded', gateOf(one, say), 0),
		step('custody-recorded', custodyOf(one), 0),
		...answersOf(one, law).map((data) => step('lawful-facts-recorded', data, 0)),
		step('baseline-recorded', { minutes, neutralQuestions, notes: about }, minutes),
		...one.slices.flatMap(({ lead, second, said }, index) => {
			const end = minutes + SLICE * (index + 1);
			return [
				...said.map(({ topic, said: text, ...form }) =>
					step('statement-recorded', { topic: say(topic), said: say(text), ...form }, end - 5)
				),
				step('slice-rated', formOf(index + 1, lead, end), end),
				step('slice-rated', formOf(index + 1, second, end), end, 'second')
			];
		}),
		...endOf(one, say, notice).map(({ type, data }) => step(type, data, demonstrationMinutes(one)))
	];
}

/** Closed; or else whoever opens it hours later finds a break, and no limit that was passed. */
function endOf(
	{ closing }: DemonstrationInterview,
	say: (text: BilingualText) => string,
	notice: BilingualText
) {
	if (closing === null)
		return [{ type: 'break-begun', data: { kind: 'meal', note: say(notice) } }] as const;
	const { openRequests, complaints, welfare } = closing;
	const data = {
		...{ openRequests: say(openRequests), complaints: say(complaints), welfare: say(welfare) }
	};
	return [{ type: 'interview-closed', data }] as const;
}

function openingOf(
	{ code, role, basis, officers, place }: DemonstrationInterview,
	say: (text: BilingualText) => string
): InterviewData<'interview-opened'> {
	const roleHypothesis = { role, basis: say(basis) };
	return { subjectCode: code, roleHypothesis, officers: officers.map(say), place: say(place) };
}

function gateOf(
	{ fitnessBasis, recordingReference }: DemonstrationInterview,
	say: (text: BilingualText) => string
): InterviewData<'gate-recorded'> {
	return {
		...{ rightsRead: true, rightsTaughtBack: true, fit: true },
		...{ interpreter: 'not-needed', appropriateAdult: 'not-needed' },
		fitnessBasis: say(fitnessBasis),
		recordingReference
	};
}

function custodyOf({ lawful }: DemonstrationInterview): InterviewData<'custody-recorded'> {
	return {
		...{ measure: 'none', arrivedAt: null, detainedAt: null, inDetentionCentre: false },
		...{ extended: false, lastSummonsEndedAt: null, firstInterviewDone: true },
		...{ longestRestHours: lawful.longestRestHours, lastMealAt: null, questionedMinutes: 0 }
	};
}

/** Answers to those questions that a laboratory asks; none without a dictionary. */
function answersOf(
	{ lawful }: DemonstrationInterview,
	law: GridContent['law']
): InterviewData<'lawful-facts-recorded'>[] {
	const asked = (law?.facts ?? []).filter(({ from }) => from === 'asked');
	const facts = asked.flatMap(({ id }) => {
		const value = lawful.facts[id];
		return value === undefined ? [] : [{ fact: id, value }];
	});
	return facts.length === 0 ? [] : [{ facts, unknown: [] }];
}
