/**
 * Checks a question list against the rules for its kind of technique, protocols/rules/*-items.yaml.
 *
 * The rules say what to look for and how strict to be; this file only knows how to look.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import type { Technique } from '../protocols/technique.ts';
import type { BilingualText } from '../text.ts';
import { questionCount, roleCount } from './checks/counts.ts';
import { foilInFact, forbiddenWord, keyElsewhere, keyInStem } from './checks/content.ts';
import { duplicateItem, keyOutlier, lengthSpread, mixedScripts } from './checks/form.ts';
import type { CheckedList, DraftedQuestion, Found } from './checks/found.ts';
import {
	factKnownTo,
	factMissing,
	factQuality,
	factUnknownTo,
	priorKnowledge
} from './checks/knowledge.ts';
import { techniqueChecks } from './checks/of-technique.ts';
import type { ItemRule, ItemRules, RuleOf } from './item-rule-schema.ts';

export type { CheckedList } from './checks/found.ts';

/** One place where a rule does not hold. */
export interface ItemFinding {
	readonly ruleId: string;
	/** `refuse`: the list cannot be locked. `warn`: it can, with a recorded reason. */
	readonly severity: 'refuse' | 'warn';
	/** null = the list as a whole. */
	readonly questionId: string | null;
	/** null = the question as a whole (or its stem). */
	readonly itemId: string | null;
	readonly message: BilingualText;
	readonly source: string;
	/** The question as it could be instead, to propose; null = nothing to propose. */
	readonly fix: DraftedQuestion | null;
}

type Check<C extends ItemRule['check']> = (rule: RuleOf<C>, list: CheckedList) => Found[];

const checks: { readonly [C in ItemRule['check']]: Check<C> } = {
	'role-count': roleCount,
	'question-count': questionCount,
	'fact-missing': factMissing,
	'fact-unknown-to': factUnknownTo,
	'fact-known-to': factKnownTo,
	'fact-quality': factQuality,
	'prior-knowledge': priorKnowledge,
	'length-spread': lengthSpread,
	'key-outlier': keyOutlier,
	'duplicate-item': duplicateItem,
	'mixed-scripts': mixedScripts,
	'foil-in-fact': foilInFact,
	'key-elsewhere': keyElsewhere,
	'key-in-stem': keyInStem,
	'forbidden-word': forbiddenWord,
	...techniqueChecks
};

/**
 * All places where a rule does not hold, rule by rule in the order of the file.
 *
 * @param list questions, facts and prior knowledge as they stand now (also while being written)
 * @param rules parsed with `itemRules`
 */
export function checkQuestionList(list: CheckedList, rules: ItemRules): ItemFinding[] {
	return rules.rules.flatMap((rule) =>
		look(rule, list).map(({ questionId, itemId, words, fix }) => ({
			ruleId: rule.ruleId,
			severity: rule.severity,
			questionId,
			itemId,
			message: { zh: fill(rule.message.zh, words), en: fill(rule.message.en, words) },
			source: rule.source,
			fix: fix ?? null
		}))
	);
}

/**
 * The rules for the lists of a technique.
 *
 * @param files every file of rules
 * @throws {LabError} `protocols/missing` when none is for this kind
 */
export function itemRulesFor(
	files: readonly ItemRules[],
	{ kind }: Pick<Technique, 'kind'>
): ItemRules {
	const found = files.find(({ techniques }) => techniques.includes(kind));
	if (found !== undefined) return found;
	throw new LabError('protocols/missing', `expected rules for lists of the kind ${kind}`);
}

/** A rule always goes to the check that its own `check` names; the compiler cannot follow that. */
function look<C extends ItemRule['check']>(rule: RuleOf<C>, list: CheckedList): Found[] {
	const check = checks[rule.check] as unknown as Check<C>;
	return check(rule, list);
}

/** Fills {name} places; an unknown name stays visible. */
function fill(message: string, words: Found['words']): string {
	return message.replace(/\{([a-z]+)\}/g, (place, name: string) => String(words[name] ?? place));
}
