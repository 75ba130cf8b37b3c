/** What a blind scorer, an interviewer and a reviewer get over the wire, byte by byte. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyChain } from '#lib/core/audit/chain.ts';
import type { RecordingFacts } from '#lib/core/session/exchange.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { BlindView } from '#lib/core/sheet/blind-view.ts';
import { sheetCommitment, type ScoreSheet } from '#lib/core/sheet/sheet.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { recording } from '../fixtures/recorded-session.ts';
import { keysStrong } from '../fixtures/score-sheets.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';
import { propose, system, tester as testerActor } from '../memory-session.ts';
import { script } from '../whole-session.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const web = new WebProcess();
const [tester, interviewer, reviewer, supervisor] = [1, 2, 3, 4].map(() => new Browser(web)) as [
	...[Browser, Browser, Browser, Browser]
];
let database: LabDatabase;
let events: EventStore;
let caseId = '';
let session = '';
let task = '';
let reviewerId = '';

/** Stands on the first sheet and nowhere else. */
const REMARK = 'REMARK-OF-THE-FIRST-SHEET';
/** Stands in the measurements and in the scores, and nowhere else. */
const VALUE = 4.321987;
const P = 0.2468135;
/** Stands in the conclusion. */
const LIMITS = 'LIMITS-OF-THE-CONCLUSION';

const state = () => events.stateOf(session);
const api = () => `/api/sessions/${session}`;
const page = (step: string) => `/cases/${caseId}/sessions/${session}/${step}`;
const bytes = async (browser: Browser, path: string) => {
	const answer = await browser.ask(path);
	expect(`${path} ${String(answer.status)}`).toBe(`${path} 200`);
	return Buffer.from(await answer.arrayBuffer()).toString('latin1');
};
/** As the bytes of an answer are read above. */
const asBytes = (text: string) => Buffer.from(text).toString('latin1');

async function signIn(browser: Browser, role: string): Promise<void> {
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	expect((await browser.form('/sign-in?/enter', fields)).status).toBe(303);
}

/** Plays the script over the server's own database, from one event to another, with values that can be searched for. */
async function play(from: string | null, until: string | null): Promise<void> {
	let isOn = from === null;
	for (const step of script.slice(1)) {
		const { proposed, actor } = step(await state());
		isOn ||= proposed.type === from;
		if (proposed.type === until) return;
		if (!isOn) continue;
		const [result] = await events.append(session, [marked(proposed)], actor);
		expect(result).toMatchObject({ ok: true });
	}
}

function marked(proposed: ReturnType<typeof propose>): ReturnType<typeof propose> {
	const id = crypto.randomUUID();
	switch (proposed.type) {
		case 'chart-measured': {
			const measurements = proposed.data.measurements.map((row) => ({ ...row, value: VALUE }));
			return { ...proposed, id, data: { ...proposed.data, measurements } };
		}
		case 'score-recorded': {
			const scores = proposed.data.scores.map((score) => ({ ...score, p: P }));
			return { ...proposed, id, data: { ...proposed.data, scores } };
		}
		case 'conclusion-recorded': {
			const basis = { ...proposed.data.basis, p: P };
			return { ...proposed, id, data: { ...proposed.data, basis, limits: LIMITS } };
		}
		default:
			return { ...proposed, id };
	}
}

/** The stream of a tab up to the last event of the log. */
async function stream(browser: Browser): Promise<string> {
	const end = `"seq":${String((await state()).seq)}`;
	const answer = await browser.ask(`/api/stream?session=${session}&events=0`);
	const reader = answer.body!.getReader();
	let heard = '';
	while (!heard.includes(end)) {
		const { value, done } = await reader.read();
		if (done) break;
		heard += Buffer.from(value).toString('latin1');
	}
	await reader.cancel();
	expect(heard).toContain(end);
	return heard;
}

