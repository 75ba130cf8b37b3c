/** A case is closed, archived, sealed, opened by two and destroyed by two on the pages; sealed, nobody finds a trace of it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask, calls, isOfSomebody, nowhere } from '../fixtures/crawl.ts';
import { endBlue } from '../fixtures/sealed-case.ts';
import { makeTwoCases, PASSWORD, type Person, type TwoCases } from '../fixtures/two-cases.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 900_000 });

const web = new WebProcess({ JINGWEI_SECOND_FACTOR: 'optional' });
const browsers = {} as Record<Person, Browser>;
const wanted = ['root', 'boss', 'blue', 'asks-blue', 'reviews-blue'] as const;
let lab: TwoCases;
let page: string;

beforeAll(async () => {
	lab = await makeTwoCases(web.data);
	await endBlue(web.data, lab);
	await buildPages();
	await web.start();
	for (const userName of wanted) {
		const browser = new Browser(web);
		const fields = { userName, password: PASSWORD };
		expect((await browser.form('/sign-in?/enter', fields)).status).toBe(303);
		browsers[userName] = browser;
	}
	page = `/cases/${lab.compartments['BLUE-ONE'].caseId}/retention`;
});
afterAll(() => web.remove());

const why = { reason: '案件已审结，依规定办理', password: PASSWORD, code: '' };
const order = { ...why, caseNumber: 'NO-BLUE', orderRef: '（2026）调字12号' };
const move = async (act: string, more: Record<string, string> = {}) =>
	(await browsers.boss.form(`${page}?/move`, { ...why, act, ...more })).status;
const status = async (who: Person, path: string) => (await browsers[who].ask(path)).status;
/** The name of the request or proposal that waits, as a page shows it. */
async function waiting(who: Person, what: 'opening' | 'proposal'): Promise<string> {
	const text = await (await browsers[who].ask('/retention')).text();
	const [, id = ''] = new RegExp(`data-${what}="([\\w-]+)"`).exec(text) ?? [];
	return id;
}

test('an archived case is read only and leaves the work lists', async () => {
	expect(await move('archive')).toBe(400);
	expect(await move('close', { password: 'not the password' })).toBe(400);
	expect(await move('close', { reason: '结' })).toBe(400);
	expect(await move('close')).toBe(200);
	expect(await move('archive')).toBe(200);
	const { session, caseId } = lab.compartments['BLUE-ONE'];
	const shown = await (await browsers.blue.ask(`/cases/${caseId}`)).text();
	expect(shown).toContain('已归档');
	expect(shown).not.toContain('?/open');
	expect(await status('blue', `/api/sessions/${session}/state`)).toBe(200);
	for (const write of ['measure', 'media?name=a.png', 'scorers']) {
		const answer = await browsers.blue.post(`/api/sessions/${session}/${write}`, {});
		expect([write, answer.status, await answer.json()]).toMatchObject([
			...[write, 409],
			{ code: 'retention/read-only' }
		]);
	}
	const note = { id: crypto.randomUUID(), type: 'note-added', data: { text: 'x' } };
	const at = { utc: new Date().toISOString(), monotonicS: null };
	const sent = await browsers.blue.post(`/api/sessions/${session}/events`, {
		events: [{ ...note, at }]
	});
	expect(sent.status).toBe(409);
	const assigned = { userId: lab.ids.red, reason: '协助', subjects: '' };
	expect((await browsers.boss.form(`/cases/${caseId}?/assign`, assigned)).status).toBe(400);
	// nobody but a supervisor moves a case
	expect((await browsers.blue.form(`${page}?/move`, { ...why, act: 'seal' })).status).toBe(400);
});

test('of a sealed case nobody finds a trace on any route', async () => {
	expect(await move('seal')).toBe(303);
	const target = lab.compartments['BLUE-ONE'];
	const traces: string[] = [];
	for (const who of wanted)
		for (const call of calls.filter(({ method }) => method === 'GET')) {
			const isOfCase = isOfSomebody(call);
			const answer = await ask(browsers[who], call, isOfCase ? target : nowhere());
			const name = `${who} ${call.route}`;
			for (const token of target.tokens)
				if (answer.text.includes(token)) traces.push(`${name}: ${token}`);
			if (!isOfCase) continue;
			const gone = await ask(browsers[who], call, nowhere());
			if (answer.status !== gone.status || answer.text !== gone.text)
				traces.push(`${name}: ${String(answer.status)}, nowhere ${String(gone.status)}`);
		}
	expect(traces).toEqual([]);
});

test('it is opened by order, by one who asks and another who approves, for reading', async () => {
	const { session } = lab.compartments['BLUE-ONE'];
	const request = (more: Record<string, string> = {}) =>
		browsers.blue.form('/retention?/request', { ...order, ...more });
	for (const wrong of [{ orderRef: '' }, { caseNumber: 'NO-RED' }, { password: 'wrong' }])
		expect((await request(wrong)).status).toBe(400);
	expect((await request()).status).toBe(200);
	const id = await waiting('boss', 'opening');
	expect(id).not.toBe('');
	expect(await (await browsers.boss.ask('/cases')).text()).toContain('查阅封存案件的申请');
	const approve = { id, act: 'approve-opening', password: PASSWORD, code: '' };
	expect((await browsers.blue.form('/retention?/answer', approve)).status).toBe(400);
	const unsure = { ...approve, password: 'wrong' };
	expect((await browsers.boss.form('/retention?/answer', unsure)).status).toBe(400);
	expect(await status('blue', `/api/sessions/${session}/state`)).toBe(404);
	expect((await browsers.boss.form('/retention?/answer', approve)).status).toBe(200);
	expect(await (await browsers.blue.ask(`/api/sessions/${session}/state`)).text()).toContain(
		'玄武丙'
	);
	expect(await status('blue', page)).toBe(200);
	expect((await browsers.blue.post(`/api/sessions/${session}/measure`, {})).status).toBe(409);
	// whoever approved it sees no more than before
	expect(await status('boss', page)).toBe(404);
	const end = { id, act: 'end-opening' };
	expect((await browsers.blue.form('/retention?/answer', end)).status).toBe(200);
	expect(await status('blue', `/api/sessions/${session}/state`)).toBe(404);
});

test('it is destroyed by a supervisor and an administrator, who sees ids; the certificate is printed', async () => {
	const propose = (more: Record<string, string> = {}) =>
		browsers.boss.form('/retention?/propose', { ...order, ...more });
	expect((await propose({ orderRef: '' })).status).toBe(400);
	expect((await propose()).status).toBe(200);
	const id = await waiting('root', 'proposal');
	const seen = await (await browsers.root.ask('/retention')).text();
	for (const word of ['NO-BLUE', '玄案', '玄武丙']) expect(seen).not.toContain(word);
	const act = { id, password: PASSWORD, code: '' };
	expect((await browsers.boss.form('/retention?/destroy', act)).status).toBe(400);
	const done = await browsers.root.form('/retention?/destroy', act);
	expect(done.status).toBe(200);
	const [, certificate = ''] = /certificates\/([\w-]+)/.exec(await done.text()) ?? [];
	const paper = await (await browsers.boss.ask(`/retention/certificates/${certificate}`)).text();
	for (const words of ['销毁证明', 'Certificate of destruction', 'Backups made before'])
		expect(paper).toContain(words);
	expect(paper).toContain(lab.compartments['BLUE-ONE'].session);
	expect(await status('blue', `/retention/certificates/${certificate}`)).toBe(403);
	expect((await propose()).status).toBe(400);
});
