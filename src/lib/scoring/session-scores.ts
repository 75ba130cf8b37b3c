/**
 * From a session's measurements to the scores of every channel with every method.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { sessionChannels, type MeasuredSession } from './session-channels.ts';
import type { ChannelMeasurements, ScoringMethod } from './types.ts';

/** These methods always have a probability. */
type MethodScore = EventData<'score-recorded'>['scores'][number] & { readonly p: number };

/** What scores are computed from. What a person took out or measured anew counts as that person left it. */
export interface SessionScoring extends MeasuredSession {
	readonly methods: readonly ScoringMethod[];
	/** For methods that draw permutations, 0…2³²−1; kept with the session so that p can be reproduced. */
	readonly seed: number;
}

/**
 * Scores every channel of a session with every method.
 *
 * A channel without a single scorable question has no scores; the array may be empty.
 *
 * @returns in the order of channels in `rows`, then of methods
 */
export function scoreWith(input: SessionScoring): MethodScore[] {
	return sessionChannels(input).flatMap((channel) =>
		input.methods.flatMap((method) => scoreOf(method, channel, input.seed))
	);
}

/** No score where nothing can be scored; anything else thrown is a bug. */
function scoreOf(method: ScoringMethod, channel: ChannelMeasurements, seed: number): MethodScore[] {
	try {
		const result = method.score(channel, { seed });
		return [
			{
				method: result.method,
				channel: channel.channel,
				statistic: result.statistic,
				p: result.p,
				pKind: result.pKind,
				perQuestion: channel.questions.map(({ questionId }, row) => ({
					questionId,
					value: result.perQuestion[row] ?? null
				})),
				sentence: { ...result.sentence }
			}
		];
	} catch (error) {
		if (isLabError(error) && error.code === 'scoring/too-few-items') return [];
		throw error;
	}
}
