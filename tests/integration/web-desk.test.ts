/** The examiner's desk through the web process: an acquaintance chart, the subject's screen, an item asked again. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { screenOrder, type ScreenOrder } from '#lib/core/desk/screen.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { formalCharts } from '#lib/core/session/formal-charts.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { prepare, send } from '../fixtures/demonstration-steps.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 540_000 });

/** Recorded seconds per real second. */
const LAPSE = 20;
const web = new WebProcess({ JINGWEI_TIME_LAPSE: String(LAPSE) });
const tester = new Browser(web);
let sessionId = '';
let caseId = '';

const nowS = () => (Number(process.hrtime.bigint()) / 1e9) * LAPSE;
const state = () => tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
const waitS = (seconds: number) => sleep((1000 * seconds) / LAPSE);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	for (let i = 0; i < 300; i++, await sleep(100)) if (await holds()) return;
	throw new Error(`not in 30 s: ${what}\n${web.output}`);
}

async function posted(path: string, body: unknown = {}): Promise<unknown> {
	const answer = await tester.post(path, body);
	if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
	return answer.json();
}

async function startChart(): Promise<EventData<'chart-started'>> {
	const started = await posted('/api/recorder/start-chart', { session: sessionId });
	return (started as { data: EventData<'chart-started'> }).data;
}

async function finish(chart: number): Promise<void> {
	await posted('/api/recorder/stop-chart', { session: sessionId, reason: 'complete' });
	await until('the seal', async () => (await state()).charts[chart - 1]?.status === 'sealed');
}

/** Bytes of the samples of a chart up to a sample, as the server gives them. */
async function blocks(chart: number, to: number): Promise<Buffer> {
	const path = `/api/sessions/${sessionId}/recordings/${chart}/blocks?from=0&to=${to}`;
	return Buffer.from(await (await tester.ask(path)).arrayBuffer());
}

/** A subject's window: hears orders and answers like a browser that painted them. */
async function openWindow() {
	const orders: ScreenOrder[] = [];
	const ending = new AbortController();
	const answer = await tester.ask(`/api/sessions/${sessionId}/screen`, { signal: ending.signal });
	const found = { window: '' };
	const hear = (text: string): void => {
		const data: unknown = JSON.parse(text.slice(text.indexOf('data: ') + 6));
		if (text.startsWith('event: window')) found.window = (data as { window: string }).window;
		if (text.startsWith('event: show')) orders.push(screenOrder.parse(data));
	};
	void (async () => {
		const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
		let kept = '';
		for (;;) {
			const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
			if (done || value === undefined) return;
			const parts = (kept + value).split('\n\n');
			kept = parts.pop() ?? '';
			for (const part of parts.filter((one) => one.startsWith('event'))) hear(part);
		}
	})();
	await until('the window', async () => found.window !== '' && orders.length > 0);
	const report = (isVisible: boolean, shown: unknown = null) =>
		tester.post(`/api/sessions/${sessionId}/screen/report`, {
			...{ window: found.window, isVisible, shown }
		});
	const paint = async (count: number): Promise<number> => {
		await until(`order ${count}`, async () => orders.length >= count);
		const atS = nowS();
		const order = orders[count - 1]!.order;
		expect((await report(true, { order, atS, uncertaintyS: 0.001 })).status).toBe(200);
		return atS;
	};
	return { orders, report, paint, close: () => ending.abort() };
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await tester.form('/?/demonstration');
	const fields = { userName: 'tester-demo', password: DEMONSTRATION_PASSWORD };
	await tester.form('/sign-in?/enter', fields);
	const page = await (await tester.ask('/cases')).text();
	[, caseId = '', sessionId = ''] = /\/cases\/([\w-]+)\/sessions\/([\w-]+)/.exec(page) ?? [];
	await prepare(tester, sessionId, 5, { isLeftOpen: true });
	await until('the recorder', async () => {
		const { recorder } = await tester.json<{ recorder: string }>('/api/health');
		return recorder === 'here';
	});
	await posted('/api/recorder/open', { session: sessionId, profile: 'virtual-bitalino', seed: 3 });
});
afterAll(() => web.remove());

test('an acquaintance chart is recorded, sealed, measured for itself, and is no part of the test', async () => {
	const started = await startChart();
	expect(started.purpose).toBe('acquaintance');
	expect(started.list![0]!.items.some(({ role }) => role === 'key')).toBe(false);
	await waitS(15);
	for (const { presentation, questionId, itemId } of started.order) {
		const place = { chart: 1, presentation };
		const asked = { ...place, questionId, itemId, sample: null };
		await send(tester, sessionId, 'question-asked', asked, nowS());
		await waitS(2);
		await send(tester, sessionId, 'question-ended', { ...place, sample: null }, nowS());
		await waitS(18);
	}
	await finish(1);
	const chosen = started.list![0]!.items[2]!.itemId;
	await posted(`/api/sessions/${sessionId}/acquaintance`, { chart: 1, chosen, note: '' });
	const now = await state();
	const [found] = now.acquaintance;
	const eda = found!.channels.find(({ kind }) => kind === 'eda')!;
	expect(eda.values).toHaveLength(started.order.length);
	expect(eda.values.filter(({ value }) => value !== null).length).toBeGreaterThan(2);
	expect(found!.chosen).toBe(chosen);
	expect(formalCharts(now)).toHaveLength(0);
	const bytes = readFileSync(join(web.data, now.charts[0]!.sealed!.file));
	expect(sha256(bytes)).toBe(now.charts[0]!.sealed!.sha256);
});

