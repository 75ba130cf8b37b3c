/** What every file in protocols/techniques promises. */
import { describe, expect, test } from 'vitest';
import { parseTable } from '#lib/core/score-table/parse-table.ts';
import {
	chartCounts,
	isKeyed,
	isSeries,
	technique,
	techniqueKinds,
	type SeriesTechnique,
	type Technique
} from '#lib/core/protocols/technique.ts';
import { conditions } from '#lib/core/session/conditions.ts';
import { procedureFor } from '#lib/core/session/procedure-of-technique.ts';
import type { ItemRole, Question } from '#lib/core/session/question.ts';
import { emptyState } from '#lib/core/session/reduce.ts';
import { chartOrder, orderProblem, positionReveals } from '#lib/core/technique/order.ts';
import { itemRulesFor } from '#lib/core/technique/item-rules.ts';
import { tableMethods } from '#lib/scoring/registry-tables.ts';
import { openProtocols, protocolOf, protocolsOf } from '#lib/server/protocols.ts';

const catalogue = openProtocols('protocols');
const techniques = protocolsOf(catalogue, 'technique');
const wording = protocolOf(catalogue, 'wording');

/** A question with exactly what the technique asks for, in the order of a good list. */
function smallest(technique: Technique): Question {
	const items = roles(technique).map((role, i) => ({
		itemId: `i${i}`,
		text: `${role} ${i}`,
		role
	}));
	return { questionId: 'q', factId: null, stem: 's', category: 'c', items };
}

function roles(technique: Technique): ItemRole[] {
	const of = (role: ItemRole, n: number): ItemRole[] => Array.from({ length: n }, () => role);
	switch (technique.kind) {
		case 'recognition': {
			const { buffers, foilsAtLeast } = technique.questions;
			return [...of('buffer', buffers.value), 'key', ...of('foil', foilsAtLeast.value)];
		}
		case 'known-peak': {
			const { buffers, foilsAtLeast } = technique.questions;
			const leading = technique.order.leadingBuffers.value;
			const half = Math.floor(foilsAtLeast.value / 2);
			const middle = [
				...of('foil', half),
				'key' as const,
				...of('foil', foilsAtLeast.value - half)
			];
			return [...of('buffer', leading), ...middle, ...of('buffer', buffers.value - leading)];
		}
		case 'search':
			return [
				...of('buffer', technique.questions.buffers.value),
				...of('item', technique.questions.itemsAtLeast.value)
			];
		case 'comparison':
		case 'relevant-irrelevant':
			return technique.sequence.filter(({ optional }) => !optional).map(({ role }) => role);
	}
}

/** A table as the charts of a comparison test give it: every response twice as strong to relevant questions. */
function table(technique: SeriesTechnique, rule: string) {
	const question = smallest(technique);
	const charts = [1, 2, 3].map((chart) => ({
		chart,
		presentations: chartOrder(technique, { questions: [question], seed: 1, chart }).map((place) => {
			const { role } = question.items.find(({ itemId }) => itemId === place.itemId)!;
			const value = role === 'relevant' ? 4 : 1;
			const known = role === 'symptomatic' ? 'neutral' : role;
			return { questionId: place.itemId, role: known, values: { EDA: value, CARDIO: value } };
		})
	}));
	const sensors = [
		{ channel: 'EDA', sensor: 'eda' },
		{ channel: 'CARDIO', sensor: 'cardio' }
	];
	return parseTable({ form: 'comparison', issue: technique.issue, sensors, charts, rule });
}

test('there is a technique of every kind, and each of the field’s', () => {
	expect(new Set(techniques.map(({ kind }) => kind))).toEqual(new Set(techniqueKinds));
	expect(techniques.map(({ id }) => id).toSorted()).toEqual([
		...['afmgqt', 'cit', 'directed-lie', 'federal-zct', 'pot-known', 'pot-searching'],
		...['relevant-irrelevant', 'utah-zct', 'you-phase']
	]);
});

