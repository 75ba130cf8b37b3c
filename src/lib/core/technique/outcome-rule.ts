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
