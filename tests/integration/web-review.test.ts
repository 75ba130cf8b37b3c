/** A question list reviewed blind, its pictures, and a list changed after a chart: what goes over the wire. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyPackage } from '#lib/core/audit/package.ts';
import type { EventData, EventType } from '#lib/core/session/event.ts';
import { earlierSeries, formalCharts } from '#lib/core/session/formal-charts.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import type { MediaFile } from '#lib/core/session/question.ts';
import type { ReviewView } from '#lib/core/session/review-view.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { send } from '../fixtures/demonstration-steps.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';
import { question } from '../fixtures/session-parts.ts';
import { script } from '../whole-session.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const web = new WebProcess();
const [tester, interviewer, reviewer, supervisor] = [1, 2, 3, 4].map(() => new Browser(web)) as [
	...[Browser, Browser, Browser, Browser]
];
let database: LabDatabase;
let events: EventStore;
let caseId = '';
let session = '';
let task = '';
let picture: MediaFile;

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('A-PICTURE')]);
const api = () => `/api/sessions/${session}`;
const state = () => events.stateOf(session);
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const put = <T extends EventType>(type: T, data: EventData<T>, by = tester) =>
	send(by, session, type, data);
const upload = (by: Browser, body: Buffer, name: string) =>
	by.ask(`${api()}/media?name=${encodeURIComponent(name)}`, {
		...{ method: 'POST', body: new Uint8Array(body) },
		headers: { 'content-type': 'application/octet-stream' }
	});

async function signIn(browser: Browser, role: string): Promise<void> {
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	expect((await browser.form('/sign-in?/enter', fields)).status).toBe(303);
}

/** A new session of the demonstration case. */
async function openSession(): Promise<string> {
	const fields = { subjectCode: `S-${randomUUID().slice(0, 4).toUpperCase()}`, technique: 'cit' };
	const opened = await tester.form(`/cases/${caseId}?/open`, fields);
	return opened.headers.get('location')?.split('/').at(-1) ?? '';
}

/** Plays the script over the server's own database up to an event. */
async function play(until: EventType): Promise<void> {
	for (const step of script.slice(1)) {
		const { proposed, actor } = step(await state());
		if (proposed.type === until) return;
		const [result] = await events.append(session, [{ ...proposed, id: randomUUID() }], actor);
		expect(result).toMatchObject({ ok: true });
	}
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
	database = await openDatabase(join(web.data, 'jingwei.sqlite'), keyPlace(web.data));
	events = new EventStore(database);
	session = await openSession();
	await play('question-drafted');
});
afterAll(async () => {
	await database.close();
	await web.remove();
});

test('a picture is kept for people of the case, never run, and nothing else is taken', async () => {
	const kept = await upload(tester, png, '../THE-TRUE-KEY.png');
	picture = (await kept.json()) as MediaFile;
	const sha256 = createHash('sha256').update(png).digest('hex');
	expect(picture).toEqual({
		sha256,
		bytes: png.length,
		type: 'image/png',
		name: 'THE-TRUE-KEY.png'
	});
	const answer = await interviewer.ask(`${api()}/media/${sha256}`);
	expect(answer.headers.get('cache-control')).toBe('no-store');
	expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
	expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		'content-type': 'image/png',
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff'
	});
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
	const refused = await upload(tester, svg, 'x.png');
	expect([refused.status, await code(refused)]).toEqual([415, 'media/type']);
	const large = await upload(tester, Buffer.concat([png, Buffer.alloc(20_000_000)]), 'x.png');
	expect([large.status, await code(large)]).toEqual([413, 'media/too-large']);
	expect((await upload(supervisor, png, 'x.png')).status).toBe(409);
	for (const path of [`${api()}/media/${sha256}`, `${api()}/media/${'0'.repeat(64)}`])
		expect((await reviewer.ask(path)).status).toBe(404);
	expect((await tester.ask(`${api()}/media/${'0'.repeat(64)}`)).status).toBe(404);
	expect((await tester.ask(`${api()}/media/..%2F..%2Fjingwei.sqlite`)).status).toBe(404);
	const body = { events: [], more: 'x'.repeat(3_000_000) };
	expect((await tester.post(`${api()}/events`, body)).status).toBe(400);
});

