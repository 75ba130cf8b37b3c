/**
 * Everything that happens in a laboratory outside its cases, as events that are only ever added.
 *
 * @module
 */
import type { z } from 'zod';
import { linkHash } from '../audit/link.ts';
import type { Role } from '../roles.ts';
import { laboratoryPayloads } from './laboratory-payloads.ts';

/** The one log of a laboratory. */
export const LABORATORY = 'laboratory';

/** Name of an event type. */
export type LaboratoryEventType = keyof typeof laboratoryPayloads;
/** What an event of type `T` carries. */
export type LaboratoryData<T extends LaboratoryEventType> = z.infer<(typeof laboratoryPayloads)[T]>;

/** An event as its maker proposes it. */
export type ProposedLaboratoryEvent = {
	[T in LaboratoryEventType]: {
		readonly id: string;
		readonly type: T;
		/** Wall clock of the maker, ISO 8601 UTC. */
		readonly at: string;
		readonly data: LaboratoryData<T>;
	};
}[LaboratoryEventType];

/** Who did it; the server acts as `system` for the virtual instrument. */
export interface LaboratoryActor {
	readonly id: string;
	readonly role: Role | 'system';
}

/** An event as it stands in the log. */
export type LaboratoryEvent = ProposedLaboratoryEvent & {
	readonly logId: string;
	/** 1, 2, 3 … without a hole. */
	readonly seq: number;
	readonly actor: LaboratoryActor;
	/** When the server wrote it, ISO 8601 UTC. */
	readonly recordedAt: string;
	/** Hash of the event before; 64 zeros for the first. */
	readonly previousHash: string;
	/** SHA-256 (hex) of the canonical JSON of all other fields. */
	readonly hash: string;
};

/** Where an event is put in the log, decided by whoever writes the log. */
export type LaboratoryPlace = Pick<
	LaboratoryEvent,
	'logId' | 'seq' | 'actor' | 'recordedAt' | 'previousHash'
>;

/**
 * The event as it stands in the log: the proposal, its place and its hash.
 *
 * @throws {LabError} `audit/not-canonical` when the data hold something JSON cannot say
 */
export function chainLaboratoryEvent(
	{ id, type, at, data }: ProposedLaboratoryEvent,
	{ logId, seq, actor, recordedAt, previousHash }: LaboratoryPlace
): LaboratoryEvent {
	const fields = { id, type, at, data, logId, seq, actor, recordedAt, previousHash };
	return { ...fields, hash: linkHash(fields) } as LaboratoryEvent;
}
