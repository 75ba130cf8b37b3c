/** `simulate` and `score` for a comparison test: by real processes from the instrument's bytes to the sealed folder. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readEventLines } from '#lib/core/audit/event-lines.ts';
import { decide } from '#lib/core/session/decide.ts';
import type { EventType, ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import { procedureFor } from '#lib/core/session/procedure-of-technique.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { visibleEvents } from '#lib/core/session/visibility.ts';
import { blindView } from '#lib/core/sheet/blind-view.ts';
import { sheetPlaces } from '#lib/core/sheet/cells.ts';
import { openProtocols, protocolOf } from '#lib/server/protocols.ts';
import { hasPty } from '#instrument/cable/pty.ts';
import { jingwei } from './command-line.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const RESULT_EVENTS: readonly EventType[] = [
	...(['chart-measured', 'score-recorded', 'sheet-revealed', 'sheets-compared'] as const),
	'conclusion-recorded'
];

describe.skipIf(!hasPty())('a federal zone comparison', () => {
	let base = '';
	let events: readonly SessionEvent[] = [];
	const folder = (): string => join(base, 'session');
	const until = (type: EventType) =>
		events.slice(
			0,
			events.findIndex((event) => event.type === type)
		);
	beforeAll(async () => {
		base = await mkdtemp(join(tmpdir(), 'jingwei-techniques-'));
		const ended = await jingwei([
			...['simulate', '--technique', 'federal-zct', '--subject', 'informed', '--seed', '1'],
			...['--speed', '100', '--out', folder()]
		]);
		expect(ended.stderr).toBe('');
		events = readEventLines(await readFile(join(folder(), 'events.jsonl'), 'utf8'));
	});
	afterAll(() => rm(base, { recursive: true, force: true }));

	test('is asked in the charts the technique recommends, each as long as its sequence', () => {
		const { charts } = reduce(events);
		expect(charts.map(({ started }) => started.order.length)).toEqual([10, 10, 10]);
	});

	test('is concluded by the rule fixed before, from subtotals that add up', () => {
		const { conclusion, scores } = reduce(events);
		const basis = scores!.scores.find(({ method }) => method === 'federal-seven-position')!;
		expect(conclusion).toMatchObject({
			outcome: basis.outcome,
			basis: { method: basis.method, channel: 'all', p: null, questionId: basis.questionId }
		});
		expect(basis).toMatchObject({ rule: 'federal-zct', p: null, pKind: 'none' });
		expect(basis.perItem).toHaveLength(3);
		const sum = basis.perItem!.reduce((total, { value }) => total + value!, 0);
		expect(sum).toBe(basis.statistic);
	});

	test('has cells for relevant questions only, and the automatic sheet adds up to the same total', () => {
		const state = reduce(events);
		const places = sheetPlaces(state);
		// three charts of three relevant questions on three channels
		expect(places).toHaveLength(27);
		const relevant = new Set(
			state.questions.flatMap(({ items }) =>
				items.filter(({ role }) => role === 'relevant').map(({ itemId }) => itemId)
			)
		);
		expect(places.every(({ itemId }) => relevant.has(itemId))).toBe(true);
		const [first] = state.compared!.outcomes;
		const basis = state.scores!.scores[0]!;
		expect([first!.statistic, first!.outcome]).toEqual([basis.statistic, basis.outcome]);
		expect(first!.perItem).toEqual(
			basis.perItem!.map(({ questionId, itemId, value }) => ({ questionId, itemId, value }))
		);
	});

	test('tells a blind scorer the types of the questions and no word of them', () => {
		const state = reduce(until('sheet-revealed'));
		const view = blindView(state, 'task', { scale: 'seven-position' });
		expect(view.charts[0]!.presentations.map(({ type }) => type)).toEqual([
			...['neutral', 'sacrifice', 'symptomatic', 'comparison', 'relevant'],
			...['comparison', 'relevant', 'symptomatic', 'comparison', 'relevant']
		]);
		const sent = JSON.stringify(view);
		for (const { questionId, items } of state.questions)
			for (const words of [questionId, ...items.flatMap(({ itemId, text }) => [itemId, text])])
				expect(sent).not.toContain(words);
	});

	test('is not released before the second score stands, nor before the step is done', () => {
		const technique = protocolOf(openProtocols(), 'technique', 'federal-zct');
		const procedure = procedureFor(protocolOf(openProtocols(), 'procedure'), technique);
		const state = reduce(until('sheets-compared'));
		const concluded = events.find(({ type }) => type === 'conclusion-recorded')!;
		const { id, type, at, data } = concluded;
		// scored already, the second sheet sealed, not yet compared
		const scores = events.find((event) => event.type === 'score-recorded')!;
		const scored = reduce([...until('sheets-compared'), scores]);
		const proposed = { id, type, at, data } as ProposedEvent;
		const tester = { id: 'simulated-tester', role: 'tester' } as const;
		for (const before of [state, scored])
			expect(decide(before, proposed, tester, procedure)).toMatchObject({
				...{ ok: false, code: 'session/second-score-missing' }
			});

		const seen = (role: 'interviewer' | 'reviewer', log: readonly SessionEvent[]) =>
			visibleEvents(log, role, reduce(log)).filter(
				(event) => RESULT_EVENTS.includes(event.type) && !('withheld' in event)
			);
		const stepDone = events.findIndex(
			(event) => event.type === 'step-completed' && event.data.step === 'chart-analysis'
		);
		const [before, after] = [events.slice(0, stepDone), events.slice(0, stepDone + 1)];
		expect([seen('interviewer', before), seen('reviewer', before)]).toEqual([[], []]);
		expect(seen('interviewer', after)).toEqual([]);
		expect(seen('reviewer', after)).not.toEqual([]);
	});

	test('comes out the same when it is measured and scored anew', async () => {
		const ended = await jingwei(['score', folder()]);
		const result = JSON.parse(ended.stdout) as { identical: boolean; differences: string[] };
		expect([ended.code, result.identical, result.differences]).toEqual([0, true, []]);
	});

	test('analysed with a method of its technique, it gives that score', async () => {
		const ended = await jingwei(['analyse', folder(), '--method', 'ess-m']);
		expect(ended.stderr).toBe('');
		expect(ended.stdout).toContain('"method":"ess-m"');
	});
});
