/** A laboratory of two cases asked by everybody for everything: no trace of what is another's, and how rights end. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { reachOf } from '#lib/core/access/matrix.ts';
import { routeActs } from '#lib/core/access/route-acts.ts';
import { codeOf } from '../fixtures/authenticator.ts';
import { ask, calls, isOfSomebody, nowhere, type Call, type Target } from '../fixtures/crawl.ts';
import {
	makeTwoCases,
	PASSWORD,
	people,
	type Person,
	type Subject,
	type TwoCases
} from '../fixtures/two-cases.ts';
import { askExport } from '../fixtures/taken-export.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 900_000 });

const web = new WebProcess({ JINGWEI_SECOND_FACTOR: 'optional' });
const browsers = {} as Record<Person, Browser>;
let lab: TwoCases;

async function signIn(userName: Person, agent?: string): Promise<Browser> {
	const browser = new Browser(web);
	const answer = await browser.ask('/sign-in?/enter', {
		...{ method: 'POST', body: new URLSearchParams({ userName, password: PASSWORD }) },
		headers: { accept: 'text/html', ...(agent === undefined ? {} : { 'user-agent': agent }) }
	});
	expect(answer.status).toBe(303);
	return browser;
}

beforeAll(async () => {
	lab = await makeTwoCases(web.data);
	await buildPages();
	await web.start();
	for (const person of Object.keys(people) as Person[]) browsers[person] = await signIn(person);
});
afterAll(() => web.remove());

const targetOf = (subject: Subject): Target => lab.compartments[subject];
const name = ({ route, method }: Call) => `${method} ${route}`;
function reach(person: Person, { route, method }: Call) {
	const [object, act] = routeActs[route]?.[method] ?? [];
	if (object === undefined || act === undefined) throw new Error(`no act of ${route}`);
	return reachOf(people[person], object, act);
}

/** Who must not know of whom. */
const outside: readonly (readonly [Person, readonly Subject[]])[] = [
	['red-one', ['RED-TWO', 'BLUE-ONE']],
	['asks-one', ['RED-TWO', 'BLUE-ONE']],
	['reviews-red', ['BLUE-ONE']],
	['blue', ['RED-ONE']],
	['root', ['BLUE-ONE']]
];

