/**
 * What the technique's rule says of a probability, fixed before the test.
 *
 * @module
 */
import type { Technique } from '#lib/core/protocols/technique.ts';

/** The outcome the rule names; a person decides and may deviate with reasons. */
export function ruleSays(
	p: number,
	rule: Pick<Technique['scoring'], 'respondsAtOrBelow' | 'doesNotRespondAtOrAbove'>
): 'responds' | 'does-not-respond' | 'inconclusive' {
	if (p <= rule.respondsAtOrBelow) return 'responds';
	return p >= rule.doesNotRespondAtOrAbove ? 'does-not-respond' : 'inconclusive';
}

/** Sentences as a list that can be edited. */
export function prefilled(sentences: readonly string[]): string {
	return sentences.map((sentence, index) => `${index + 1}. ${sentence}`).join('\n');
}
