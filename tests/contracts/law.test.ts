/** The interview rules: every one of the reference's, faithfully; each fires and is quiet where it should. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { conditionHolds } from '#lib/core/law/condition.ts';
import { evaluate } from '#lib/core/law/evaluate.ts';
import { factFits, type Facts, type FactValue, type LawFact } from '#lib/core/law/fact.ts';
import { lawMoments } from '#lib/core/law/rule.ts';
import { cleanFacts, law } from '../fixtures/law.ts';
import { requires, shared } from '../requirements.ts';
import { lawCases } from './law-cases.ts';

/** A rule as the reference has it. */
interface Reference {
	readonly id: string;
	readonly when: string;
	readonly inputs: readonly string[];
	/** In Python. */
	readonly condition: string;
	readonly severity: string;
	readonly override: string | null;
	readonly text_zh: string;
	readonly text_en: string;
	readonly source: string;
}

const firing = (facts: Facts): string[] =>
	lawMoments.flatMap((moment) =>
		evaluate(law.rules, moment, facts).flatMap(({ rule, status }) =>
			status === 'fires' ? [rule.id] : []
		)
	);

test('a clean interview fires none of the 89 rules and leaves none undecided', () => {
	expect(law.rules).toHaveLength(89);
	const statuses = lawMoments.flatMap((moment) => evaluate(law.rules, moment, cleanFacts));
	expect(statuses.filter(({ status }) => status !== 'quiet')).toEqual([]);
	expect(statuses).toHaveLength(89);
});

test('the dictionary has every input once, and the clean facts fit it', () => {
	const inputs = new Set(law.rules.flatMap((rule) => rule.inputs));
	expect(law.facts.map(({ id }) => id).sort()).toEqual([...inputs].sort());
	for (const fact of law.facts)
		expect(factFits(fact, cleanFacts[fact.id] as FactValue), fact.id).toBe(true);
});

test('every rule has a case', () => {
	expect(Object.keys(lawCases).sort()).toEqual(law.rules.map(({ id }) => id));
});

describe.each(Object.entries(lawCases))('%s', (id, [fires, quiet]) => {
	const { condition, inputs } = law.rules.find((rule) => rule.id === id)!;

	test('fires, and just does not', () => {
		expect(firing({ ...cleanFacts, ...fires })).toContain(id);
		expect(firing({ ...cleanFacts, ...quiet })).not.toContain(id);
	});

	test('is undecided when nothing is known', () => {
		expect(conditionHolds(condition, {})).toBeNull();
		// only its own inputs matter
		const own = Object.fromEntries(
			inputs.map((input) => [input, { ...cleanFacts, ...fires }[input]!])
		);
		expect(conditionHolds(condition, own)).toBe(true);
	});
});

describe.skipIf(!requires('shared'))('beside the reference', () => {
	const read = (): Reference[] =>
		(
			JSON.parse(readFileSync(shared('reference/interview-rules.json'), 'utf8')) as {
				rules: Reference[];
			}
		).rules;

	test('texts, sources, severities and overrides are the reference’s', () => {
		const ours = law.rules.map(({ id, when, inputs, severity, override, text, source }) => ({
			...{ id, when, inputs: [...inputs].sort(), severity, source },
			...{ override: override === 'none' ? null : override, text_zh: text.zh, text_en: text.en }
		}));
		const theirs = read().map(({ condition: _, override, ...rule }) => ({
			...{ ...rule, inputs: [...rule.inputs].sort() },
			override: override === 'none' ? null : override
		}));
		expect(ours).toEqual(theirs.sort((a, b) => (a.id < b.id ? -1 : 1)));
	});

	test.skipIf(!requires('python'))('every condition says in CEL what it says in Python', () => {
		const rules = read();
		const contexts = Array.from({ length: 400 }, (_, seed) => anyFacts(seed));
		const said = inPython(rules, contexts);
		const differing = rules.flatMap(({ id }, place) => {
			const { condition } = law.rules.find((rule) => rule.id === id)!;
			return contexts.flatMap((facts, index) =>
				conditionHolds(condition, facts) === said[place]![index] ? [] : [`${id} ${String(index)}`]
			);
		});
		expect(differing).toEqual([]);
		// the contexts reach both answers of every rule
		const both = said.map((answers) => new Set(answers));
		expect(both.filter((answers) => !answers.has(true) || !answers.has(false))).toEqual([]);
	});
});

/** Numbers in the conditions and around them. */
const NUMBERS = [
	0, 0.2, 0.21, 0.35, 0.36, 0.9, 0.91, 1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 17, 18, 20, 22, 23, 24, 90,
	120, 360, 600, 1000
];

/** Any facts of the dictionary's domains; the same for the same seed. */
function anyFacts(seed: number): Facts {
	let state = (seed + 1) * 2654435761;
	const pick = <T>(all: readonly T[]): T => {
		state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
		return all[(state >>> 8) % all.length]!;
	};
	const value = ({ type, nullable, values, answers }: LawFact): FactValue => {
		const listed = [...(values ?? []), ...(answers ?? []).map((one) => one.value)];
		const all: readonly FactValue[] = {
			'yes-no': [true, false],
			number: NUMBERS,
			text: listed.length > 0 ? listed : ['x', ''],
			list: [[], ...(values ?? []).map((one) => [one]), ...(answers ?? []).map((one) => one.value)]
		}[type];
		return pick(nullable ? [...all, null, null] : all);
	};
	return Object.fromEntries(law.facts.map((fact) => [fact.id, value(fact)]));
}

/** What Python says: by rule, then by context; null where it raises. */
function inPython(rules: readonly Reference[], contexts: readonly Facts[]): (boolean | null)[][] {
	const program = `
import json, sys
from types import SimpleNamespace
given = json.load(sys.stdin)
def nested(facts):
    areas = {}
    for key, value in facts.items():
        area, name = key.split('.')
        areas.setdefault(area, {})[name] = value
    return {area: SimpleNamespace(**names) for area, names in areas.items()}
def said(condition, context):
    try:
        return bool(eval(condition, {'__builtins__': {'any': any}, **context}))
    except TypeError:
        return None
contexts = [nested(facts) for facts in given['contexts']]
print(json.dumps([[said(rule, context) for context in contexts] for rule in given['rules']]))`;
	const input = JSON.stringify({ rules: rules.map(({ condition }) => condition), contexts });
	const { stdout, stderr } = spawnSync('python3', ['-c', program], {
		...{ input, encoding: 'utf8', maxBuffer: 1e8 }
	});
	if (stderr !== '') throw new Error(stderr);
	return JSON.parse(stdout) as (boolean | null)[][];
}