describe('what is of others', () => {
	test('the words of a compartment are on the pages of whoever works in it, so that a crawl can see them', async () => {
		const seen = async (person: Person, subject: Subject): Promise<string> => {
			const found = calls.filter((call) => call.method === 'GET' && isOfSomebody(call));
			const texts: string[] = [];
			for (const call of found)
				texts.push((await ask(browsers[person], call, targetOf(subject))).text);
			return texts.join('\n');
		};
		const red = await seen('red', 'RED-TWO');
		for (const token of lab.compartments['RED-TWO'].tokens.slice(0, 2))
			expect(red).toContain(token);
		expect(await seen('asks-blue', 'BLUE-ONE')).toContain('玄武丙是我放的');
	});

	test.each(outside)('%s finds no trace of %j on any route', async (person, subjects) => {
		const browser = browsers[person];
		const forbidden = subjects.flatMap((subject) => lab.compartments[subject].tokens);
		const traces: string[] = [];
		for (const call of calls) {
			if (!isOfSomebody(call)) {
				const { text } = await ask(browser, call, nowhere());
				for (const token of forbidden)
					if (text.includes(token)) traces.push(`${name(call)}: ${token}`);
				continue;
			}
			const gone = await ask(browser, call, nowhere());
			for (const subject of subjects) {
				const target = targetOf(subject);
				// of the case itself only the other subject is of others
				const isOwnCase = subject === 'RED-TWO' && person.endsWith('one');
				if (isOwnCase && /^\/(api\/)?cases\/\[case\](?!.*\[)/.test(call.route)) continue;
				const answer = await ask(browser, call, target);
				for (const token of forbidden)
					if (answer.text.includes(token)) traces.push(`${name(call)}: ${token}`);
				if (answer.status !== gone.status || answer.text !== gone.text)
					traces.push(`${name(call)}: ${String(answer.status)}, nowhere ${String(gone.status)}`);
				if (answer.status < 300) traces.push(`${name(call)}: let in`);
			}
		}
		expect(traces).toEqual([]);
	});

	test('within a case, lists and counts leave the other subject out', async () => {
		const { caseId, tokens } = lab.compartments['RED-TWO'];
		for (const person of ['red-one', 'asks-one'] as const)
			for (const path of ['/cases', `/cases/${caseId}`, `/cases/${caseId}/interviews`]) {
				const text = await (await browsers[person].ask(path)).text();
				for (const token of tokens) expect([path, text.includes(token)]).toEqual([path, false]);
			}
	});
});

describe('the matrix', () => {
	test.each(['red', 'asks-red', 'reviews-red', 'boss', 'root'] as const)(
		'what it refuses to %s is refused, on what is assigned to them too; what it lets them read is there',
		async (person) => {
			const wrong: string[] = [];
			for (const call of calls) {
				const how = reach(person, call);
				if (how !== 'none' && call.method !== 'GET') continue;
				// a task is assigned to nobody here, and other duties of administrators have tests of their own
				const isOther = /\[(task|review|sha256|file|certificate)\]|^\/admin\//.test(call.route);
				if (isOther && how !== 'none') continue;
				const { status } = await ask(browsers[person], call, targetOf('RED-ONE'));
				const isKept = [401, 403, 404].includes(status);
				const isRight = how === 'none' ? status >= 400 && status < 500 : !isKept && status < 500;
				if (!isRight) wrong.push(`${name(call)}: ${String(status)}, reach ${how}`);
			}
			expect(wrong).toEqual([]);
		}
	);
});

describe('a right that ends', () => {
	/** How long a stream went on after something was done [ms]; what it said last. */
	async function endOf(stream: Response, act: () => Promise<unknown>) {
		expect(stream.status).toBe(200);
		const reading = stream.text();
		await act();
		const since = performance.now();
		const text = await reading;
		return { ms: performance.now() - since, text };
	}

	// at the same time as the next: both wait for the streams to ask again
	test.concurrent(
		'an assignment that is ended closes open streams within ten seconds, and the next request finds nothing',
		async () => {
			const { caseId, session } = lab.compartments['BLUE-ONE'];
			const { blue, boss } = browsers;
			const streams = [`/api/stream?session=${session}`, `/api/sessions/${session}/screen`];
			const end = boss.form.bind(boss, `/cases/${caseId}?/end`, {
				...{ userId: lab.ids.blue, reason: '改派他人' }
			});
			let ended: Promise<Response> | null = null;
			const once = () => (ended ??= end());
			const closed = await Promise.all(
				streams.map(async (path) => endOf(await blue.ask(path), once))
			);
			for (const { ms } of closed) expect(ms).toBeLessThan(10_000);
			expect(closed[0]!.text).toContain('unassigned');
			expect(closed[1]!.text).toContain('event: over');
			for (const path of [...streams, `/api/sessions/${session}/state`])
				expect((await blue.ask(path)).status).toBe(404);
		}
	);

	test.concurrent(
		'an account that is disabled is out of its streams within ten seconds',
		async () => {
			const { session } = lab.compartments['RED-ONE'];
			const stream = await browsers['reviews-red'].ask(`/api/stream?session=${session}`);
			const { ms, text } = await endOf(stream, () =>
				browsers.root.form('/admin?/disable', { id: lab.ids['reviews-red'] })
			);
			expect(ms).toBeLessThan(10_000);
			expect(text).toContain('signed-out');
			expect((await browsers['reviews-red'].ask(`/api/sessions/${session}/state`)).status).toBe(
				401
			);
		}
	);

	test('a sign-in that was carried to another kind of browser is none', async () => {
		const chrome =
			'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
		const browser = await signIn('red', chrome);
		const as = async (agent: string) =>
			(await browser.ask('/cases', { headers: { 'user-agent': agent } })).status;
		expect(await as(chrome.replace('140', '141'))).toBe(200);
		expect(await as(chrome.replace('Windows NT 10.0', 'X11; Linux x86_64'))).toBe(303);
		expect(await as('curl/8')).toBe(303);
	});

	test('signing out tells the browser to forget what it kept', async () => {
		const browser = await signIn('red');
		const answer = await browser.form('/sign-in?/leave');
		expect(answer.headers.get('clear-site-data')).toBe('"cache"');
	});
});

describe('urgent access', () => {
	const reason = '被测人突发疾病，须立即查阅已知病史与停测情况。';
	const form = { caseNumber: 'NO-BLUE', reason, password: PASSWORD, code: '', secondCode: '' };
	const open = async (more: Record<string, string> = {}) =>
		(
			await browsers.red.form('/urgent?/open', {
				...{ ...form, secondName: 'boss', secondPassword: PASSWORD, ...more }
			})
		).status;
	const own = () => `/api/sessions/${lab.compartments['BLUE-ONE'].session}`;

	test('needs both passwords and a reason; until then there is nothing', async () => {
		expect(await open({ password: 'not the password' })).toBe(400);
		expect(await open({ secondPassword: 'not the password' })).toBe(400);
		expect(await open({ secondName: 'red' })).toBe(400);
		expect(await open({ secondName: 'root' })).toBe(400);
		expect(await open({ reason: '急' })).toBe(400);
		expect((await browsers.red.ask(`${own()}/state`)).status).toBe(404);
	});

	test('reads, writes nothing, takes nothing out, and is on every page until somebody reviewed it', async () => {
		expect(await open()).toBe(200);
		const { red, boss } = browsers;
		expect(await (await red.ask(`${own()}/state`)).text()).toContain('玄武丙');
		const note = { id: crypto.randomUUID(), type: 'note-added', data: { text: 'x' } };
		const at = { utc: new Date().toISOString(), monotonicS: null };
		expect((await red.post(`${own()}/events`, { events: [{ ...note, at }] })).status).toBe(404);
		expect((await red.ask(`${own()}/screen`)).status).toBe(404);
		const { session } = lab.compartments['BLUE-ONE'];
		expect((await red.ask(`/exports?session=${session}`)).status).toBe(404);
		const asked = { source: 'session', id: session, item: 'recording/1' } as const;
		expect((await askExport(red, asked)).status).toBe(400);
		expect(await (await boss.ask('/exports')).text()).not.toContain('BLUE-ONE');
		for (const path of ['/cases', '/account', '/scoring'])
			expect(await (await red.ask(path)).text()).toContain('data-urgent');
		expect(await (await boss.ask('/cases')).text()).toContain('复核紧急查阅');
		const page = await (await red.ask('/urgent')).text();
		const [, id = ''] = /name="id" value="([\w-]+)"/.exec(page) ?? [];
		expect((await red.form('/urgent?/end', { id })).status).toBe(200);
		expect((await red.ask(`${own()}/state`)).status).toBe(404);
		const review = { id, outcome: 'justified', note: '确有必要' };
		// the second person does not review it
		expect((await boss.form('/urgent?/review', review)).status).toBe(400);
		expect((await red.form('/urgent?/review', review)).status).toBe(400);
	});
});

describe('the password again', () => {
	test('counts for five minutes and is asked with the throttle of the way in', async () => {
		const browser = await signIn('asks-red');
		const again = async (password: string) =>
			(await browser.post('/api/reauthentication', { password, code: '' })).status;
		expect(await again('')).toBe(403);
		expect(await again('not the password')).toBe(400);
		expect(await again(PASSWORD)).toBe(200);
		// now nothing need be typed for what only asks whether it was
		expect(await again('')).toBe(200);
		await browser.form('/sign-in?/lock');
		await browser.form('/sign-in/unlock', { password: PASSWORD });
		expect(await again('')).toBe(403);
	});
});

describe('a second factor that is required', () => {
	const strict = new WebProcess();
	afterAll(() => strict.remove());

	test('nothing opens before it is set up but the page for it', async () => {
		await strict.start();
		const admin = new Browser(strict);
		const account = { userName: 'adam', name: 'Adam', password: PASSWORD, again: PASSWORD };
		expect((await admin.form('/setup', account)).status).toBe(303);
		for (const path of ['/admin', '/laboratory', '/instrument']) {
			const answer = await admin.ask(path);
			expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account']);
		}
		const stop = await admin.post('/api/recorder/stop-chart', { reason: 'examiner' });
		expect(await stop.json()).not.toMatchObject({ code: 'access/second-factor' });
		const page = await (await admin.form('/account?/begin', { password: PASSWORD })).text();
		const [, secret = ''] = /data-key="(\w+)"/.exec(page) ?? [];
		const code = codeOf(secret);
		expect((await admin.form('/account?/confirm', { code })).status).toBe(200);
		expect((await admin.ask('/admin')).status).toBe(200);
	});
});
