/**
 * Everything that happens on the board of a case, as events that are only ever added. No field can hold the result of a
 * test.
 *
 * @module
 */
import { z } from 'zod';
import { linkHash } from '../audit/link.ts';
import type { Role } from '../roles.ts';
import { boardPayloads } from './board-payloads.ts';

/** Name of an event type. */
export type BoardEventType = keyof typeof boardPayloads;
/** What an event of type `T` carries. */
export type BoardData<T extends BoardEventType> = z.infer<(typeof boardPayloads)[T]>;

/** An event as its maker proposes it. */
export type ProposedBoardEvent = {
	[T in BoardEventType]: {
		readonly id: string;
		readonly type: T;
		/** Wall clock of the maker, ISO 8601 UTC. */
		readonly at: string;
		readonly data: BoardData<T>;
	};
}[BoardEventType];

/** An event as it stands in the log. */
export type BoardEvent = ProposedBoardEvent & {
	readonly caseId: string;
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
export const proposedBoardEvent: z.ZodType<ProposedBoardEvent> = z
	.strictObject({
		id: z.string().min(8).max(64),
		type: z.enum(Object.keys(boardPayloads) as [BoardEventType, ...BoardEventType[]]),
		at: z.iso.datetime(),
		data: z.unknown()
	})
	.transform((event, context) => {
		const data = boardPayloads[event.type].safeParse(event.data);
		if (data.success) return { ...event, data: data.data } as ProposedBoardEvent;
		for (const issue of data.error.issues)
			context.addIssue({ code: 'custom', message: issue.message, path: ['data', ...issue.path] });
		return z.NEVER;
	});

/** Where an event is put in the log, decided by whoever writes the log. */
export type BoardPlace = Pick<
	BoardEvent,
	'caseId' | 'seq' | 'actor' | 'recordedAt' | 'previousHash'
>;

/**
 * The event as it stands in the log: the proposal, its place and its hash.
 *
 * @throws {LabError} `audit/not-canonical` when the data hold something JSON cannot say
 */
export function chainBoardEvent(
	{ id, type, at, data }: ProposedBoardEvent,
	{ caseId, seq, actor, recordedAt, previousHash }: BoardPlace
): BoardEvent {
	const fields = { id, type, at, data, caseId, seq, actor, recordedAt, previousHash };
	return { ...fields, hash: linkHash(fields) } as BoardEvent;
}