test('a question may name only a file that is kept', async () => {
	const items = question(1).items.map((item) =>
		item.role === 'key'
			? {
					...item,
					stimulus: { kind: 'picture' as const, description: 'FROM-THE-SCENE', file: picture }
				}
			: item
	);
	const strange = { ...picture, sha256: 'b'.repeat(64) };
	const wrong = items.map((item) =>
		'stimulus' in item && item.stimulus !== undefined
			? { ...item, stimulus: { ...item.stimulus, file: strange } }
			: item
	);
	await expect(put('question-drafted', { ...question(1), items: wrong })).rejects.toThrow(
		'media/missing'
	);
	await put('question-drafted', { ...question(1), items });
	for (const n of [2, 3, 4, 5]) await put('question-drafted', question(n));
});

test('a reviewer outside the case gets the words and the picture, and neither keys nor facts', async () => {
	const { candidates } = await tester.json<{ candidates: { id: string }[] }>(`${api()}/reviewers`);
	expect(candidates).toHaveLength(1);
	expect((await interviewer.ask(`${api()}/reviewers`)).status).toBe(409);
	const { drafters } = await state();
	const own = await tester.post(`${api()}/reviewers`, { reviewerId: drafters[0] });
	expect(await code(own)).toBe('session/reviewer-not-blind');
	const asked = await tester.post(`${api()}/reviewers`, { reviewerId: candidates[0]!.id });
	({ task } = (await asked.json()) as { task: string });

	const paths = ['/review', `/review/${task}`].flatMap((path) => [path, `${path}/__data.json`]);
	const { questions, facts, hypotheses } = await state();
	const { number, title } = await database.db
		.selectFrom('lab_case')
		.selectAll()
		.where('id', '=', caseId)
		.executeTakeFirstOrThrow();
	const secrets = [
		...[caseId, session, number, title, 'FROM-THE-SCENE', 'THE-TRUE-KEY', drafters[0] ?? ''],
		...['"key"', '"foil"', '"buffer"', '测试员甲', 'tester-demo'],
		...facts.flatMap(({ factId, text }) => [`"${factId}"`, text]),
		...hypotheses.flatMap(({ hypothesisId, statement }) => [`"${hypothesisId}"`, statement]),
		...questions.flatMap(({ questionId, items }) => [
			...[`"${questionId}"`, ...items.map(({ itemId }) => `"${itemId}"`)]
		])
	];
	for (const path of [...paths, `/api/review/${task}`]) {
		const answer = await reviewer.ask(path);
		const text = await answer.text();
		expect([path, answer.status, ...secrets.filter((secret) => text.includes(secret))]).toEqual([
			...[path, 200]
		]);
	}
	const view = await reviewer.json<ReviewView>(`/api/review/${task}`);
	const words = questions.flatMap(({ items }) => items.map(({ text }) => text));
	expect(view.questions.flatMap(({ items }) => items.map(({ text }) => text)).toSorted()).toEqual(
		words.toSorted()
	);
	const shown = await reviewer.ask(`/api/review/${task}/media/${picture.sha256}`);
	expect(shown.headers.get('cache-control')).toBe('no-store');
	expect((await shown.arrayBuffer()).byteLength).toBe(png.length);
});

