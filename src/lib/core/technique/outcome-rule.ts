/**
 * What the rule of a technique says of a probability. The rule is fixed before the test.
 *
 * @module
 */
import type { EventData } from '../session/event.ts';

/** One of the three things a test can say. */
export type TestOutcome = EventData<'conclusion-recorded'>['outcome'];

/** The two limits of a technique (`scoring` in protocols/techniques/*.yaml). */
export interface OutcomeLimits {
	readonly respondsAtOrBelow: number;
	readonly doesNotRespondAtOrAbove: number;
}

/**
 * The outcome the rule names; a person decides and may deviate with reasons.
 *
 * @param p upper-tail probability under the null, 0…1
 */
export function outcomeByRule(p: number, limits: OutcomeLimits): TestOutcome {
	if (p <= limits.respondsAtOrBelow) return 'responds';
	return p >= limits.doesNotRespondAtOrAbove ? 'does-not-respond' : 'inconclusive';
}

/** What a rule may be asked about. */
interface JudgedScore {
	readonly p: number | null;
	readonly outcome?: TestOutcome | undefined;
}

/**
 * What the rule of a technique says of one of its scores.
 *
 * @param limits of techniques that decide by p; null = a score says itself what its rule comes to
 * @returns inconclusive for a score without a rule
 */
export function outcomeOfScore(score: JudgedScore, limits: OutcomeLimits | null): TestOutcome {
	if (score.outcome !== undefined) return score.outcome;
	return limits === null || score.p === null ? 'inconclusive' : outcomeByRule(score.p, limits);
}

const STRENGTH: readonly TestOutcome[] = ['responds', 'inconclusive', 'does-not-respond'];

/**
 * The score that decides where each list or series was scored alone: the first that responds, else one that is open.
 * So a session says "does not respond" only when every series does.
 *
 * @returns undefined for an empty list
 */
export function decisiveScore<Score extends JudgedScore & { readonly statistic: number }>(
	scores: readonly Score[],
	limits: OutcomeLimits | null
): Score | undefined {
	const place = (score: Score): number => STRENGTH.indexOf(outcomeOfScore(score, limits));
	return scores.toSorted((a, b) => place(a) - place(b) || (a.p ?? 1) - (b.p ?? 1))[0];
}