test('the screen shows words only, is confirmed before anything is marked, and every mark is its own', async () => {
	await send(tester, sessionId, 'step-completed', { step: 'pre-test-interview' });
	const { order, purpose } = await startChart();
	expect(purpose).toBeUndefined();
	await waitS(20);
	const present = (presentation: number) =>
		tester.post(`/api/sessions/${sessionId}/screen`, { ask: 'present', chart: 2, presentation });
	const refusal = async (answer: Response) => ((await answer.json()) as { code: string }).code;
	expect(await refusal(await present(1))).toBe('screen/none');
	const window = await openWindow();
	expect(await refusal(await present(1))).toBe('screen/hidden');
	await window.report(true);
	// the second item before the first: refused before anything is shown
	expect(await refusal(await present(2))).toBe('session/out-of-order');
	expect(window.orders).toHaveLength(1);
	expect((await state()).charts[1]!.presentations[0]!.asked).toBeNull();

	const presenting = present(1);
	const atS = await window.paint(2);
	expect((await presenting).status).toBe(200);
	const { questions, charts } = await state();
	const question = questions.find(({ questionId }) => questionId === order[0]!.questionId)!;
	const item = question.items.find(({ itemId }) => itemId === order[0]!.itemId)!;
	expect(window.orders[1]!.show).toEqual({ kind: 'text', stem: question.stem, text: item.text });
	const [first] = charts[1]!.presentations;
	expect(first!.asked!.at.monotonicS).toBe(atS);
	expect(first!.asked!.sample).not.toBeNull();
	expect(first!.given).toEqual({ by: 'screen', uncertaintyS: 0.001 });
	const endS = await window.paint(3);
	expect(window.orders[2]!.show).toEqual({ kind: 'fixation' });
	await until('the end', async () => (await state()).charts[1]!.presentations[0]!.ended !== null);
	expect((await state()).charts[1]!.presentations[0]!.ended!.at.monotonicS).toBe(endS);
	window.close();
});

test('a screen that is not there any more marks nothing; the page of the screen holds nothing of the test', async () => {
	const page = await (await tester.ask(`/cases/${caseId}/sessions/${sessionId}/subject`)).text();
	const { questions } = await state();
	for (const { stem, items } of questions)
		for (const words of [stem, ...items.map(({ text }) => text)]) expect(page).not.toContain(words);
	for (const word of ['"key"', '"foil"', 'scores', 'conclusion']) expect(page).not.toContain(word);
	await until('the window to be gone', async () => {
		const ask = { ask: 'present', chart: 2, presentation: 2 };
		const answer = await tester.post(`/api/sessions/${sessionId}/screen`, ask);
		return ((await answer.json()) as { code: string }).code === 'screen/none';
	});
});

test('nothing at the desk alters a sample: void, repeat, pause, screen', async () => {
	const before = await blocks(2, 10_000);
	expect(before.length).toBeGreaterThan(10_000);
	const reason = 'A door slammed.';
	await send(tester, sessionId, 'presentation-voided', { chart: 2, presentation: 1, reason });
	const repeated = { chart: 2, presentation: 31, of: 1, reason };
	await send(tester, sessionId, 'presentation-repeated', repeated);
	await send(tester, sessionId, 'chart-paused', { chart: 2, sample: null, reason: '' }, nowS());
	await send(tester, sessionId, 'pause-explained', { chart: 2, reason: 'Water' });
	await waitS(10);
	await send(tester, sessionId, 'chart-resumed', { chart: 2, sample: null }, nowS());
	await send(tester, sessionId, 'artifact-marked', { chart: 2, code: 'M', sample: null, note: '' });
	for (const { presentation, questionId, itemId } of (await state()).charts[1]!.presentations) {
		if (presentation === 1) continue;
		const asked = { chart: 2, presentation, questionId, itemId, sample: null };
		await send(tester, sessionId, 'question-asked', asked, nowS());
		await waitS(16);
	}
	await finish(2);
	const { charts } = await state();
	const [, chart] = charts;
	expect(chart!.presentations).toHaveLength(31);
	expect(chart!.presentations[30]).toMatchObject({
		repeats: 1,
		itemId: chart!.presentations[0]!.itemId
	});
	expect((await blocks(2, 10_000)).equals(before)).toBe(true);
	const bytes = readFileSync(join(web.data, chart!.sealed!.file));
	expect(sha256(bytes)).toBe(chart!.sealed!.sha256);
	const { annotations, channels } = readEdf(bytes);
	expect(channels[0]!.samples.length).toBeGreaterThanOrEqual(chart!.sealed!.samples);
	// the item that was asked again bears the number it has within its question
	const asked = annotations.filter(({ text }) => / asked$/.test(text));
	expect(asked).toHaveLength(31);
	await send(tester, sessionId, 'step-completed', { step: 'formal-test' });
	await posted(`/api/sessions/${sessionId}/measure`);
	const { measured } = await state();
	expect(new Set(measured!.measurements.map((one) => one.chart))).toEqual(new Set([2]));
	const rows = measured!.measurements.filter(({ presentation }) => presentation === 1);
	expect(rows.every(({ value, exclusion }) => value === null && exclusion === 'voided')).toBe(true);
});
