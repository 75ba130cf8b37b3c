/**
 * What is known of an interview's plan: its events folded.
 *
 * @module
 */
import type { z } from 'zod';
import { planPayloads, type LadderStep } from './plan-payloads.ts';

/** Name of an event type of a plan. */
export type PlanEventType = keyof typeof planPayloads;
/** What an event of type `T` carries. */
export type PlanData<T extends PlanEventType> = z.infer<(typeof planPayloads)[T]>;
/** The type and data of a plan's event. */
export type PlanStep = {
	[T in PlanEventType]: { readonly type: T; readonly data: PlanData<T> };
}[PlanEventType];

/** An event of a plan as it stands in the log. */
export type PlanEvent = PlanStep & {
	readonly at: string;
	readonly seq: number;
	readonly actor: { readonly id: string };
};

/** Who wrote a draft, when, and which version it is. */
interface Drafted {
	readonly by: string;
	/** ISO 8601 UTC. */
	readonly at: string;
	readonly seq: number;
	/** 1, 2, 3 … */
	readonly version: number;
}

/** A topic with how far it has come. */
export interface PlannedTopic extends PlanData<'topic-planned'>, Drafted {
	readonly status: PlanData<'topic-moved'>['status'];
	/** Number of the last event that moved it; 0 = none. */
	readonly movedSeq: number;
}

/** A ladder with who found it true. */
export interface Ladder extends PlanData<'ladder-drafted'>, Drafted {
	/** Null = nobody yet. */
	readonly checkedBy: string | null;
}

/** A step that was said to the person. */
export interface Disclosure extends PlanData<'evidence-disclosed'> {
	readonly at: string;
	readonly seq: number;
	/** The piece of evidence by its number. */
	readonly exhibit: string;
	readonly framing: Pick<LadderStep, 'source' | 'precision'>;
	/** Null = not written down yet. */
	readonly answer: (PlanData<'disclosure-answered'> & { readonly seq: number }) | null;
	/** Null = nothing wrong is known. */
	readonly correction: (PlanData<'disclosure-corrected'> & { readonly seq: number }) | null;
}

/** The plan of one interview. */
export interface PlanState {
	readonly draft: (PlanData<'plan-drafted'> & Drafted) | null;
	/** In the order in which they are asked, both agendas. */
	readonly topics: readonly PlannedTopic[];
	/** One for each fact. */
	readonly ladders: readonly Ladder[];
	readonly disclosures: readonly Disclosure[];
	/** Number of the last event that changed the plan itself; 0 = none. */
	readonly plannedSeq: number;
}

/** Nothing planned yet. */
export const emptyPlan: PlanState = {
	...{ draft: null, topics: [], ladders: [], disclosures: [], plannedSeq: 0 }
};

/** Whether an event belongs to the plan. */
export function isPlanStep<T extends { readonly type: string }>(
	event: T
): event is T & Extract<T, { readonly type: PlanEventType }> {
	return event.type in planPayloads;
}

/** Folds one event into the plan. */
export function applyPlan(plan: PlanState, event: PlanEvent): PlanState {
	switch (event.type) {
		case 'plan-drafted':
			return changed(plan, event, { draft: { ...event.data, ...drafted(plan.draft, event) } });
		case 'topic-planned':
			return {
				...plan,
				topics: withTopic(plan.topics, event.data, event),
				// what the person wants to raise is no new plan of those who ask
				plannedSeq: event.data.agenda === 'person' ? plan.plannedSeq : event.seq
			};
		case 'topics-ordered':
			return { ...plan, topics: ordered(plan.topics, event.data) };
		case 'topic-dropped':
			return changed(plan, event, {
				topics: plan.topics.filter(({ topic }) => topic !== event.data.topic),
				ladders: plan.ladders.filter(({ topic }) => topic !== event.data.topic)
			});
		case 'topic-moved': {
			const { topic, status } = event.data;
			const topics = plan.topics.map((one) =>
				one.topic === topic ? { ...one, status, movedSeq: event.seq } : one
			);
			return { ...plan, topics };
		}
		case 'ladder-drafted': {
			const before = plan.ladders.find(({ fact }) => fact === event.data.fact) ?? null;
			const ladder = { ...event.data, ...drafted(before, event), checkedBy: null };
			const others = plan.ladders.filter((one) => one !== before);
			return changed(plan, event, { ladders: [...others, ladder] });
		}
		case 'ladder-checked': {
			const ladders = plan.ladders.map((one) =>
				one.seq === event.data.draft ? { ...one, checkedBy: event.actor.id } : one
			);
			return { ...plan, ladders };
		}
		default:
			return { ...plan, disclosures: disclosed(plan, event) };
	}
}

/** What was said to the person of each fact, with its answer and its correction. */
function disclosed(
	{ disclosures, ladders }: PlanState,
	event: Extract<PlanEvent, { readonly type: `${'evidence' | 'disclosure'}-${string}` }>
): readonly Disclosure[] {
	const { at, seq } = event;
	switch (event.type) {
		case 'evidence-disclosed': {
			const ladder = ladders.find(({ fact }) => fact === event.data.fact);
			const { source = 1, precision = 1 } = ladder?.steps[event.data.step - 1] ?? {};
			const told = { framing: { source, precision }, exhibit: ladder?.exhibit ?? '' };
			return [...disclosures, { ...event.data, ...told, at, seq, answer: null, correction: null }];
		}
		case 'disclosure-answered':
			return disclosures.map((one) =>
				one.seq === event.data.disclosure ? { ...one, answer: { ...event.data, seq } } : one
			);
		case 'disclosure-corrected':
			return disclosures.map((one) =>
				one.seq === event.data.disclosure ? { ...one, correction: { ...event.data, seq } } : one
			);
	}
}

/** A change of the plan itself: who thought again counts from here. */
function changed(plan: PlanState, { seq }: PlanEvent, change: Partial<PlanState>): PlanState {
	return { ...plan, ...change, plannedSeq: seq };
}

function drafted(before: Drafted | null, { actor, at, seq }: PlanEvent): Drafted {
	return { by: actor.id, at, seq, version: (before?.version ?? 0) + 1 };
}

function withTopic(
	topics: readonly PlannedTopic[],
	data: PlanData<'topic-planned'>,
	event: PlanEvent
): readonly PlannedTopic[] {
	const before = topics.find(({ topic }) => topic === data.topic);
	const { status, movedSeq } = before ?? { status: 'not-begun' as const, movedSeq: 0 };
	const topic = { ...data, ...drafted(before ?? null, event), status, movedSeq };
	return before === undefined
		? [...topics, topic]
		: topics.map((one) => (one === before ? topic : one));
}

function ordered(
	topics: readonly PlannedTopic[],
	{ agenda, topics: order }: PlanData<'topics-ordered'>
): readonly PlannedTopic[] {
	const moved = topics
		.filter((one) => one.agenda === agenda)
		.toSorted((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic));
	return [...topics.filter((one) => one.agenda !== agenda), ...moved];
}