test('the task is its person’s alone, and gives them no way into the case', async () => {
	const paths = [
		`/review/${task}`,
		`/api/review/${task}`,
		`/api/review/${task}/media/${picture.sha256}`
	];
	for (const path of paths) {
		expect((await tester.ask(path)).status).toBe(404);
		for (const browser of [interviewer, supervisor])
			expect((await browser.ask(path)).status).toBe(403);
	}
	expect((await reviewer.ask(`/api/review/${task}/media/${'0'.repeat(64)}`)).status).toBe(404);
	for (const path of [`/cases/${caseId}`, `${api()}/state`, `${api()}/media/${picture.sha256}`])
		expect((await reviewer.ask(path)).status).toBe(404);
	const byHand = {
		id: randomUUID(),
		type: 'list-reviewed',
		at: { utc: new Date().toISOString(), monotonicS: null }
	};
	const forged = { task, sha256: 'a'.repeat(64), answers: [], verdict: 'accepted', remark: '' };
	expect((await tester.post(`${api()}/events`, { events: [{ ...byHand, data: forged }] })).ok).toBe(
		false
	);
});

test('the list is locked when it was reviewed as it is; a change asks for it again', async () => {
	const lock = async () => {
		const { listVersion } = await state();
		const sha256 = questionListHash(await state());
		return put('question-list-locked', { version: listVersion + 1, sha256, acceptedWarnings: [] });
	};
	const view = await reviewer.json<ReviewView>(`/api/review/${task}`);
	const given = {
		...{ sha256: view.sha256, verdict: 'accepted', remark: 'clear' },
		answers: view.questions.map(({ number }) => ({
			question: number,
			guess: 1,
			odd: [],
			remark: ''
		}))
	};
	await expect(lock()).rejects.toThrow('session/review-missing');
	await put('question-corrected', {
		...question(5),
		stem: 'Changed meanwhile?',
		reason: 'wording'
	});
	const stale = await reviewer.post(`/api/review/${task}`, given);
	expect(await code(stale)).toBe('session/review-stale');
	const again = await reviewer.json<ReviewView>(`/api/review/${task}`);
	const handed = await reviewer.post(`/api/review/${task}`, { ...given, sha256: again.sha256 });
	expect(handed.status).toBe(200);
	const [review] = (await state()).listReviews;
	const first = (await state()).questions[0]!;
	const guessed = first.items.find(({ itemId }) => itemId === review?.answers[0]?.guess);
	expect(guessed?.text).toBe(again.questions[0]?.items[0]?.text);
	expect((await reviewer.ask(`/api/review/${task}`)).status).toBe(404);
	await lock();
	expect((await state()).lock).toMatchObject({ version: 1 });
	// it stays in the reviewer's list, as one that was handed in
	expect(await (await reviewer.ask('/review')).text()).toContain(task.slice(0, 8).toUpperCase());
});

test('the picture is sealed with the session and the folder is checked with it', async () => {
	await put('session-abandoned', { reason: 'the test was called off' });
	const sealed = await supervisor.post(`${api()}/seal`);
	expect(sealed.status).toBe(200);
	const folder = join(web.data, 'archive', session);
	expect(existsSync(join(folder, 'media', picture.sha256))).toBe(true);
	const read = await readPackage(folder);
	expect(verifyPackage(read)).toMatchObject({ ok: true });
	const files = read.files.filter(({ path }) => !path.startsWith('media/'));
	expect(verifyPackage({ ...read, files }).ok).toBe(false);
	expect((await upload(tester, png, 'late.png')).status).toBe(409);
});

test('a question changed after a chart begins a series of its own', async () => {
	session = await openSession();
	await play('chart-measured');
	const reason = 'the first question was unclear';
	await put('step-reopened', { step: 'question-drafting', reason }, supervisor);
	await put('question-list-unlocked', { reason });
	await put('question-corrected', { ...question(1), stem: 'Other words?', reason });
	const sha256 = questionListHash(await state());
	await put('review-waived', { sha256, reason: 'one tester in this laboratory' });
	await put('question-list-locked', { version: 2, sha256, acceptedWarnings: [] });
	const now = await tester.json<Awaited<ReturnType<typeof state>>>(`${api()}/state`);
	expect(formalCharts(now)).toEqual([]);
	expect(earlierSeries(now)).toMatchObject([{ version: 1, charts: [{ chart: 1 }] }]);
	expect(now.lockedLists.map(({ questions }) => questions[0]?.stem)).toEqual([
		...[question(1).stem, 'Other words?']
	]);
});
