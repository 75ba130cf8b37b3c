/**
 * What a conclusion rests on, among the scores of a session.
 *
 * @module
 */
import type { EventData } from './event.ts';

type Basis = EventData<'conclusion-recorded'>['basis'];
/** One score of `score-recorded`. */
export type RecordedScore = EventData<'score-recorded'>['scores'][number];

/** Whether a score is the one a conclusion names; methods of whole tables score each list or series alone. */
export function isBasis(
	score: Pick<RecordedScore, 'method' | 'channel' | 'questionId'>,
	basis: Pick<Basis, 'method' | 'channel' | 'questionId'>
): boolean {
	return (
		score.method === basis.method &&
		score.channel === basis.channel &&
		score.questionId === basis.questionId
	);
}

/** The basis a score makes. */
export function basisOf({ method, channel, p, questionId }: RecordedScore): Basis {
	return { method, channel, p, ...(questionId === undefined ? {} : { questionId }) };
}
