/**
 * The event: everything that happens in a session is one of these, appended and hash-chained, never changed.
 *
 * @module
 */
import { z } from 'zod';
import type { Role } from '../roles.ts';
import { analysisPayloads } from './payloads-analysis.ts';
import { casePayloads } from './payloads-case.ts';
import { conclusionPayloads } from './payloads-conclusion.ts';
import { deskPayloads } from './payloads-desk.ts';
import { draftingPayloads } from './payloads-drafting.ts';
import { postTestPayloads } from './payloads-post-test.ts';
import { sessionLawPayloads } from './payloads-law.ts';
import { preparationPayloads } from './payloads-preparation.ts';
import { pretestPayloads } from './payloads-pretest.ts';
import { reportPayloads } from './payloads-report.ts';
import { testPayloads } from './payloads-test.ts';

/** Every event type with the schema of its data. A type is a past participle in kebab-case. */
export const payloads = {
	...preparationPayloads,
	...casePayloads,
	...draftingPayloads,
	...pretestPayloads,
	...testPayloads,
	...deskPayloads,
	...analysisPayloads,
	...conclusionPayloads,
	...postTestPayloads,
	...reportPayloads,
	...sessionLawPayloads
} as const;
/** The name of an event type. */
export type EventType = keyof typeof payloads;
/** What an event of type `T` carries. */
export type EventData<T extends EventType> = z.infer<(typeof payloads)[T]>;

export { roles, type Role } from '../roles.ts';

/** When it happened, on the clock of whoever made it. */
export interface EventTime {
	/** Wall clock, ISO 8601 UTC with milliseconds. Shown, never used for order. */
	readonly utc: string;
	/** Workstation monotonic clock [s]; null when the maker had none. Places marks on samples. */
	readonly monotonicS: number | null;
}

/** An event as its maker proposes it: written to the outbox before it is sent, retried with the same `id`. */
export type ProposedEvent = {
	[T in EventType]: {
		readonly id: string;
		readonly type: T;
		readonly at: EventTime;
		readonly data: EventData<T>;
	};
}[EventType];

/** Who did it. The recorder and the server act as `system`. */
export interface Actor {
	readonly id: string;
	readonly role: Role | 'system';
}

/** An event as it stands in the log. */
export type SessionEvent = ProposedEvent & {
	readonly sessionId: string;
	/** 1, 2, 3 … without a hole. */
	readonly seq: number;
	readonly actor: Actor;
	/** When the server wrote it, ISO 8601 UTC. */
	readonly recordedAt: string;
	/** Hash of the event before; 64 zeros for the first. */
	readonly previousHash: string;
	/** SHA-256 (hex) of the canonical JSON of all other fields. */
	readonly hash: string;
};

/** Checks a proposed event that came from outside. Unknown types and fields are refused. */
export const proposedEvent: z.ZodType<ProposedEvent> = z
	.strictObject({
		id: z.string().min(8).max(64),
		type: z.enum(Object.keys(payloads) as [EventType, ...EventType[]]),
		at: z.strictObject({ utc: z.iso.datetime(), monotonicS: z.number().nullable() }),
		data: z.unknown()
	})
	.transform((event, context) => {
		const data = payloads[event.type].safeParse(event.data);
		if (data.success) return { ...event, data: data.data } as ProposedEvent;
		for (const issue of data.error.issues)
			context.addIssue({ code: 'custom', message: issue.message, path: ['data', ...issue.path] });
		return z.NEVER;
	});
