import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { technique } from '../protocols/technique.ts';
import { conditions } from './conditions.ts';
import { procedureFor } from './procedure-of-technique.ts';
import { procedure, type Gate } from './procedure.ts';
import type { Question } from './question.ts';
import { emptyState } from './reduce.ts';
import { gateText } from './steps.ts';
import type { Chart, SessionState } from './state.ts';

const read = (path: string): unknown => parse(readFileSync(`protocols/${path}.yaml`, 'utf8'));
const table = procedure.parse(read('procedure/six-step'));
const gateOf = (id: string, condition: string): Gate =>
	procedureFor(table, technique.parse(read(`techniques/${id}`)))
		.steps.flatMap(({ gates }) => gates)
		.find((gate) => gate.condition === condition)!;
const holds = (gate: Gate, state: Partial<SessionState>): boolean =>
	conditions[gate.condition]!.holds({ ...emptyState('s'), ...state }, gate.parameters);

const series = (id: string): Question => ({
	...{ questionId: id, factId: null, stem: 's', category: 'c' },
	items: ['relevant', 'neutral', 'comparison'].map((role, i) => ({
		...{ itemId: `i${i}`, text: role, role: role as 'relevant' }
	}))
});
const complete = (chart: number) =>
	({
		...{ chart, series: 0, started: {}, presentations: [], status: 'sealed' },
		stopped: { reason: 'complete' }
	}) as unknown as Chart;

describe('charts that are needed', () => {
	test.each([
		['cit', 1],
		['pot-known', 2],
		['utah-zct', 3],
		['directed-lie', 1]
	])('%s: %i', (id, atLeast) => {
		const gate = gateOf(id, 'charts-complete');
		const charts = Array.from({ length: atLeast }, (_, i) => complete(i + 1));
		const questions = [{ ...series('a'), history: [] }];
		expect(holds(gate, { questions, charts })).toBe(true);
		expect(holds(gate, { questions, charts: charts.slice(1) })).toBe(false);
		expect(gateText(gate).zh).toContain(`封存 ${atLeast} 张`);
	});

	test('of every series where series take turns', () => {
		const questions = ['a', 'b'].map((id) => ({ ...series(id), history: [] }));
		const charts = [complete(1)];
		expect(holds(gateOf('directed-lie', 'charts-complete'), { questions, charts })).toBe(false);
		expect(holds(gateOf('cit', 'charts-complete'), { questions, charts })).toBe(true);
	});
});

test('what is known of details is asked for details, not for a series about an act', () => {
	const gate = gateOf('utah-zct', 'prior-knowledge-asked');
	const detail = { ...series('a'), history: [] };
	expect(holds(gate, { questions: [detail] })).toBe(true);
	const keyed = {
		...detail,
		items: detail.items.map((item) => ({ ...item, role: 'key' as const }))
	};
	expect(holds(gate, { questions: [keyed] })).toBe(false);
});

test('a table without byTechnique stays as it is', () => {
	const gate = {
		id: 'g',
		condition: 'questions-drafted',
		source: 's',
		text: { zh: '五题', en: 'five' }
	};
	const old = procedure.parse({
		...table,
		steps: table.steps.map((step) => ({
			...step,
			gates: [{ ...gate, parameters: { atLeast: 5, foilsAtLeast: 4 } }]
		}))
	});
	expect(procedureFor(old, technique.parse(read('techniques/utah-zct')))).toEqual(old);
});
