import { expect, test } from 'vitest';
import { outcomeByRule } from './outcome-rule.ts';

test.each([
	[0.001, 'responds'],
	[0.05, 'responds'],
	[0.0501, 'inconclusive'],
	[0.2999, 'inconclusive'],
	[0.3, 'does-not-respond'],
	[1, 'does-not-respond']
])('p = %f: the rule says %s', (p, outcome) => {
	expect(outcomeByRule(p, { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3 })).toBe(outcome);
});
