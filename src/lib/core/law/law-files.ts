/**
 * The law of a laboratory, put together from its files.
 *
 * @module
 */
import type { z } from 'zod';
import type { Facts, LawFact, lawFacts } from './fact.ts';
import type { LawNotice } from './notice.ts';
import type { LawRule, lawRules } from './rule.ts';
import type { TextLint } from './text-lint.ts';

/** Rules with all they need. */
export interface Law {
	/** In the order of their ids. */
	readonly rules: readonly LawRule[];
	readonly facts: readonly LawFact[];
	readonly lint: TextLint | null;
	readonly notice: LawNotice | null;
}

/** A file of the law, by its kind. */
export type LawFile =
	| { readonly kind: 'law-rules'; readonly value: z.infer<typeof lawRules> }
	| { readonly kind: 'law-facts'; readonly value: z.infer<typeof lawFacts> }
	| { readonly kind: 'law-lint'; readonly value: TextLint }
	| { readonly kind: 'law-notice'; readonly value: LawNotice };

/** The law of these files; without rules it asks nothing. */
export function lawOf(files: readonly LawFile[]): Law {
	const rules = files.flatMap((file) => (file.kind === 'law-rules' ? file.value.rules : []));
	const facts = files.flatMap((file) => (file.kind === 'law-facts' ? file.value.facts : []));
	const [lint] = files.flatMap((file) => (file.kind === 'law-lint' ? [file.value] : []));
	const [notice] = files.flatMap((file) => (file.kind === 'law-notice' ? [file.value] : []));
	return {
		...{ facts, lint: lint ?? null, notice: notice ?? null },
		rules: rules.toSorted((a, b) => (a.id < b.id ? -1 : 1))
	};
}

/** The facts that are properties of program and office. */
export function fixedFacts(dictionary: readonly LawFact[]): Facts {
	return Object.fromEntries(
		dictionary.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]))
	);
}

/** What files of the law say about each other that cannot be: an input nobody knows, a rule twice. */
export function lawProblems({ rules, facts }: Law): string[] {
	const ids = new Set(facts.map(({ id }) => id));
	const unknown = rules.flatMap(({ id, inputs }) =>
		inputs.filter((input) => !ids.has(input)).map((input) => `${id}: expected the fact ${input}`)
	);
	const twice = rules
		.filter(({ id }, index) => rules.findIndex((one) => one.id === id) < index)
		.map(({ id }) => `expected ${id} once`);
	return [...unknown, ...twice];
}
