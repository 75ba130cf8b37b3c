/** Interviews through the web process: opening, rating, gate, refusals, who is told that they exist, and kill -9. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { InterviewAnswer } from '#lib/core/interview/exchange.ts';
import type {
	InterviewEvent,
	ProposedInterviewEvent
} from '#lib/core/interview/interview-event.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import {
	baseline,
	chainFaults,
	opening,
	proposeInterview,
	statement
} from '../fixtures/interview-proposals.ts';
import { openGate, sliceForm } from '../fixtures/interviews.ts';
import { ladder, registered, topic } from '../fixtures/plans.ts';
import { lawful } from '../fixtures/law.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const web = new WebProcess();
let interviewer: Browser;
let supervisor: Browser;
let tester: Browser;
/** A reviewer outside the case. */
let stranger: Browser;
let caseId = '';
let interview = '';
let place = '';
const first = proposeInterview('interview-opened', { ...opening, subjectCode: 'S-9' });

async function signedIn(role: string, lab = web): Promise<Browser> {
	const browser = new Browser(lab);
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	expect((await browser.form('/sign-in?/enter', fields)).status).toBe(303);
	return browser;
}

async function tell(
	browser: Browser,
	events: readonly ProposedInterviewEvent[],
	after = 0
): Promise<InterviewAnswer> {
	const answer = await browser.post(place, { events, after });
	expect(answer.status).toBe(200);
	return (await answer.json()) as InterviewAnswer;
}

const log = async (path = place): Promise<InterviewEvent[]> =>
	(await interviewer.json<{ events: InterviewEvent[] }>(path)).events;
