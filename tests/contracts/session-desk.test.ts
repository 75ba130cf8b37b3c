/** What the desk and the pre-test script may write, and what an acquaintance chart is left out of. */
import { expect, test } from 'vitest';
import { blindView } from '#lib/core/sheet/blind-view.ts';
import { sheetPlaces } from '#lib/core/sheet/cells.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { formalCharts } from '#lib/core/session/formal-charts.ts';
import { scoringSeed } from '#lib/scoring/registry.ts';
import { MemorySession, propose, supervisor, system, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';

const list: NonNullable<EventData<'chart-started'>['list']> = [
	{
		questionId: 'numbers',
		factId: null,
		stem: '您写下的数字是不是',
		category: '数字',
		items: [1, 2, 3].map((one) => ({ itemId: `n${one}`, text: String(one), role: 'item' as const }))
	}
];
const started = (chart: number): EventData<'chart-started'> => ({
	...{ chart, seed: 99, profile: 'virtual-bitalino', profileSha256: '0'.repeat(64), rateHz: 1000 },
	order: list[0]!.items.map(({ itemId }, index) => ({
		...{ presentation: index + 1, questionId: 'numbers', itemId }
	})),
	...{ file: `chart-0${chart}.bdf`, startedUtc: '2026-03-01T08:00:00.000Z' },
	columns: [{ name: 'EDA', kind: 'eda', unit: 'uS' }],
	...{ purpose: 'acquaintance', list }
});
const sealed = (chart: number): EventData<'chart-sealed'> => ({
	...{ chart, file: `chart-0${chart}.bdf`, bytes: 1, sha256: '1'.repeat(64), samples: 60_000 },
	...{ lost: 0, rateHz: 1000, effectiveRateHz: 1000 }
});

/** A session up to the end of step 3, before it is completed. */
function beforeTest(): MemorySession {
	return new MemorySession().play(
		script,
		({ type, data }) =>
			type === 'step-completed' && 'step' in data && data.step === 'pre-test-interview'
	);
}

function code(session: MemorySession, ...given: Parameters<MemorySession['tell']>): string {
	const decision = session.tell(...given);
	return decision.ok ? 'ok' : decision.code;
}

function readOut(session: MemorySession, chart: number): void {
	for (const { presentation, questionId, itemId } of started(chart).order) {
		const asked = { chart, presentation, questionId, itemId, sample: 1000 * presentation };
		expect(code(session, propose('question-asked', asked))).toBe('ok');
	}
}

function close(session: MemorySession, chart: number): void {
	const stop = { chart, reason: 'complete' as const, note: '' };
	expect(code(session, propose('chart-stopped', stop))).toBe('ok');
	expect(code(session, propose('chart-sealed', sealed(chart)), system)).toBe('ok');
}

test('before the test an acquaintance chart is recorded, a formal one is refused', () => {
	const session = beforeTest();
	const { purpose: _, list: __, ...formal } = started(1);
	expect(code(session, propose('chart-started', formal))).toBe('session/step-closed');
	const { list: ___, ...bare } = started(1);
	expect(code(session, propose('chart-started', bare as never))).toBe('session/chart-list');
	expect(code(session, propose('chart-started', started(1)))).toBe('ok');
	readOut(session, 1);
	close(session, 1);
	expect(session.state.charts).toHaveLength(1);
	expect(formalCharts(session.state)).toHaveLength(0);
});

test('an acquaintance chart counts for nothing: gates, sheets, blind scorers, seeds, measuring', () => {
	const session = beforeTest();
	session.tell(propose('chart-started', started(1)));
	readOut(session, 1);
	close(session, 1);
	expect(code(session, propose('step-completed', { step: 'pre-test-interview' }))).toBe('ok');
	expect(code(session, propose('step-completed', { step: 'formal-test' }))).toBe('session/gate');
	const { state } = session;
	expect(sheetPlaces(state)).toEqual([]);
	const procedure = { scale: 'three-position' } as unknown as Parameters<typeof blindView>[2];
	expect(blindView(state, 'task', procedure).charts).toEqual([]);
	expect(scoringSeed(state.charts)).toBe(0);
	// even a server that measured it by mistake could not write it down
	const measured = { ...state, completed: [...state.completed, 'formal-test' as const] };
	session.state = measured;
	const row = {
		...{ chart: 1, presentation: 1, questionId: 'numbers', itemId: 'n1', channel: 'EDA' },
		...{ feature: 'scr-amplitude', value: 1, quality: 1, exclusion: '' }
	} as EventData<'chart-measured'>['measurements'][number];
	const data = { software: 'test', measurements: [row] };
	expect(code(session, propose('chart-measured', data))).toBe('session/chart-not-formal');
});

test('what it showed is written down once it is sealed, about its own items only', () => {
	const session = beforeTest();
	session.tell(propose('chart-started', started(1)));
	const found = { chart: 1, chosen: 'n2', channels: [], software: 'test', note: '' };
	const tell = (data: typeof found) =>
		code(session, propose('acquaintance-concluded', data), system);
	expect(tell(found)).toBe('session/chart-not-sealed');
	readOut(session, 1);
	close(session, 1);
	expect(tell({ ...found, chosen: 'q1-key' })).toBe('session/unknown-item');
	expect(tell(found)).toBe('ok');
	expect(session.state.acquaintance).toMatchObject([{ chart: 1, chosen: 'n2' }]);
});

test('consent that is withdrawn stops an acquaintance chart like any other', () => {
	const session = beforeTest();
	session.tell(propose('chart-started', started(1)));
	expect(code(session, propose('consent-revoked', { statement: '我不做了' }), supervisor)).toBe(
		'ok'
	);
	const asked = { chart: 1, ...started(1).order[0]!, sample: 5 };
	expect(code(session, propose('question-asked', asked))).toBe('session/no-consent');
	for (const type of ['part-explained', 'question-reviewed', 'chart-started'] as const)
		expect(code(session, propose(type, {} as never))).toBe('session/no-consent');
	close(session, 1);
});

test('a voided presentation is asked again once, at the end of its chart', () => {
	const session = beforeTest();
	session.tell(propose('chart-started', started(1)));
	const again = { chart: 1, presentation: 4, of: 2, reason: '门外有响声' };
	const repeat = (data = again) => code(session, propose('presentation-repeated', data));
	expect(repeat()).toBe('session/not-voided');
	readOut(session, 1);
	session.tell(propose('presentation-voided', { chart: 1, presentation: 2, reason: '门外有响声' }));
	expect(repeat({ ...again, presentation: 9 })).toBe('session/order-number');
	expect(repeat()).toBe('ok');
	expect(repeat({ ...again, presentation: 5 })).toBe('session/already-repeated');
	expect(session.state.charts[0]!.presentations[3]).toMatchObject({ itemId: 'n2', repeats: 2 });
	const asked = { chart: 1, presentation: 4, questionId: 'numbers', itemId: 'n2', sample: 9000 };
	expect(code(session, propose('question-asked', asked))).toBe('ok');
	close(session, 1);
	expect(repeat({ ...again, of: 2, presentation: 5 })).toBe('session/chart-status');
});

test('a pause keeps its beginning, its end and why it was made', () => {
	const session = beforeTest();
	session.tell(propose('chart-started', started(1)));
	const why = propose('pause-explained', { chart: 1, reason: '喝水' });
	expect(code(session, why)).toBe('session/not-paused');
	session.tell(propose('chart-paused', { chart: 1, sample: 10, reason: '' }, 100));
	expect(session.state.charts[0]!.pauses).toMatchObject([{ to: null, reason: '' }]);
	expect(code(session, propose('pause-explained', { chart: 1, reason: '喝水' }))).toBe('ok');
	session.tell(propose('chart-resumed', { chart: 1, sample: 20 }, 160));
	const [pause] = session.state.charts[0]!.pauses;
	expect(pause).toMatchObject({ reason: '喝水', from: { monotonicS: 100 } });
	expect(pause!.to!.monotonicS).toBe(160);
});

test('a review of the questions begins anew when the list is unlocked', () => {
	const session = beforeTest();
	const questionId = session.state.questions[0]!.questionId;
	const review = { questionId, itemId: null, understood: true, note: '' };
	expect(code(session, propose('question-reviewed', review))).toBe('ok');
	const unknown = { ...review, itemId: 'nothing' };
	expect(code(session, propose('question-reviewed', unknown))).toBe('session/unknown-item');
	expect(session.state.reviews).toHaveLength(1);
	expect(tester.role).toBe('tester');
});
