/** The built web process from outside: who gets in, what is refused, how it starts and ends. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { browserKeyAnswer } from '#lib/core/access/browser-key.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const web = new WebProcess();
let tester: Browser;
let caseId = '';
let sessionId = '';

async function signedIn(role: string): Promise<Browser> {
	const browser = new Browser(web);
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	const answer = await browser.form('/sign-in?/enter', fields);
	expect(answer.status).toBe(303);
	return browser;
}

const at = () => ({ utc: new Date().toISOString(), monotonicS: null });
const note = (text: string) => ({ id: randomUUID(), type: 'note-added', at: at(), data: { text } });
const events = () => `/api/sessions/${sessionId}/events`;

beforeAll(async () => {
	await buildPages();
	await web.start();
});
afterAll(() => web.remove());

describe('a laboratory nobody has set up', () => {
	test('offers to create an administrator or to open the demonstration', async () => {
		const visitor = new Browser(web);
		const page = await (await visitor.ask('/')).text();
		expect(page).toContain('href="/setup"');
		expect(page).toContain('?/demonstration');
		expect((await visitor.ask('/cases')).headers.get('location')).toBe('/sign-in?to=%2Fcases');
		expect((await visitor.form('/?/demonstration')).status).toBe(303);
	});

	test('is set up once: neither an administrator nor a second demonstration follows', async () => {
		const visitor = new Browser(web);
		const fields = {
			userName: 'boss',
			name: 'B',
			password: 'correct horse 1',
			again: 'correct horse 1'
		};
		expect((await visitor.ask('/setup')).status).toBe(404);
		expect((await visitor.form('/setup', fields)).status).toBe(404);
		expect((await visitor.ask('/')).headers.get('location')).toBe('/sign-in');
	});

	test('has one case with one session, prepared for step 1', async () => {
		tester = await signedIn('tester');
		const page = await (await tester.ask('/cases')).text();
		[, caseId = '', sessionId = ''] = /\/cases\/([\w-]+)\/sessions\/([\w-]+)/.exec(page) ?? [];
		const state = await tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
		expect(state.opened).toMatchObject({ demonstration: true, caseId });
		expect(state.facts.length).toBeGreaterThanOrEqual(5);
		expect(state.completed).toEqual([]);
	});
});

describe('who gets what', () => {
	test('what is not assigned answers like what does not exist', async () => {
		const supervisor = await signedIn('supervisor');
		const made = await supervisor.form('/cases', { number: 'X-1', title: 'another case' });
		const other = made.headers.get('location')?.split('/').at(-1) ?? '';
		expect((await supervisor.ask(`/cases/${other}`)).status).toBe(200);
		const bodies = await Promise.all(
			[other, randomUUID()].map(async (id) => {
				const answer = await tester.ask(`/cases/${id}`, {
					headers: { accept: 'application/json' }
				});
				return [answer.status, (await answer.text()).replaceAll(/nonce="[^"]*"/g, '')];
			})
		);
		expect(bodies[0]).toEqual(bodies[1]);
		expect(bodies[0]?.[0]).toBe(404);
		const gone = await tester.ask(`/api/sessions/${randomUUID()}/state`);
		expect(await gone.json()).toMatchObject({ status: 404, code: 'request/not-found' });
		expect((await tester.ask('/no/such/page')).status).toBe(404);
		expect((await tester.ask(`/api/stream?session=${randomUUID()}`)).status).toBe(404);
	});

	test('an administrator keeps accounts and reads no case; a visitor reads nothing', async () => {
		const admin = await signedIn('admin');
		expect((await admin.ask('/admin')).status).toBe(200);
		expect((await admin.ask(`/api/sessions/${sessionId}/state`)).status).toBe(403);
		expect((await tester.ask('/admin')).status).toBe(403);
		const visitor = new Browser(web);
		expect((await visitor.ask(`/api/sessions/${sessionId}/state`)).status).toBe(401);
		expect(await visitor.json('/api/health')).toMatchObject({ ok: true });
	});

	test("the key of a browser is its own account's, the same each time, and is kept by nobody on the way", async () => {
		const ask = (who: Browser, browser: string) => who.post('/api/browser-key', { browser });
		const read = async (who: Browser, browser: string) => {
			const answer = await ask(who, browser);
			expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
			return browserKeyAnswer.parse(await answer.json());
		};
		const [here, there] = ['A'.repeat(22), 'B'.repeat(22)];
		const first = await read(tester, here);
		expect(first.account).toBe((await read(tester, there)).account);
		const again = await read(await signedIn('tester'), here);
		expect(again).toEqual(first);
		const others = [await read(tester, there), await read(await signedIn('supervisor'), here)];
		const keys = [first, ...others].map(({ key }) => Buffer.from(key).toString('hex'));
		expect(new Set(keys).size).toBe(3);
		expect((await ask(new Browser(web), here)).status).toBe(401);
		expect((await ask(tester, '../etc')).status).toBe(400);
		expect((await tester.ask('/api/browser-key')).status).toBe(405);
		// a locked screen gives no key
		const locked = await signedIn('tester');
		await locked.form('/sign-in?/lock');
		expect((await ask(locked, here)).status).toBe(423);
	});

	test('accounts have no open address', async () => {
		for (const path of ['sign-up/email', 'sign-in/email', 'admin/create-user'])
			expect((await tester.post(`/api/auth/${path}`, {})).status).toBe(404);
	});
});

describe('requests that are refused', () => {
	test.each([
		['another origin', { origin: 'https://evil.example' }],
		['the right origin but another site', { 'sec-fetch-site': 'cross-site' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }]
	])('a write from %s', async (_, headers) => {
		const answer = await tester.post(events(), { events: [note('x')] }, headers);
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ code: 'request/cross-origin' });
	});

	test('a host name that is not ours', async () => {
		const { port } = new URL(web.origin);
		const status = await new Promise((settle) => {
			const options = { host: '127.0.0.1', port, headers: { host: 'evil.example' } };
			request(options, (answer) => settle(answer.statusCode)).end();
		});
		expect(status).toBe(421);
	});

	test('every answer carries the protecting headers', async () => {
		for (const path of ['/cases', `/api/sessions/${sessionId}/state`]) {
			const { headers } = await tester.ask(path);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
			expect(headers.get('cache-control')).toContain('no-store');
		}
		const policy = (await tester.ask('/cases')).headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toMatch(/script-src[^;]*unsafe/);
	});
});

describe('events', () => {
	test('sent again after a lost answer stand in the log once', async () => {
		const batch = { events: [note('first'), note('second')] };
		const first: unknown = await (await tester.post(events(), batch)).json();
		const again: unknown = await (await tester.post(events(), batch)).json();
		expect(again).toEqual(first);
		const state = await tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
		expect(state.notes.map(({ text }) => text)).toEqual(['first', 'second']);
	});

	test('of a later step are refused: no step can be skipped', async () => {
		const skipped = {
			id: randomUUID(),
			type: 'identity-checked',
			at: at(),
			data: { method: 'card' }
		};
		const answer = await tester.post(events(), { events: [skipped] });
		expect(answer.status).toBe(409);
		expect(await answer.json()).toMatchObject({
			results: [{ id: skipped.id, ok: false, code: 'session/step-closed' }]
		});
		const jump = { ...skipped, type: 'step-completed', data: { step: 'question-drafting' } };
		expect((await tester.post(events(), { events: [jump] })).status).toBe(409);
	});

	test('that only the server makes, and events of no known shape, are refused', async () => {
		const made = {
			...note('x'),
			type: 'session-sealed',
			data: { files: [], manifestSha256: 'a'.repeat(64) }
		};
		expect(await (await tester.post(events(), { events: [made] })).json()).toMatchObject({
			results: [{ ok: false, code: 'session/not-by-hand' }]
		});
		for (const body of [{}, { events: [{ ...note('x'), more: 1 }] }, { events: [] }])
			expect((await tester.post(events(), body)).status).toBe(400);
	});
});

describe('the process', () => {
	test('ends in two seconds with an open stream, and is back in three', async () => {
		const stream = await tester.ask(`/api/stream?session=${sessionId}`);
		expect(stream.status).toBe(200);
		const reading = stream.text();
		expect(await web.end('SIGTERM')).toBeLessThan(2000);
		expect(await reading).toContain('shutting-down');
		// the bound is for a machine that is idle: beside others it is one more that wants a processor
		const load = Math.max(1, (loadavg()[0]! + 1) / cpus().length);
		expect(await web.start()).toBeLessThan(3000 * load);
		expect((await tester.ask('/cases')).status).toBe(200);
	});

	test('signing out ends a stream', async () => {
		const browser = await signedIn('tester');
		const stream = await browser.ask(`/api/stream?session=${sessionId}`);
		const reading = stream.text();
		await browser.form('/sign-in?/leave');
		expect(await reading).toContain('signed-out');
	});

	test('a locked screen keeps the session and gives nothing until the password comes', async () => {
		const browser = await signedIn('tester');
		await browser.form('/sign-in?/lock');
		expect((await browser.ask('/cases')).headers.get('location')).toBe(
			'/sign-in/unlock?to=%2Fcases'
		);
		expect((await browser.ask(`/api/sessions/${sessionId}/state`)).status).toBe(423);
		expect((await browser.post(events(), { events: [note('x')] })).status).toBe(423);
		const unlock = (password: string) => browser.form('/sign-in/unlock', { password });
		expect((await unlock('wrong password!')).status).toBe(400);
		expect((await unlock(DEMONSTRATION_PASSWORD)).status).toBe(303);
		expect((await browser.ask('/cases')).status).toBe(200);
	});
});
