/**
 * Everything that happens in an interview, as events that are only ever added. Nothing here can hold the result of a
 * test: an interview knows people, rights, what was said, and what was observed.
 *
 * @module
 */
import { z } from 'zod';
import type { Role } from '../roles.ts';
import { codingPayloads, interviewSeconds } from './coding-payloads.ts';
import { lawPayloads } from './law-payloads.ts';
import { labelPayloads } from './label-payloads.ts';
import { planPayloads } from './plan-payloads.ts';
import { recordPayloads } from './record-payloads.ts';

/** Text somebody types. */
const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
const rating = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

/** Event types with the schema of their data. */
export const interviewPayloads = {
	'interview-opened': z.strictObject({
		/** A code, never a name. */
		subjectCode: needed(40),
		/** What part the person may have had: a hypothesis, sorts guidance cards only. */
		roleHypothesis: z.strictObject({
			role: z.enum(['principal', 'accessory', 'unknown']),
			basis: text(400)
		}),
		/** At least two must be there. */
		officers: z.array(needed(80)).min(2).max(6),
		place: needed(120)
	}),
	/** Rights and fitness, asked before anything is rated; again whenever something changes. */
	'gate-recorded': z.strictObject({
		rightsRead: z.boolean(),
		/** In the person's own words. */
		rightsTaughtBack: z.boolean(),
		interpreter: z.enum(['not-needed', 'present', 'missing']),
		/** For minors and those who need one. */
		appropriateAdult: z.enum(['not-needed', 'present', 'missing']),
		fit: z.boolean(),
		/** How it was judged: sleep, food, illness, medication. */
		fitnessBasis: needed(600),
		/** Number or place of the audio-video recording that runs; empty = none runs. */
		recordingReference: text(120)
	}),
	/** Neutral talk that later ratings are relative to. */
	'baseline-recorded': z.strictObject({
		minutes: z.number().min(0).max(120),
		neutralQuestions: z.number().int().min(0).max(100),
		notes: text(600),
		/** What each indicator is like for this person in neutral talk; ratings are of the change from it. */
		levels: z
			.array(z.strictObject({ item: needed(40), value: rating }))
			.max(200)
			.optional()
	}),
	/** What one rater saw in ten minutes. */
	'slice-rated': z.strictObject({
		/** 1, 2, 3 … */
		slice: z.number().int().min(1).max(200),
		/** Break before it [min]; 0 = none. */
		breakMinutes: z.number().min(0).max(100_000),
		ratings: z
			.array(
				z.strictObject({
					item: needed(40),
					/** null = could not be seen. */
					value: rating.nullable(),
					/** What else it may mean; needed with a 3. */
					alternative: text(400),
					/** Time of the interview [s]; needed with a 2 or 3. */
					at: interviewSeconds.optional()
				})
			)
			.max(200),
		safeguards: z.array(z.strictObject({ item: needed(40), value: rating })).max(60),
		interviewer: z.array(z.strictObject({ item: needed(40), value: text(40) })).max(60),
		/** The rater knows results of a test, what others said, or how the case ended; counts half. */
		unblinded: z.boolean().optional()
	}),
	/** Somebody looked at the guidance of a cell. */
	'guidance-opened': z.strictObject({ cell: needed(8) }),
	/** A safeguard alarm was answered; guidance may be seen again. */
	'alarm-answered': z.strictObject({ what: needed(600) }),
	'statement-recorded': z.strictObject({
		topic: needed(120),
		said: needed(8000),
		/** Told without being interrupted. */
		freeNarrative: z.boolean(),
		/** Details in it that can be checked. */
		checkableDetails: z.number().int().min(0).max(999),
		/** How the person comes to know it. */
		knowledge: z.enum(['saw', 'did', 'heard', 'inferred', 'told-here', 'unknown'])
	}),
	'interview-closed': z.strictObject({
		/** Requests for food, rest, medicine, counsel that are still open. */
		openRequests: text(600),
		complaints: text(600),
		welfare: needed(600)
	}),
	...codingPayloads,
	...labelPayloads,
	...planPayloads,
	...recordPayloads,
	...lawPayloads
} as const;

/** Name of an event type. */
export type InterviewEventType = keyof typeof interviewPayloads;
/** What an event of type `T` carries. */
export type InterviewData<T extends InterviewEventType> = z.infer<(typeof interviewPayloads)[T]>;

/** An event as its maker proposes it. */
export type ProposedInterviewEvent = {
	[T in InterviewEventType]: {
		readonly id: string;
		readonly type: T;
		/** Wall clock of the maker, ISO 8601 UTC. */
		readonly at: string;
		readonly data: InterviewData<T>;
	};
}[InterviewEventType];

/** An event as it stands in the log. */
export type InterviewEvent = ProposedInterviewEvent & {
	readonly interviewId: string;
	/** 1, 2, 3 … without a hole. */
	readonly seq: number;
	readonly actor: { readonly id: string; readonly role: Role };
	/** When the server wrote it, ISO 8601 UTC. */
	readonly recordedAt: string;
	/** Hash of the event before; 64 zeros for the first. */
	readonly previousHash: string;
	/** SHA-256 (hex) of the canonical JSON of all other fields. */
	readonly hash: string;
};

/** Checks a proposed event that came from outside. Unknown types and fields are refused. */
export const proposedInterviewEvent: z.ZodType<ProposedInterviewEvent> = z
	.strictObject({
		id: z.string().min(8).max(64),
		type: z.enum(Object.keys(interviewPayloads) as [InterviewEventType, ...InterviewEventType[]]),
		at: z.iso.datetime(),
		data: z.unknown()
	})
	.transform((event, context) => {
		const data = interviewPayloads[event.type].safeParse(event.data);
		if (data.success) return { ...event, data: data.data } as ProposedInterviewEvent;
		for (const issue of data.error.issues)
			context.addIssue({ code: 'custom', message: issue.message, path: ['data', ...issue.path] });
		return z.NEVER;
	});
