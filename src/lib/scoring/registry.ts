/**
 * All scoring methods, in the order in which they are shown.
 *
 * @module
 */
import { isFormal } from '#lib/core/session/formal-charts.ts';
import lykken from './lykken.ts';
import rankSum from './rank-sum.ts';
import { scoreWith, type SessionScoring } from './session-scores.ts';
import type { ScoringMethod } from './types.ts';
import withinQuestionZ from './within-question-z.ts';

/** Every method; a new file is added here. */
export const methods: readonly ScoringMethod[] = [lykken, withinQuestionZ, rankSum];

/**
 * Scores a session with every method: `scores` of the event `score-recorded`.
 *
 * @returns empty when no channel has a scorable question
 */
export function scoreSession(input: Omit<SessionScoring, 'methods'>): ReturnType<typeof scoreWith> {
	return scoreWith({ ...input, methods });
}

/**
 * Seed for methods that draw permutations: that of the first chart, which stands in the log, so that anyone can draw
 * again.
 */
export function scoringSeed(
	charts: readonly {
		readonly started: { readonly seed: number; readonly purpose?: 'acquaintance' | undefined };
	}[]
): number {
	return charts.find(isFormal)?.started.seed ?? 0;
}
