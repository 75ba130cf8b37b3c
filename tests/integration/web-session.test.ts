/** A whole session through the web process: chart, analysis, conclusion, seal; and consent withdrawn midway. */
import { readFileSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { BlindView } from '#lib/core/sheet/blind-view.ts';
import { featureOf } from '#lib/core/signal/features.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { openDatabase } from '#lib/server/database/open.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { prepare, send } from '../fixtures/demonstration-steps.ts';
import { keysStrong } from '../fixtures/score-sheets.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Recorded seconds per real second. */
const LAPSE = 20;
const web = new WebProcess({ JINGWEI_TIME_LAPSE: String(LAPSE) });
const tester = new Browser(web);
let caseId = '';
let sessionId = '';

const nowS = () => (Number(process.hrtime.bigint()) / 1e9) * LAPSE;
const state = () => tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
const waitS = (seconds: number) => sleep((1000 * seconds) / LAPSE);

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
	await posted('/api/recorder/open', { session: sessionId, profile: 'virtual-bitalino', seed: 3 });
	const started = await posted('/api/recorder/start-chart', { session: sessionId });
	return (started as { data: EventData<'chart-started'> }).data;
}

/** A value between two points is that of the recording, and takes the place of the automatic one. */
async function measureAnew(rows: EventData<'chart-measured'>['measurements']): Promise<void> {
	const row = rows.find(({ feature, value }) => feature === 'line-length' && value !== null)!;
	const { chart, presentation, channel, window } = row;
	const path = `/api/sessions/${sessionId}/caliper`;
	const query = { chart, presentation, channel, from: window!.from, to: window!.to };
	const measured = async (part: object): Promise<number> => {
		const asked = new URLSearchParams(Object.entries(part).map(([k, v]) => [k, String(v)]));
		return (await tester.json<{ value: number }>(`${path}?${asked.toString()}`)).value;
	};
	// the window is given in whole samples: a step more or less at either end
	expect(Math.abs((await measured(query)) / row.value! - 1)).toBeLessThan(0.01);

	const narrow = { ...query, to: query.from + 1 };
	expect((await tester.post(path, { ...narrow, reason: '换气' })).status).toBe(400);
	expect((await tester.post(path, { ...narrow, reason: '换气之后' })).status).not.toBe(200);
	const before = (await state()).seq;
	const middle = Math.round((query.from + query.to) / 2);
	await posted(path, { ...query, to: middle, reason: '后半段有深呼吸' });
	const { overrides, scores, seq } = await state();
	expect(overrides).toMatchObject([
		{ chart, presentation, channel, fromSample: query.from, toSample: middle, automatic: row.value }
	]);
	// that of the half: of an even breath it may be very like that of the whole
	expect(overrides[0]!.value).toBeCloseTo(await measured({ ...query, to: middle }), 9);
	expect(scores).not.toBeNull();
	expect(seq).toBe(before + 2);
}

/** The tester's own sheet, then that of somebody outside the case. */
async function scoreBlind(): Promise<void> {
	const before = { outcome: 'inconclusive', limits: 'none', alternatives: 'none' } as const;
	const basis = { method: 'lykken', channel: 'EDA', p: 0.5 };
	await expect(
		send(tester, sessionId, 'conclusion-recorded', { ...before, basis })
	).rejects.toThrow('session/second-score-missing');
	await posted(`/api/sessions/${sessionId}/sheet`, { sheet: keysStrong(await state()) });
	const { candidates } = await tester.json<{ candidates: { id: string }[] }>(
		`/api/sessions/${sessionId}/scorers`
	);
	const scorerId = candidates[0]!.id;
	const named = { seat: 'second', scorerId };
	const { task } = (await posted(`/api/sessions/${sessionId}/scorers`, named)) as { task: string };
	const reviewer = new Browser(web);
	const fields = { userName: 'reviewer-demo', password: DEMONSTRATION_PASSWORD };
	await reviewer.form('/sign-in?/enter', fields);
	const { scale, charts } = await reviewer.json<BlindView>(`/api/scoring/${task}`);
	const cells = charts.flatMap(({ chart, columns, presentations }) =>
		columns
			.filter(({ kind }) => featureOf(kind) !== null)
			.flatMap(({ name: channel }) =>
				presentations
					.filter(({ type }) => type === 'item')
					.map(({ presentation }) => ({ chart, presentation, channel, score: 0, note: '' }))
			)
	);
	const sheet = { scale, cells, remark: '' };
	expect((await reviewer.post(`/api/scoring/${task}/commit`, { sheet })).status).toBe(200);
	// one saw strong responses to the keys, the other none to anything
	const { compared } = await state();
	expect(compared!.outcomes.map(({ outcome }) => outcome)).toEqual([
		'responds',
		'does-not-respond'
	]);
	expect(compared!.agreedOutcome).toBeNull();
	const settlement = {
		outcome: 'responds',
		reason: 'Both looked at the cells that differ.'
	} as const;
	await send(tester, sessionId, 'disagreement-settled', settlement);
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await tester.form('/?/demonstration');
	const fields = { userName: 'tester-demo', password: DEMONSTRATION_PASSWORD };
	await tester.form('/sign-in?/enter', fields);
	const page = await (await tester.ask('/cases')).text();
	[, caseId = '', sessionId = ''] = /\/cases\/([\w-]+)\/sessions\/([\w-]+)/.exec(page) ?? [];
	await prepare(tester, sessionId);
	await until('the recorder', async () => {
		const { recorder } = await tester.json<{ recorder: string }>('/api/health');
		return recorder === 'here';
	});
});
afterAll(() => web.remove());

