/**
 * Conditions of rules: CEL expressions, evaluated by a library. They see only the facts they are given, no program.
 *
 * CEL (Common Expression Language) has no loops but over lists, no assignment and no access to prototypes, and its
 * `&&` and `||` are decided by one side where the other cannot be evaluated: what is unknown stays unknown only where
 * it could change the answer.
 *
 * @module
 */
import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import type { Facts } from './fact.ts';

/** Depth and size no condition of a person needs: a file cannot make the program busy. */
const LIMITS = { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxCallArguments: 4 };

/** Facts as `area.name`, with string literals taken out and calls left alone. */
const FACT = /\b[a-z]+[.][a-z0-9_]+\b(?!\s*[(])/g;

/** Ids of the facts a condition speaks of, in the order of its text, each once. */
export function namesIn(condition: string): string[] {
	const bare = condition.replace(/'[^']*'|"[^"]*"/g, "''");
	return [...new Set(bare.match(FACT) ?? [])];
}

type Condition = (facts: Facts) => boolean | null;

function compiled(condition: string): Condition {
	const names = namesIn(condition).map((id) => id.split('.') as [string, string]);
	const areas = [...new Set(names.map(([area]) => area))];
	const environment = new Environment({ limits: LIMITS });
	for (const area of areas) environment.registerVariable(area, 'map');
	const parsed = environment.parse(condition);
	const { valid, error } = parsed.check();
	if (!valid) throw error ?? new Error('a condition whose types do not fit');
	return (facts) => {
		const context = Object.fromEntries(
			areas.map((area) => [
				area,
				Object.fromEntries(
					names.flatMap(([of, name]) => {
						const id = `${of}.${name}`;
						return of === area && Object.hasOwn(facts, id) ? [[name, facts[id]]] : [];
					})
				)
			])
		);
		return answer(parsed, context);
	};
}

function answer(parsed: (context: object) => unknown, context: object): boolean | null {
	try {
		const value: unknown = parsed(context);
		return typeof value === 'boolean' ? value : null;
	} catch (error) {
		// a missing fact, or one of another type than is compared
		if (error instanceof EvaluationError) return null;
		throw error;
	}
}

/** Conditions compiled before: the same few texts are asked again every minute. */
const known = new Map<string, Condition>();

/** What is wrong with a condition (English); null = nothing. */
export function conditionFault(condition: string): string | null {
	try {
		compiled(condition);
		return null;
	} catch (error) {
		return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'not a condition';
	}
}

/**
 * Whether a condition holds.
 *
 * @returns null where it cannot be decided: a fact is missing, or null where a number is compared
 * @throws {Error} of the library for a text `conditionFault` objects to
 */
export function conditionHolds(condition: string, facts: Facts): boolean | null {
	let made = known.get(condition);
	if (made === undefined) known.set(condition, (made = compiled(condition)));
	return made(facts);
}