describe.each(techniques)('$id', (one) => {
	const question = smallest(one);

	test('lies in a file of its id and says what limits its results, laboratory rates among them', () => {
		expect(catalogue.files.map(({ name }) => name)).toContain(`techniques/${one.id}.yaml`);
		const ids = one.limits.map(({ id }) => id);
		expect(ids).toContain('laboratory-rates');
		expect(ids.length).toBeGreaterThanOrEqual(4);
		if (one.kind === 'comparison')
			expect(ids).toEqual(expect.arrayContaining(['no-theory', 'error-rates', 'countermeasures']));
	});

	test('no text has a word that no result may have', () => {
		const { purpose, limits, instructions, title } = one;
		const outcomes = one.wording ?? [];
		const texts = [
			...[purpose, title],
			...[...limits, ...instructions].map(({ text }) => text),
			...outcomes.flatMap(({ label, meaning }) => [label, meaning])
		];
		for (const { words } of wording.forbidden)
			for (const { zh, en } of texts) {
				expect(words.zh.filter((word) => zh.includes(word))).toEqual([]);
				expect(words.en.filter((word) => en.toLowerCase().includes(word.toLowerCase()))).toEqual(
					[]
				);
			}
	});

	test('waits at least 20 s from item to item; at least, recommended and at most go up', () => {
		expect(one.timing.minimumIntervalS.value).toBeGreaterThanOrEqual(20);
		const { atLeast, recommended, atMost } = chartCounts(one, 1);
		expect(atLeast).toBeLessThanOrEqual(recommended);
		expect(recommended).toBeLessThanOrEqual(atMost ?? recommended);
	});

	test('has rules for its lists', () => {
		expect(itemRulesFor(protocolsOf(catalogue, 'item-rules'), one).rules.length).toBeGreaterThan(5);
	});

	test('the smallest list it allows gets right orders, and places whose probabilities add up', () => {
		for (let seed = 0; seed < 300; seed++)
			for (let chart = 1; chart <= 4; chart++) {
				const order = chartOrder(one, { questions: [question], seed, chart });
				expect(orderProblem(one, [question], order)).toBeNull();
			}
		const sum = positionReveals(one, question)!.reduce((total, p) => total + p, 0);
		expect(sum).toBeCloseTo(isSeries(one) ? relevantPlaces(one) : 1, 12);
	});

	test('the gate of the list is met by its smallest list, and not with one item less', () => {
		const procedure = procedureFor(protocolOf(catalogue, 'procedure'), one);
		const gates = procedure.steps.flatMap((step) => step.gates);
		const gate = gates.find(({ condition }) => condition === 'list-complete')!;
		const met = (drafted: Question): boolean => {
			const questions = Array.from({ length: Number(gate.parameters.atLeast) }, () => ({
				...drafted,
				history: []
			}));
			return conditions[gate.condition]!.holds({ ...emptyState('s'), questions }, gate.parameters);
		};
		expect(met(question)).toBe(true);
		for (const left of question.items)
			expect(met({ ...question, items: question.items.filter((item) => item !== left) })).toBe(
				false
			);
		const facts = gates.filter(({ condition }) => condition === 'facts-known-to-perpetrator');
		expect(facts.map(({ parameters }) => parameters.atLeast)).toEqual(
			isKeyed(one) ? [one.questions.atLeast.value] : []
		);
		const charts = gates.find(({ condition }) => condition === 'charts-complete')!;
		expect(charts.parameters.atLeast).toBe(one.charts.atLeast.value);
	});

	test('its scoring methods exist and are of a form that can score it; its rule is one its first method takes', () => {
		const forms = {
			...{ recognition: 'details', 'known-peak': 'details', search: 'search' },
			...{ comparison: 'comparison', 'relevant-irrelevant': 'details' }
		} as const;
		for (const id of one.scoring.methods)
			expect(tableMethods.find((method) => method.id === id)?.form, id).toBe(forms[one.kind]);
		if (one.kind !== 'comparison') return;
		const [first] = one.scoring.methods;
		const method = tableMethods.find(({ id }) => id === first)!;
		const scored = table(one, one.scoring.rule);
		if (method.form !== 'comparison' || scored.form !== 'comparison') throw new Error('form');
		const result = method.score(scored, { seed: 1 });
		expect(result.outcome).toBe('significant-response');
		expect(JSON.stringify(result.details)).toContain(`"rule":"${one.scoring.rule}"`);
	});
});

function relevantPlaces({ sequence, repetition }: SeriesTechnique): number {
	const places = sequence.filter(({ role, optional }) => role === 'relevant' && !optional);
	const again = places.filter(({ repeated }) => repeated).length;
	return places.length + again * ((repetition?.firstChart ?? 1) - 1);
}

test('a file of a session from before there were kinds is a concealed-information test', () => {
	const { kind, ...old } = protocolOf(catalogue, 'technique', 'cit');
	expect(kind).toBe('recognition');
	expect(technique.parse(old)).toEqual(protocolOf(catalogue, 'technique', 'cit'));
});

test('a directed technique tells the person how to answer', () => {
	for (const technique of techniques)
		if (technique.kind === 'comparison' && technique.comparisons === 'directed-lie')
			expect(technique.instructions.map(({ id }) => id)).toContain('directed');
});
