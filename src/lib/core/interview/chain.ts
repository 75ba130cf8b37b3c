/**
 * An event of an interview as a link of its log's hash chain.
 *
 * @module
 */
import { linkHash } from '../audit/link.ts';
import type { InterviewEvent, ProposedInterviewEvent } from './interview-event.ts';

/** Where an event is put in the log, decided by whoever writes the log. */
export type InterviewPlace = Pick<
	InterviewEvent,
	'interviewId' | 'seq' | 'actor' | 'recordedAt' | 'previousHash'
>;

/**
 * The event as it stands in the log: the proposal, its place and its hash.
 *
 * @throws {LabError} `audit/not-canonical` when the data hold something JSON cannot say
 */
export function chainInterviewEvent(
	{ id, type, at, data }: ProposedInterviewEvent,
	{ interviewId, seq, actor, recordedAt, previousHash }: InterviewPlace
): InterviewEvent {
	const fields = { id, type, at, data, interviewId, seq, actor, recordedAt, previousHash };
	return { ...fields, hash: linkHash(fields) } as InterviewEvent;
}
