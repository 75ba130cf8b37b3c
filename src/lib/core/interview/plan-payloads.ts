/**
 * What is planned for an interview and how the plan is carried out, as events. A draft is replaced as a whole; the log
 * keeps every version of it.
 *
 * @source interview reference §1.1 (PEACE, conversation management, strategic use of evidence), §6.6
 * @module
 */
import { z } from 'zod';

/** Text somebody types. */
const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
/** Made by whoever drafts; refers to nothing outside the interview. */
const planId = needed(64);
/** A fact of the case board. */
const factId = needed(64);

/** How far a topic has come, in this order. */
export const topicStatuses = [
	'not-begun',
	'free-account',
	'explored',
	'summarised',
	'closed'
] as const;
/** One of them. */
export type TopicStatus = (typeof topicStatuses)[number];

/** How a question that tests another explanation is asked; in this order, the funnel. */
export const opennesses = ['open', 'probing', 'closed'] as const;
/** One of them. */
export type Openness = (typeof opennesses)[number];

/** Levels of framing: the source from weak (1) to strong, the content from vague (1) to exact. Laboratory default. */
export const FRAMING = { source: 3, precision: 4 } as const;

/** Who asked for a topic: the person, or those who interview. */
export const agendas = ['person', 'interviewer'] as const;
/** One of them. */
export type Agenda = (typeof agendas)[number];

const step = z.strictObject({
	source: z.number().int().min(1).max(FRAMING.source),
	precision: z.number().int().min(1).max(FRAMING.precision),
	/** Exactly what is said, true as it stands. */
	wording: needed(1000)
});
/** One step of a ladder. */
export type LadderStep = z.infer<typeof step>;

/** Event types of a plan with the schema of their data. */
export const planPayloads = {
	/** Who does what, the recording device, and why this interview is held. */
	'plan-drafted': z.strictObject({
		team: z.strictObject({
			lead: needed(80),
			/** Second officer, who rates. */
			second: needed(80),
			/** Recorder or clerk. */
			recorder: text(80),
			/** Watches the recording. */
			watching: text(80),
			/** Empty = none. */
			interpreter: text(80),
			/** Empty = none. */
			adult: text(80)
		}),
		/** The recording device as it was checked before the start; null = not checked yet. */
		device: z
			.strictObject({
				reference: needed(120),
				checkedBy: needed(80),
				/** ISO 8601 UTC. */
				at: z.iso.datetime()
			})
			.nullable(),
		purpose: needed(1000),
		/** What the role is supposed from, and what else may be so; to be checked (待查), never a finding. */
		hypothesis: z.strictObject({ basis: text(600), alternatives: z.array(needed(400)).max(10) })
	}),
	/** A topic as it is planned, new or in place of an earlier draft. */
	'topic-planned': z.strictObject({
		topic: planId,
		agenda: z.enum(agendas),
		title: needed(120),
		/** What is to be learned. */
		learn: text(600),
		/** Open questions in the words in which they will be asked. */
		questions: z.array(needed(300)).max(30),
		/** Facts of the case board that belong to it. */
		facts: z.array(factId).max(60)
	}),
	/** All topics of one agenda in a new order. */
	'topics-ordered': z.strictObject({
		agenda: z.enum(agendas),
		topics: z.array(planId).min(1).max(60)
	}),
	'topic-moved': z.strictObject({ topic: planId, status: z.enum(topicStatuses), note: text(400) }),
	/** A topic nobody has begun is taken out. */
	'topic-dropped': z.strictObject({ topic: planId, reason: needed(400) }),
	/** How one fact would be put to the person, step by step, new or in place of an earlier draft. */
	'ladder-drafted': z.strictObject({
		fact: factId,
		topic: planId,
		/** The piece of evidence by its number. */
		exhibit: needed(120),
		proves: needed(600),
		provesNot: needed(600),
		/** Innocent explanations of the same evidence, how each is checked, and what was found; empty = not yet. */
		innocent: z
			.array(z.strictObject({ explanation: needed(400), check: needed(400), found: text(400) }))
			.min(1)
			.max(20),
		/** Questions that settle these explanations before anything is shown. */
		questions: z
			.array(z.strictObject({ openness: z.enum(opennesses), wording: needed(300) }))
			.min(1)
			.max(20),
		/** Introduce, present, respond: what is said around each step. */
		introduce: needed(400),
		respond: needed(400),
		/** When nothing more of it is shown. */
		stop: needed(400),
		steps: z
			.array(step)
			.min(1)
			.max(FRAMING.source + FRAMING.precision - 1)
	}),
	/** Somebody else than the drafter found every step of a ladder true. */
	'ladder-checked': z.strictObject({
		fact: factId,
		/** Number of the draft's event. */
		draft: z.number().int().positive()
	}),
	/** A step is about to be said to the person. */
	'evidence-disclosed': z.strictObject({
		fact: factId,
		/** 1, 2, 3 … */
		step: z.number().int().positive(),
		/** As it was checked. */
		wording: needed(1000)
	}),
	'disclosure-answered': z.strictObject({
		/** Number of the disclosure's event. */
		disclosure: z.number().int().positive(),
		/** What was really said, where it was not the checked wording; empty = the checked wording. */
		saidInstead: text(1000),
		/** Word for word. */
		answer: needed(8000),
		/** What was not known before and can be checked; empty = nothing. */
		newInformation: text(2000)
	}),
	/** Something that was shown turned out wrong and was put right on the recording. */
	'disclosure-corrected': z.strictObject({
		disclosure: z.number().int().positive(),
		wrong: needed(1000),
		/** Exactly what the person was told. */
		correction: needed(1000),
		/** Where on the recording. */
		recordingPlace: needed(120)
	})
} as const;
