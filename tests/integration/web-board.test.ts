/** The board of a case through the web process: the demonstration's, and that no route leads a team to another subject. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { BoardData, BoardEventType } from '#lib/core/board/board-event.ts';
import type { BoardAnswer } from '#lib/core/board/exchange.ts';
import type { BoardView } from '#lib/core/board/view.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const web = new WebProcess();
let interviewer: Browser;
let supervisor: Browser;
let tester: Browser;
let caseId = '';
/** Interviews of DEMO-A and DEMO-B. */
let [ofA, ofB] = ['', ''];
/** The account of the interviewer. */
let me = '';

async function signedIn(role: string): Promise<Browser> {
	const browser = new Browser(web);
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	expect((await browser.form('/sign-in?/enter', fields)).status).toBe(303);
	return browser;
}

async function tell<T extends BoardEventType>(
	browser: Browser,
	type: T,
	data: BoardData<T>
): Promise<BoardAnswer> {
	const event = { id: randomUUID(), type, at: new Date().toISOString(), data };
	const answer = await browser.post(`/api/cases/${caseId}/board`, { events: [event] });
	expect(answer.status).toBe(200);
	return (await answer.json()) as BoardAnswer;
}
const viewOf = async (browser: Browser): Promise<BoardView> =>
	(await browser.json<{ view: BoardView }>(`/api/cases/${caseId}/board`)).view;
const page = async (browser: Browser, path: string) => {
	const answer = await browser.ask(path);
	return { status: answer.status, text: await answer.text() };
};

beforeAll(async () => {
	await buildPages();
	await web.start();
	await new Browser(web).form('/?/demonstration');
	interviewer = await signedIn('interviewer');
	supervisor = await signedIn('supervisor');
	tester = await signedIn('tester');
	const { text } = await page(tester, '/cases');
	[, caseId = ''] = /\/cases\/([\w-]+)\/sessions\//.exec(text) ?? [];
	const { columns } = await viewOf(supervisor);
	[ofA, ofB] = ['DEMO-A', 'DEMO-B'].map(
		(code) => columns.find(({ subject }) => subject === code)?.interviewId ?? ''
	) as [string, string];
	me = columns[0]?.interviewers[0] ?? '';
});
afterAll(() => web.remove());

describe('the board of the demonstration case', () => {
	test('holds facts, codings and one approved disclosure, and has its page', async () => {
		const view = await viewOf(interviewer);
		expect(view.allFacts.map(({ code }) => code)).toEqual(['F01', 'F02', 'F03', 'F04']);
		expect(view.cells.filter(({ code }) => code !== 'N').map(({ subject }) => subject)).toEqual([
			...['DEMO-A', 'DEMO-B']
		]);
		expect(view.approvals).toMatchObject([{ toSubject: 'DEMO-A', decision: { approved: true } }]);
		expect(view.contradictions.map(({ type }) => type)).toContain('within-statement');
		expect(view.hasCompartments).toBe(false);
		const shown = await page(interviewer, `/cases/${caseId}/board`);
		expect(shown.status).toBe(200);
		expect(shown.text).toContain('巷口');
		const link = `/cases/${caseId}/board`;
		for (const path of [`/cases/${caseId}`, `/cases/${caseId}/interviews`])
			expect((await page(interviewer, path)).text).toContain(link);
	});

	test('is not there for a tester, by page or interface', async () => {
		for (const path of [`/cases/${caseId}/board`, `/api/cases/${caseId}/board`])
			expect((await page(tester, path)).status).toBe(404);
		const answer = await tester.post(`/api/cases/${caseId}/board`, { nonsense: true });
		expect(answer.status).toBe(404);
		expect((await page(tester, `/cases/${caseId}`)).text).not.toContain(`${caseId}/board`);
	});

	test('a supervisor who asked cannot approve', async () => {
		const request = {
			...{ requestId: 'own', sourceSubject: 'DEMO-A', toSubject: 'DEMO-B', factIds: [] },
			...{ text: 'x', truth: 'x', necessity: 'x', minimality: 'x' }
		};
		const asked = await tell(supervisor, 'cross-disclosure-requested', request);
		expect(asked.results[0]?.ok).toBe(true);
		const approval = { requestId: 'own', reason: 'x' };
		expect((await tell(supervisor, 'cross-disclosure-approved', approval)).results).toMatchObject([
			{ ok: false, code: 'board/approval-own' }
		]);
	});
});

describe('once teams are set', () => {
	beforeAll(async () => {
		const set = (subject: string, interviewers: string[]) =>
			tell(supervisor, 'compartment-set', { subject, interviewers, reason: '分组' });
		expect((await set('DEMO-A', [me])).results[0]?.ok).toBe(true);
		expect((await set('DEMO-B', [])).results[0]?.ok).toBe(true);
	});

	test('every route to the interview of another subject answers that there is none', async () => {
		const of = (id: string) => [
			`/cases/${caseId}/interviews/${id}`,
			`/cases/${caseId}/interviews/${id}/print`,
			`/cases/${caseId}/interviews/${id}/coding`,
			`/api/interviews/${id}/events`,
			`/api/interviews/${id}/events?after=0`,
			`/exports?interview=${id}`
		];
		for (const path of of(ofB))
			expect([path, (await page(interviewer, path)).status]).toEqual([path, 404]);
		const sent = await interviewer.post(`/api/interviews/${ofB}/events`, { events: [], after: 0 });
		expect(sent.status).toBe(404);
		// the same routes of the own subject, and all of them for the supervisor, are there
		expect((await page(interviewer, of(ofA)[0]!)).status).toBe(200);
		expect((await page(interviewer, of(ofA)[3]!)).status).toBe(200);
		expect((await page(supervisor, of(ofB)[0]!)).status).toBe(200);
	});

	test('neither list nor board holds anything of the other subject but a code', async () => {
		const list = await page(interviewer, `/cases/${caseId}/interviews`);
		expect(list.text).toContain('DEMO-A');
		expect(list.text).not.toContain('DEMO-B');
		const board = await page(interviewer, `/cases/${caseId}/board`);
		for (const part of [ofB, '借给一个熟人', '砖缝', '担心家里', 'DEMO-AV-B'])
			expect([part, board.text.includes(part)]).toEqual([part, false]);
		// what was approved to be told is there, word for word
		expect(board.text).toContain('有人说，那晚把一辆车借了出去。');
		const view = await viewOf(interviewer);
		expect(view.subjects).toEqual([
			{ code: 'DEMO-A', withheld: false },
			{ code: 'DEMO-B', withheld: true }
		]);
		expect(view.readings).toEqual([]);
		expect((await page(supervisor, `/cases/${caseId}/board`)).text).toContain('借给一个熟人');
	});

	test('nobody opens or codes an interview of another team', async () => {
		const event = proposeInterview('interview-opened', { ...opening, subjectCode: 'DEMO-B' });
		const answer = await interviewer.post(`/api/cases/${caseId}/interviews`, { event });
		expect(answer.status).toBe(409);
		expect(await answer.json()).toMatchObject({ code: 'interview/compartment' });
		const next = await tell(interviewer, 'next-step-set', { subject: 'DEMO-B', text: 'x' });
		expect(next.results).toMatchObject([{ ok: false, code: 'board/compartment' }]);
	});
});