test('a chart is recorded, measured, concluded and sealed, and any change is found', async () => {
	const { order } = await startChart();
	await waitS(20);
	for (const { presentation, questionId, itemId } of order) {
		const place = { chart: 1, presentation };
		const asked = { ...place, questionId, itemId, sample: null };
		await send(tester, sessionId, 'question-asked', asked, nowS());
		await waitS(2);
		await send(tester, sessionId, 'question-ended', { ...place, sample: null }, nowS());
		const answer = { ...place, answer: 'no' as const, sample: null };
		await send(tester, sessionId, 'answer-marked', answer, nowS());
		await waitS(16);
	}
	await posted('/api/recorder/stop-chart', { session: sessionId, reason: 'complete' });
	await until('the seal of the chart', async () => (await state()).charts[0]?.status === 'sealed');
	const [chart] = (await state()).charts;
	const { annotations } = readEdf(readFileSync(join(web.data, chart!.sealed!.file)));
	const marks = annotations.filter(({ text }) => /^Q[1-5]\/[1-6] asked$/.test(text));
	expect(marks).toHaveLength(order.length);
	expect(annotations.some(({ text }) => /key|foil|silver|watch/i.test(text))).toBe(false);

	await send(tester, sessionId, 'step-completed', { step: 'formal-test' });
	await posted(`/api/sessions/${sessionId}/measure`);
	const { scores, measured } = await state();
	expect(measured!.measurements.length).toBeGreaterThanOrEqual(3 * order.length);
	const best = scores!.scores.find(({ channel }) => channel === 'EDA')!;
	// whether this subject responds is chance (about 4 in 10 do); that it is a probability is not
	expect(best.p).toBeGreaterThan(0);
	expect(best.p).toBeLessThanOrEqual(1);
	await measureAnew(measured!.measurements);
	await scoreBlind();
	const again = (await state()).scores!.scores;
	const basis = again.find(({ method, channel }) => method === best.method && channel === 'EDA')!;
	await send(tester, sessionId, 'conclusion-recorded', {
		outcome: 'responds',
		basis: { method: basis.method, channel: basis.channel, p: basis.p },
		limits: 'A response shows recognition, not an act.',
		alternatives: 'The detail may have been learnt elsewhere.'
	});
	await send(tester, sessionId, 'step-completed', { step: 'chart-analysis' });
	await send(tester, sessionId, 'clarification-recorded', {
		topic: 'watch',
		question: 'What would you like to explain?',
		statement: 'Nothing.',
		factIds: []
	});
	await send(tester, sessionId, 'interview-closed', {
		recordingReference: 'DEMO-R1',
		breaksOffered: true,
		complaints: '',
		welfare: 'Well.'
	});
	await send(tester, sessionId, 'step-completed', { step: 'post-test-interview' });
	await posted(`/api/sessions/${sessionId}/seal`);
	const folder = join(web.data, 'archive', sessionId);
	// the archive lies encrypted: its keys are needed to check it
	const database = await openDatabase(join(web.data, 'jingwei.sqlite'), keyPlace(web.data));
	expect(verifyPackage(await readPackage(folder)).fault).toBeNull();
	const recording = join(folder, 'recordings', 'chart-01.bdf');
	const bytes = readFileSync(recording);
	bytes[bytes.length - 40] = (bytes[bytes.length - 40]! + 1) % 256;
	chmodSync(recording, 0o600);
	writeFileSync(recording, bytes);
	expect(verifyPackage(await readPackage(folder)).fault).not.toBeNull();
	await database.close();
});

test('consent that is withdrawn stops and seals the running chart', async () => {
	const opened = await tester.form(`/cases/${caseId}?/open`, {
		subjectCode: 'DEMO-S2',
		technique: 'cit'
	});
	sessionId = opened.headers.get('location')?.split('/').at(-1) ?? '';
	const first = await tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
	expect(first.opened).toMatchObject({ subjectCode: 'DEMO-S2', demonstration: true });
	expect((await tester.post('/api/recorder/start-chart', { session: sessionId })).status).toBe(409);
	await prepare(tester, sessionId, 5, { fromStart: true });
	await startChart();
	await waitS(10);
	await send(tester, sessionId, 'consent-revoked', { statement: 'I want to stop.' });
	await until('the seal of the chart', async () => (await state()).charts[0]?.status === 'sealed');
	expect((await state()).charts[0]!.stopped!.reason).toBe('consent-revoked');
	expect((await tester.post('/api/recorder/start-chart', { session: sessionId })).status).toBe(409);
});