const open = async (event: ProposedInterviewEvent, browser = interviewer) => {
	const answer = await browser.post(`/api/cases/${caseId}/interviews`, { event });
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const said = (text: string) => proposeInterview('statement-recorded', statement(text));
const outcomes = ({ results }: InterviewAnswer) =>
	results.map((result) => (result.ok ? result.seq : result.code));

beforeAll(async () => {
	await buildPages();
	await web.start();
	await new Browser(web).form('/?/demonstration');
	interviewer = await signedIn('interviewer');
	supervisor = await signedIn('supervisor');
	tester = await signedIn('tester');
	stranger = await signedIn('reviewer');
	const page = await (await tester.ask('/cases')).text();
	[, caseId = ''] = /\/cases\/([\w-]+)\/sessions\//.exec(page) ?? [];
	const { body } = await open(first);
	interview = String(body['interview']);
	place = `/api/interviews/${interview}/events`;
});
afterAll(() => web.remove());

describe('the demonstration case', () => {
	test('has three interviews with two people, rated by two people, in chains that hold', async () => {
		const page = await (await interviewer.ask(`/cases/${caseId}/interviews`)).text();
		const found = [...page.matchAll(/id:"([\w-]+)",subjectCode:"(DEMO-\w)"/g)];
		expect(found.map(([, , code]) => code).sort()).toEqual(['DEMO-A', 'DEMO-A', 'DEMO-B']);
		for (const [, id = '', code] of found) {
			const events = await log(`/api/interviews/${id}/events`);
			expect(chainFaults(events)).toEqual([]);
			expect(events[0]?.data).toMatchObject({ subjectCode: code });
			const raters = events.flatMap(({ type, actor }) =>
				type === 'slice-rated' ? [actor.role] : []
			);
			expect(new Set(raters)).toEqual(new Set(['interviewer', 'supervisor']));
		}
	});

	test('leads there from the page of the case, not for a tester', async () => {
		const link = `/cases/${caseId}/interviews`;
		const page = async (browser: Browser) => (await browser.ask(`/cases/${caseId}`)).text();
		expect(await page(interviewer)).toContain(link);
		expect(await page(supervisor)).toContain(link);
		const own = await page(tester);
		expect(own).toContain(`/cases/${caseId}/sessions/`);
		expect(own).not.toContain(link);
	});
});

describe('an interview', () => {
	test('is opened once by the same event, by an interviewer only', async () => {
		expect(await open(first)).toEqual({ status: 201, body: { interview } });
		const changed = { ...first, at: '2026-11-29T02:00:00.000Z' };
		expect(await open(changed)).toMatchObject({
			...{ status: 409, body: { code: 'interview/id-reused' } }
		});
		const another = proposeInterview('interview-opened', opening);
		expect(await open(another, supervisor)).toMatchObject({
			...{ status: 409, body: { code: 'interview/role' } }
		});
		expect(await open(said('x'))).toMatchObject({ body: { code: 'interview/order' } });
		const nameless = { ...another, data: { ...opening, officers: ['一人'] } };
		expect((await open(nameless as ProposedInterviewEvent)).status).toBe(400);
	});

	test('nothing is rated before rights and fitness; a refusal says what is missing', async () => {
		const early = proposeInterview('slice-rated', sliceForm(1, { 'S1C-1': 2 }));
		const { results } = await tell(interviewer, [early]);
		expect(results).toMatchObject([
			{ ok: false, id: early.id, code: 'interview/gate', missing: ['not-recorded'] }
		]);
		const gate = proposeInterview('gate-recorded', openGate);
		expect(outcomes(await tell(supervisor, [gate]))).toEqual(['interview/role']);
		const talk = proposeInterview('baseline-recorded', baseline);
		expect(outcomes(await tell(interviewer, [gate, talk, ...lawful(), early]))).toEqual([
			...[2, 3, 4, 5, 6]
		]);
	});

	test('a second rater hands in a form, and gets what was written meanwhile', async () => {
		const form = proposeInterview('slice-rated', sliceForm(1, { 'S1C-1': 1 }));
		const answer = await tell(supervisor, [form], 5);
		expect(outcomes(answer)).toEqual([7]);
		expect(answer.events.map((one) => [one.seq, 'actor' in one && one.actor.role])).toEqual([
			[6, 'interviewer'],
			[7, 'supervisor']
		]);
		const again = await tell(supervisor, [form], 7);
		expect(again.results).toEqual([{ ok: true, id: form.id, seq: 7, duplicate: true }]);
		expect(again.events).toEqual([]);
		expect(outcomes(await tell(interviewer, [form]))).toEqual(['interview/id-reused']);
		expect(await tell(interviewer, [], 6)).toMatchObject({ results: [], events: [{ seq: 7 }] });
	});

	test('an unverified fact is not disclosed; once it is verified the checked words may be said', async () => {
		const fact = { ...registered('F81', '那晚路口有一辆灰色面包车'), factId: 'fact-1' };
		const kept = { ...registered('F82', '钥匙放在花盆下面'), factId: 'fact-2' };
		const board = async (type: string, data: object, browser = interviewer) => {
			const at = '2026-11-29T01:00:00.000Z';
			const event = { id: randomUUID(), type, at, data };
			const answer = await browser.post(`/api/cases/${caseId}/board`, { events: [event] });
			expect(await answer.json()).toMatchObject({ results: [{ ok: true }] });
		};
		await board('fact-registered', fact);
		await board('fact-registered', kept);
		const use = { use: 'hold-back', stage: 'reserved', persons: [], reason: '判断独立性' };
		await board('fact-use-set', { factId: 'fact-2', ...use }, supervisor);
		const plan = ladder('fact-1');
		// clocks of the rules run from when it was opened
		const now = (event: ProposedInterviewEvent) => ({ ...event, at: new Date().toISOString() });
		const propose: typeof proposeInterview = (type, data) => now(proposeInterview(type, data));
		const opened = await open(propose('interview-opened', { ...opening, subjectCode: 'S-8' }));
		const before = place;
		place = `/api/interviews/${String(opened.body['interview'])}/events`;
		const begun = await tell(interviewer, [
			propose('gate-recorded', openGate),
			...lawful().map(now),
			propose('topic-planned', topic('evening', ['fact-1', 'fact-2'])),
			propose('ladder-drafted', plan)
		]);
		const draft = begun.events.at(-1)?.seq ?? 0;
		const move = (status: 'free-account' | 'explored') =>
			propose('topic-moved', { topic: 'evening', status, note: '' });
		await tell(interviewer, [move('free-account'), move('explored')]);
		const check = () => propose('ladder-checked', { fact: 'fact-1', draft });
		const { wording } = plan.steps[0] ?? { wording: '' };
		const say = () => propose('evidence-disclosed', { fact: 'fact-1', step: 1, wording });
		const { results } = await tell(interviewer, [
			say(),
			propose('ladder-drafted', ladder('fact-2'))
		]);
		expect(results).toMatchObject([
			{ code: 'interview/disclose-unverified', missing: ['unverified', 'unchecked'] },
			{ code: 'interview/plan-reserved' }
		]);
		expect(outcomes(await tell(supervisor, [check()]))).toEqual(['interview/disclose-unverified']);
		await board('fact-verified', { factId: 'fact-1', how: '核对原始录像' });
		expect(outcomes(await tell(interviewer, [check()]))).toEqual(['interview/plan-second-person']);
		expect(outcomes(await tell(supervisor, [check()]))).toEqual([expect.any(Number)]);
		expect(outcomes(await tell(interviewer, [say()]))).toEqual([expect.any(Number)]);
		const page = await (
			await interviewer.ask(
				place.replace(/^.*interviews\/(.*)\/events/, `/cases/${caseId}/interviews/$1`)
			)
		).text();
		// what is kept back reaches the page as a code
		expect(page).toContain('灰色面包车');
		expect(page).toContain('F82');
		expect(page).not.toContain('花盆');
		place = before;
	});

	test('its page starts from the log, the grid and the names of those who write', async () => {
		const answer = await interviewer.ask(`/cases/${caseId}/interviews/${interview}`);
		expect(answer.status).toBe(200);
		const page = await answer.text();
		for (const part of ['grid-frame', 'grid-model', 'grid-cell-S3V', '讯问人乙', '负责人丁'])
			expect(page, part).toContain(part);
		expect(page).not.toContain('测试员甲');
		// an interview under the address of another case is not there
		const made = await supervisor.form('/cases', { number: 'X-9', title: 'another case' });
		const other = made.headers.get('location')?.split('/').at(-1) ?? '';
		expect((await supervisor.ask(`/cases/${other}/interviews`)).status).toBe(200);
		expect((await supervisor.ask(`/cases/${other}/interviews/${interview}`)).status).toBe(404);
	});

	test('takes no field that could carry anything else, and no unknown event', async () => {
		const form = proposeInterview('slice-rated', sliceForm(2, { 'S1C-1': 1 }));
		const smuggled = { ...form, data: { ...form.data, testOutcome: 'responds' } };
		expect((await interviewer.post(place, { events: [smuggled], after: 0 })).status).toBe(400);
		const unknown = { ...form, type: 'score-recorded' };
		expect((await interviewer.post(place, { events: [unknown], after: 0 })).status).toBe(400);
		expect((await interviewer.ask(`${place}?after=-1`)).status).toBe(400);
	});
});

test('to testers and people outside the case no interview exists, nor would one', async () => {
	const answerOf = async (browser: Browser, id: string) => {
		const ofCase = id === interview ? caseId : randomUUID();
		const json = { headers: { accept: 'application/json' } };
		const batch = { events: [said('x')], after: 0 };
		const answers = [
			await browser.ask(`/api/interviews/${id}/events`),
			await browser.post(`/api/interviews/${id}/events`, batch),
			await browser.post(`/api/interviews/${id}/events`, { no: 'batch' }),
			await browser.post(`/api/cases/${ofCase}/interviews`, { event: first }),
			await browser.ask(`/cases/${ofCase}/interviews`, json),
			await browser.ask(`/cases/${ofCase}/interviews/${id}`, json)
		];
		return Promise.all(
			answers.map(async (answer) => {
				const text = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '');
				return [answer.status, text.replaceAll(id, 'ID').replaceAll(ofCase, 'CASE')];
			})
		);
	};
	const before = await log();
	for (const browser of [tester, stranger]) {
		const answers = await answerOf(browser, interview);
		expect(answers.map(([status]) => status)).toEqual(Array(6).fill(404));
		expect(await answerOf(browser, randomUUID())).toEqual(answers);
	}
	const nobody = await new Browser(web).ask(place);
	expect(nobody.status).toBe(401);
	expect((await (await signedIn('admin')).ask(place)).status).toBe(403);
	expect(await log()).toEqual(before);
});

