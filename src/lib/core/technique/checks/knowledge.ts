/**
 * Who knows the fact behind a key: the perpetrator must, an uninvolved subject must not.
 *
 * @module
 */
import type { RuleOf } from '../item-rule-schema.ts';
import {
	at,
	keysOf,
	type CheckedList,
	type DraftedQuestion,
	type Found,
	type RecordedFact
} from './found.ts';

/** One place, at the key, for every question whose fact meets a condition. */
function whereFact(
	{ questions, facts }: CheckedList,
	broken: (fact: RecordedFact) => boolean
): Found[] {
	return questions.flatMap((question) => {
		const fact = facts.find(({ factId }) => factId === question.factId);
		return fact !== undefined && broken(fact) ? [atKey(question)] : [];
	});
}

function atKey(question: DraftedQuestion): Found {
	const [key] = keysOf(question);
	return at(question, key?.itemId ?? null, { item: key?.text ?? '' });
}

/** Questions whose fact is not on record. */
export function factMissing(_: RuleOf<'fact-missing'>, { questions, facts }: CheckedList): Found[] {
	return questions
		.filter((question) => !facts.some(({ factId }) => factId === question.factId))
		.map(atKey);
}

/** Keys that someone who should know them does not know. */
export function factUnknownTo(rule: RuleOf<'fact-unknown-to'>, list: CheckedList): Found[] {
	return whereFact(list, ({ knownBy }) => !knownBy.includes(rule.knower));
}

/** Keys that have leaked to someone. */
export function factKnownTo(rule: RuleOf<'fact-known-to'>, list: CheckedList): Found[] {
	return whereFact(list, ({ knownBy }) => rule.knowers.some((knower) => knownBy.includes(knower)));
}

/** Keys from facts that are not certain or not central enough. */
export function factQuality(rule: RuleOf<'fact-quality'>, list: CheckedList): Found[] {
	return whereFact(
		list,
		({ confidence, salience }) =>
			!rule.confidence.includes(confidence) || !rule.salience.includes(salience)
	);
}

/** Keys of which the subject said before the test that they know them (or did not say clearly). */
export function priorKnowledge(rule: RuleOf<'prior-knowledge'>, list: CheckedList): Found[] {
	return list.questions
		.filter(({ questionId }) =>
			list.priorKnowledge.some(
				(entry) => entry.questionId === questionId && rule.knows.includes(entry.knows)
			)
		)
		.map(atKey);
}
