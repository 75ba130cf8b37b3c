/**
 * What the log of an interview says that the law asks about: its events folded.
 *
 * @module
 */
import type { z } from 'zod';
import type { Facts, FactValue } from '../law/fact.ts';
import { lawPayloads } from './law-payloads.ts';

/** Name of an event type of the law. */
export type LawEventType = keyof typeof lawPayloads;
/** What an event of type `T` carries. */
export type LawData<T extends LawEventType> = z.infer<(typeof lawPayloads)[T]>;
/** The type and data of an event of the law. */
export type LawStep = {
	[T in LawEventType]: { readonly type: T; readonly data: LawData<T> };
}[LawEventType];

/** When an event was written, and by whom. */
interface Place {
	readonly seq: number;
	/** ISO 8601 UTC. */
	readonly at: string;
	readonly by: string;
}

/** A break. */
export interface Break extends LawData<'break-begun'>, Place {
	/** Null while it goes on. */
	readonly endedAt: string | null;
}

/** A request. */
export interface PersonRequest extends LawData<'request-recorded'>, Place {
	/** Null = still open. */
	readonly met: { readonly at: string; readonly what: string } | null;
}

/** A rule somebody took note of, or a supervisor set aside. */
export interface SetAside extends Place {
	readonly rule: string;
	readonly reason: string;
	/** Null where it was a warning somebody took note of. */
	readonly secondPerson: string | null;
}

/** What the law needs of one interview. */
export interface LawState {
	/** The latest. */
	readonly custody: (LawData<'custody-recorded'> & Place) | null;
	readonly breaks: readonly Break[];
	readonly requests: readonly PersonRequest[];
	/** Answers to questions; one that is missing is not known. */
	readonly facts: Facts;
	/** Number of the last event that changed an answer. */
	readonly factSeq: Readonly<Record<string, number>>;
	readonly setAside: readonly SetAside[];
	/** When rights were first read: questioning begins. Null = not yet. */
	readonly startedAt: string | null;
	/** Number of the last event of each kind; a rule set aside before it stands again. */
	readonly lastSeq: Readonly<Record<'clock' | 'request' | 'sign', number>>;
}

/** Nothing asked yet. */
export const emptyLaw: LawState = {
	...{ custody: null, breaks: [], requests: [], facts: {}, factSeq: {}, setAside: [] },
	...{ startedAt: null, lastSeq: { clock: 0, request: 0, sign: 0 } }
};

/** Whether an event belongs to the law. */
export function isLawStep<T extends { readonly type: string }>(
	event: T
): event is Extract<T, { readonly type: LawEventType }> {
	return event.type in lawPayloads;
}

/** An event of an interview, as far as the law looks at it. */
export interface SeenEvent {
	readonly type: string;
	readonly data: object;
	readonly at: string;
	readonly seq: number;
	readonly actor: { readonly id: string };
}

/** Folds any event of the interview. */
export function foldLaw(law: LawState, event: SeenEvent): LawState {
	if (isLawStep(event)) return folded(law, event);
	const lastSeq = { ...law.lastSeq, sign: event.seq };
	if (event.type === 'slice-rated' || event.type === 'alarm-answered') return { ...law, lastSeq };
	const isStart = 'rightsRead' in event.data && event.data.rightsRead === true;
	return isStart && law.startedAt === null ? { ...law, startedAt: event.at } : law;
}

function folded(law: LawState, event: LawStep & SeenEvent): LawState {
	const place = { seq: event.seq, at: event.at, by: event.actor.id };
	const since = (what: keyof LawState['lastSeq']) => ({ ...law.lastSeq, [what]: event.seq });
	switch (event.type) {
		case 'custody-recorded':
			return { ...law, custody: { ...event.data, ...place }, lastSeq: since('clock') };
		case 'break-begun': {
			const begun = { ...event.data, ...place, endedAt: null };
			return { ...law, breaks: [...law.breaks, begun] };
		}
		case 'break-ended': {
			const breaks = law.breaks.map((one) =>
				one.endedAt === null ? { ...one, endedAt: event.at } : one
			);
			return { ...law, breaks, lastSeq: since('clock') };
		}
		case 'request-recorded': {
			const request = { ...event.data, ...place, met: null };
			return { ...law, requests: [...law.requests, request], lastSeq: since('request') };
		}
		case 'request-met': {
			const met = { at: event.at, what: event.data.what };
			const requests = law.requests.map((one) =>
				one.seq === event.data.request ? { ...one, met } : one
			);
			return { ...law, requests };
		}
		case 'lawful-facts-recorded':
			return answered(law, event.data, event.seq);
		case 'rule-acknowledged':
			return {
				...law,
				setAside: [...law.setAside, { ...event.data, secondPerson: null, ...place }]
			};
		case 'rule-overridden':
			return { ...law, setAside: [...law.setAside, { ...event.data, ...place }] };
	}
}

function answered(
	law: LawState,
	{ facts, unknown }: LawData<'lawful-facts-recorded'>,
	seq: number
): LawState {
	const known = new Map<string, FactValue>(Object.entries(law.facts));
	const changes = new Map(Object.entries(law.factSeq));
	for (const { fact, value } of facts) {
		if (JSON.stringify(known.get(fact)) !== JSON.stringify(value)) changes.set(fact, seq);
		known.set(fact, value);
	}
	for (const fact of unknown) if (known.delete(fact)) changes.set(fact, seq);
	return { ...law, facts: Object.fromEntries(known), factSeq: Object.fromEntries(changes) };
}
