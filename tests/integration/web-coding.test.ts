/** Raters of an interview through the web process: what one rated is on no page and in no answer for the other. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { InterviewAnswer } from '#lib/core/interview/exchange.ts';
import type { ProposedInterviewEvent } from '#lib/core/interview/interview-event.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { baseline, opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { markOf, openGate, recording, sliceForm } from '../fixtures/interviews.ts';
import { lawful } from '../fixtures/law.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

/** Words that only the first rater wrote. */
const SECRET = '另一种解释甲乙丙';
const NOTE = '标注备注丁戊己';

const web = new WebProcess();
let interviewer: Browser;
let supervisor: Browser;
let caseId = '';
let interview = '';
let last = 0;

async function signedIn(role: string): Promise<Browser> {
	const browser = new Browser(web);
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	expect((await browser.form('/sign-in?/enter', fields)).status).toBe(303);
	return browser;
}

async function tell(
	browser: Browser,
	events: readonly ProposedInterviewEvent[],
	after = 0
): Promise<InterviewAnswer> {
	const answer = await browser.post(`/api/interviews/${interview}/events`, { events, after });
	expect(answer.status).toBe(200);
	return (await answer.json()) as InterviewAnswer;
}

/** Everything that is sent to somebody who looks everywhere. */
async function allThatIsSent(browser: Browser): Promise<string> {
	const place = `/cases/${caseId}/interviews`;
	const pages = ['', `/${interview}`, `/${interview}/coding`, `/${interview}/print`].map(
		(path) => `${place}${path}`
	);
	const texts = [];
	for (const path of [...pages, `/cases/${caseId}/board`, `/api/interviews/${interview}/events`]) {
		const answer = await browser.ask(path);
		expect([path, answer.status]).toEqual([path, 200]);
		texts.push(await answer.text());
	}
	return texts.join('\n');
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await new Browser(web).form('/?/demonstration');
	interviewer = await signedIn('interviewer');
	supervisor = await signedIn('supervisor');
	const page = await (await interviewer.ask('/cases')).text();
	[, caseId = ''] = /\/cases\/([\w-]+)/.exec(page) ?? [];
	const now = (event: ProposedInterviewEvent) => ({ ...event, at: new Date().toISOString() });
	const event = now(proposeInterview('interview-opened', { ...opening, subjectCode: 'S-7' }));
	const opened = await interviewer.post(`/api/cases/${caseId}/interviews`, { event });
	({ interview } = (await opened.json()) as { interview: string });
	const form = sliceForm(1, { 'S1C-1': 3 });
	form.ratings[0]!.alternative = SECRET;
	const { results } = await tell(interviewer, [
		now(proposeInterview('gate-recorded', openGate)),
		...lawful().map(now),
		now(proposeInterview('baseline-recorded', baseline)),
		now(proposeInterview('recording-named', recording)),
		now(proposeInterview('behaviour-marked', markOf('S1C-2', 1, 400, { note: NOTE }))),
		now(proposeInterview('slice-rated', { ...form, safeguards: [{ item: 'W1', value: 2 }] }))
	]);
	expect(results.filter(({ ok }) => !ok)).toEqual([]);
	const final = results.at(-1);
	last = final?.ok === true ? final.seq : 0;
});
afterAll(() => web.remove());

describe('a rater who has not handed in the slice', () => {
	test('is sent no word of it anywhere; whoever rated it is', async () => {
		const sent = await allThatIsSent(supervisor);
		for (const words of [SECRET, NOTE]) expect(sent).not.toContain(words);
		const own = await allThatIsSent(interviewer);
		for (const words of [SECRET, NOTE]) expect(own).toContain(words);
	});

	test('is told of signs of harm, and that somebody has rated', async () => {
		const { events } = await tell(supervisor, []);
		expect(events.find(({ seq }) => seq === last)).toMatchObject({
			...{ withheld: true, type: 'slice-rated' },
			form: { slice: 1, safeguards: [{ item: 'W1', value: 2 }] }
		});
	});

	test('gets all of it with the answer to the own form', async () => {
		const form = proposeInterview('slice-rated', sliceForm(1, { 'S1C-1': 0 }));
		const { results, events } = await tell(supervisor, [form], last);
		expect(results).toMatchObject([{ ok: true }]);
		expect(events.map(({ seq }) => seq)).toEqual([last - 1, last, last + 1]);
		expect(JSON.stringify(events)).toContain(SECRET);
		expect(await allThatIsSent(supervisor)).toContain(NOTE);
	});
});