/** Everything about the session that somebody assigned to it can ask for. */
async function everything(browser: Browser): Promise<string> {
	const paths = ['chart-analysis', 'post-test-interview', 'result'].flatMap((step) => [
		...[page(step), `${page(step)}/__data.json`]
	]);
	const answers = [await bytes(browser, `${api()}/state`), await stream(browser)];
	for (const path of paths) answers.push(await bytes(browser, path));
	return answers.join('\n');
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await tester.form('/?/demonstration');
	await signIn(tester, 'tester');
	await signIn(interviewer, 'interviewer');
	await signIn(reviewer, 'reviewer');
	await signIn(supervisor, 'supervisor');
	const cases = await (await tester.ask('/cases')).text();
	[, caseId = ''] = /\/cases\/([\w-]+)\/sessions\/([\w-]+)/.exec(cases) ?? [];
	const fields = { subjectCode: 'SUBJECT-CODE-7', technique: 'cit' };
	const opened = await tester.form(`/cases/${caseId}?/open`, fields);
	session = opened.headers.get('location')?.split('/').at(-1) ?? '';
	database = await openDatabase(join(web.data, 'jingwei.sqlite'), keyPlace(web.data));
	events = new EventStore(database);
	writeFileSync(join(web.data, 'chart-01.bdf'), recording());
	await play(null, 'sheet-committed');
});
afterAll(async () => {
	await database.close();
	await web.remove();
});

test('only somebody outside the case is named, and gets a task that names nothing', async () => {
	const { candidates } = await tester.json<{ candidates: { id: string; name: string }[] }>(
		`${api()}/scorers`
	);
	expect(candidates).toHaveLength(1);
	reviewerId = candidates[0]!.id;
	const wrong = { seat: 'second', scorerId: (await state()).sheets[0]?.scorerId ?? 'nobody' };
	expect((await tester.post(`${api()}/scorers`, wrong)).status).toBe(409);
	const given = { seat: 'second', scorerId: reviewerId };
	expect((await interviewer.post(`${api()}/scorers`, given)).status).toBe(409);
	const named = await tester.post(`${api()}/scorers`, given);
	({ task } = (await named.json()) as { task: string });
	expect(await reviewer.json('/api/scoring')).toMatchObject({
		tasks: [{ task, seat: 'second', status: 'open' }]
	});
	expect(await tester.json('/api/scoring')).toEqual({ tasks: [] });
});

