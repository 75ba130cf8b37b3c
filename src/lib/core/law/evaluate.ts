/**
 * Which rules speak up at a moment, and which questions they still leave open.
 *
 * @module
 */
import { conditionHolds, namesIn } from './condition.ts';
import type { Facts, LawFact } from './fact.ts';
import type { LawMoment, LawRule } from './rule.ts';

/** What a rule says to the facts. */
export interface Finding {
	readonly rule: LawRule;
	readonly status: 'fires' | 'quiet' | 'unknown';
	/** Whether it has its effect: it fires, or it is a block of a cautious moment and its facts are unknown. */
	readonly stands: boolean;
}

/** Where not knowing is as good as a breach. @source interview reference §5.1; of a test laboratory default */
const CAUTIOUS: readonly LawMoment[] = [
	...(['pre_session', 'session_start'] as const),
	...(['accept', 'pre_test', 'chart_start', 'report_issue'] as const)
];

/**
 * Every rule of a moment with what it says.
 *
 * Unknown means that a missing fact could decide: whoever is of age makes the rules for minors quiet, whatever else is
 * not known of them.
 */
export function evaluate(rules: readonly LawRule[], moment: LawMoment, facts: Facts): Finding[] {
	return rules.filter(({ when }) => when === moment).map((rule) => findingOf(rule, facts));
}

function findingOf(rule: LawRule, facts: Facts): Finding {
	const holds = conditionHolds(rule.condition, facts);
	const isCautious = rule.severity === 'block' && CAUTIOUS.includes(rule.when);
	const stands = holds === true || (holds === null && isCautious);
	return { rule, stands, status: holds === null ? 'unknown' : holds ? 'fires' : 'quiet' };
}

/**
 * The questions of a moment: those answered and still of consequence, and of each undecided rule the next one. A
 * question that what is known makes idle is not asked.
 *
 * @returns entries of the dictionary in its order, each once
 */
export function questionsOf(
	rules: readonly LawRule[],
	moment: LawMoment,
	facts: Facts,
	dictionary: readonly LawFact[]
): LawFact[] {
	const asked = new Set(dictionary.flatMap(({ id, from }) => (from === 'asked' ? [id] : [])));
	const wanted = new Set(
		rules
			.filter(({ when }) => when === moment)
			.flatMap((rule) => questionsOfRule(rule, facts, asked))
	);
	return dictionary.filter(({ id }) => wanted.has(id));
}

function questionsOfRule(
	{ condition }: LawRule,
	facts: Facts,
	asked: ReadonlySet<string>
): string[] {
	const names = namesIn(condition);
	const given: Record<string, Facts[string]> = {};
	for (const id of names) {
		const value = facts[id];
		if (!asked.has(id) && value !== undefined) given[id] = value;
	}
	const wanted: string[] = [];
	for (const id of names) {
		if (conditionHolds(condition, given) !== null) break;
		const value = facts[id];
		if (asked.has(id)) wanted.push(id);
		if (value === undefined) break;
		given[id] = value;
	}
	return wanted;
}