test('kill -9 loses no event that was acknowledged', async () => {
	const acknowledged: string[] = [];
	const write = async (): Promise<void> => {
		for (let n = 0; ; n++) {
			const one = said(`第${n}句`);
			const answer = await interviewer.post(place, { events: [one], after: 0 });
			const { results } = (await answer.json()) as InterviewAnswer;
			if (results[0]?.ok === true) acknowledged.push(one.id);
		}
	};
	const writers = Promise.allSettled([write(), write(), write()]);
	await vi.waitUntil(() => acknowledged.length >= 20, { timeout: 30_000 });
	await web.end('SIGKILL');
	// each ends with the connection that broke
	await writers;
	await web.start();
	const events = await log();
	const kept = new Set(events.map(({ id }) => id));
	expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
	expect(chainFaults(events)).toEqual([]);
	expect(outcomes(await tell(interviewer, [said('之后')]))).toEqual([events.length + 1]);
});

test('an open page that only asks what is new does not keep the screen from locking', async () => {
	const lockAfterS = 6;
	const short = new WebProcess({ JINGWEI_LOCK_AFTER_S: String(lockAfterS) });
	try {
		await short.start();
		await new Browser(short).form('/?/demonstration');
		const officer = await signedIn('interviewer', short);
		const page = await (await officer.ask('/cases')).text();
		const [, shortCase = ''] = /\/cases\/([\w-]+)\/sessions\//.exec(page) ?? [];
		const answer = await officer.post(`/api/cases/${shortCase}/interviews`, { event: first });
		const { interview: id } = (await answer.json()) as { interview: string };
		const ask = (events: readonly ProposedInterviewEvent[]) =>
			officer.post(`/api/interviews/${id}/events`, { events, after: 0 });
		await sleep(lockAfterS * 500);
		const written = performance.now();
		expect((await ask([proposeInterview('gate-recorded', openGate)])).status).toBe(200);
		await vi.waitUntil(async () => (await ask([])).status === 423, {
			...{ timeout: 40_000, interval: 250 }
		});
		// what a person wrote counted
		expect(performance.now() - written).toBeGreaterThan(lockAfterS * 1000);
	} finally {
		await short.remove();
	}
});
