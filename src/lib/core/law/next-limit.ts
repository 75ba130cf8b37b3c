/**
 * The next limit of time, found by asking the rules themselves about later minutes: no limit is written down twice.
 *
 * @module
 */
import type { LawRule } from './rule.ts';

/** A block that will stand if nothing changes, and when. */
export interface NextLimit {
	readonly rule: LawRule;
	/** ms since 1970, to the minute. */
	readonly atMs: number;
}

const MINUTE = 60_000;
const STEP = 10 * MINUTE;
const AHEAD = 24 * 60 * MINUTE;

/** Blocks that are looked at all the time and rest on a clock. */
export function clockRules(rules: readonly LawRule[]): LawRule[] {
	return rules.filter(
		({ when, severity, inputs }) =>
			when === 'live' && severity === 'block' && inputs.some((input) => input.startsWith('clock.'))
	);
}

/**
 * The next block that the clocks alone will bring about within a day; null = none, or one stands already.
 *
 * @param blocksAt the first block that stands at a moment [ms since 1970]
 * @param nowMs ms since 1970
 */
export function nextLimitOf(
	blocksAt: (ms: number) => LawRule | undefined,
	nowMs: number
): NextLimit | null {
	if (blocksAt(nowMs) !== undefined) return null;
	for (let coarse = nowMs + STEP; coarse <= nowMs + AHEAD; coarse += STEP) {
		if (blocksAt(coarse) === undefined) continue;
		for (let fine = coarse - STEP + MINUTE; fine <= coarse; fine += MINUTE) {
			const rule = blocksAt(fine);
			if (rule !== undefined) return { rule, atMs: fine };
		}
	}
	return null;
}