test('a blind scorer gets traces and types, and nothing of the case', async () => {
	const json = [
		'/api/scoring',
		`/api/scoring/${task}`,
		`/api/scoring/${task}/recordings/1`,
		`/api/scoring/${task}/recordings/1/blocks`,
		`/api/scoring/${task}/recordings/1/tiles?tile=1024`
	];
	const pages = ['/scoring', `/scoring/${task}`].flatMap((path) => [path, `${path}/__data.json`]);
	const { questions, facts, charts } = await state();
	const { number, title } = await database.db
		.selectFrom('lab_case')
		.selectAll()
		.where('id', '=', caseId)
		.executeTakeFirstOrThrow();
	const secrets = [
		...[caseId, session, number, title, 'SUBJECT-CODE-7', String(VALUE), String(P), testerActor.id],
		...facts.flatMap(({ factId, text }) => [factId, text]),
		...charts.flatMap(({ sealed }) => sealed?.sha256 ?? []),
		...questions.flatMap(({ questionId, stem, category, items }) => [
			...[`"${questionId}"`, stem, category],
			...items.flatMap(({ itemId, text }) => [itemId, text])
		])
	].map(asBytes);
	const words = [
		...['测试员甲', '讯问人乙', '负责人丁', 'tester-demo', '"key"', '"foil"', '"answer":'],
		...['"yes"', '"no"', '"silent"']
	].map(asBytes);
	for (const path of [...json, ...pages]) {
		const answer = await bytes(reviewer, path);
		const found = [...secrets, ...words].filter((secret) => answer.includes(secret));
		expect([path, ...found]).toEqual([path]);
	}
	// that they can be found where they are
	const known = await bytes(tester, `${page('chart-analysis')}/__data.json`);
	expect(secrets.filter((secret) => !known.includes(secret))).toEqual([]);
	const view = await reviewer.json<BlindView>(`/api/scoring/${task}`);
	expect(view).toMatchObject({ task, scale: 'seven-position', charts: [{ chart: 1 }] });
	expect(view.charts[0]!.presentations).toHaveLength(30);
	const blocks = await reviewer.ask(`/api/scoring/${task}/recordings/1/blocks`);
	expect((await blocks.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
	const tiles = await reviewer.ask(`/api/scoring/${task}/recordings/1/tiles?tile=128`);
	expect((await tiles.arrayBuffer()).byteLength).toBeGreaterThan(5000);
	// named, so that the browser can keep it, by a name that stands nowhere else
	const named = await reviewer.json<RecordingFacts>(`/api/scoring/${task}/recordings/1`);
	expect(named.sealedAs).toMatch(/^[0-9a-f]{64}$/);
});

test('nobody else gets the task, and its person not the case', async () => {
	const paths = ['', '/recordings/1', '/recordings/1/blocks', '/recordings/1/tiles?tile=128'].map(
		(path) => `/api/scoring/${task}${path}`
	);
	for (const path of [...paths, `/scoring/${task}`]) {
		expect((await tester.ask(path)).status).toBe(404);
		for (const browser of [interviewer, supervisor])
			expect((await browser.ask(path)).status).toBe(403);
		expect((await new Browser(web).ask(path)).status).not.toBe(200);
	}
	const sheet = keysStrong(await state());
	expect((await tester.post(`/api/scoring/${task}/commit`, { sheet })).status).toBe(404);
	for (const path of [`/cases/${caseId}`, page('chart-analysis'), `${api()}/state`])
		expect((await reviewer.ask(path)).status).toBe(404);
	expect((await reviewer.ask(`/api/stream?session=${session}`)).status).toBe(404);
	expect((await reviewer.ask(`${api()}/recordings/1/blocks`)).status).toBe(404);
	expect((await reviewer.ask(`${api()}/recordings/1/tiles?tile=128`)).status).toBe(404);
	expect((await reviewer.ask(`/api/scoring/${task}/recordings/2`)).status).toBe(404);
});

test('a sealed sheet is seen by nobody before the second is sealed too', async () => {
	const sheet: ScoreSheet = { ...keysStrong(await state()), remark: REMARK };
	const forged = { seat: 'first', commitment: 'a'.repeat(64) };
	const at = { utc: new Date().toISOString(), monotonicS: null };
	const byHand = { id: crypto.randomUUID(), type: 'sheet-committed', at, data: forged };
	expect((await tester.post(`${api()}/events`, { events: [byHand] })).status).toBe(409);

	const sealed = await tester.post(`${api()}/sheet`, { sheet });
	expect(sealed.status).toBe(200);
	expect(await (await tester.post(`${api()}/sheet`, { sheet })).json()).toEqual(
		await sealed.json()
	);
	for (const browser of [tester, supervisor, interviewer])
		expect(await everything(browser)).not.toContain(REMARK);
	for (const path of [`/api/scoring/${task}`, `/scoring/${task}/__data.json`])
		expect(await bytes(reviewer, path)).not.toContain(REMARK);

	const second = await reviewer.post(`/api/scoring/${task}/commit`, {
		sheet: keysStrong(await state())
	});
	expect(second.status).toBe(200);
	for (const browser of [tester, supervisor]) expect(await everything(browser)).toContain(REMARK);
	const { sheets, compared } = await state();
	for (const { commitment, revealed } of sheets)
		expect(sheetCommitment(revealed!.nonce, revealed!.sheet)).toBe(commitment);
	expect(compared!.agreedOutcome).toBe('responds');
	expect(verifyChain(await events.allEvents(session))).toBeNull();
});

/** What gives a result away. */
const RESULTS = [
	...[String(VALUE), String(P), REMARK, 'weightedKappa', 'commitment', 'scorerId'],
	...['"statistic"', LIMITS]
];
const given = (answer: string) => RESULTS.filter((result) => answer.includes(result));

test('an interviewer learns no result before the session is sealed, a reviewer none before it stands', async () => {
	// the reviewer has scored and works on the case from now on
	const fields = { userId: reviewerId, reason: '复核全案' };
	expect((await supervisor.form(`/cases/${caseId}?/assign`, fields)).status).toBe(200);
	expect(given(await everything(interviewer))).toEqual([]);
	expect(given(await everything(reviewer))).toEqual([]);
	const place = 'chart=1&presentation=2&channel=EDA&from=5500&to=6000';
	for (const [browser, status] of [
		[interviewer, 403],
		[reviewer, 409]
	] as const)
		expect((await browser.ask(`${api()}/caliper?${place}`)).status).toBe(status);

	await play('conclusion-recorded', 'clarification-recorded');
	expect(given(await everything(interviewer))).toEqual([]);
	expect(given(await everything(reviewer))).toEqual(RESULTS);

	await play('clarification-recorded', null);
	expect(given(await everything(interviewer))).toEqual([]);
	const told = await interviewer.json<SessionState>(`${api()}/state`);
	expect(told).toMatchObject({ seq: (await state()).seq, scores: null, interview: {} });

	const files = { files: [], manifestSha256: '0'.repeat(64) };
	await events.append(session, [propose('session-sealed', files)], system);
	expect(given(await everything(interviewer))).toEqual(RESULTS);
});
