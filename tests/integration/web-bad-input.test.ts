/** Bad requests of the list of bad input against the built web process: refused by name, nothing kept, nothing logged. */
import { connect, type Socket } from 'node:net';
import { request } from 'node:http';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SessionState } from '#lib/core/session/state.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { fetchedIn } from '../assurance/origins.ts';
import { badBodies, CANARY, note, withData } from '../fixtures/bad-bodies.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const web = new WebProcess();
const tester = new Browser(web);
let sessionId = '';
const events = () => `/api/sessions/${sessionId}/events`;
const sequence = async () =>
	(await tester.json<SessionState>(`/api/sessions/${sessionId}/state`)).seq;

/** Status and code of the answer to a body as it stands. */
async function raw(
	path: string,
	body: string | Uint8Array,
	headers: Record<string, string> = { 'content-type': 'application/json' }
): Promise<{ status: number; code: unknown }> {
	const answer = await tester.ask(path, { method: 'POST', body: body as string, headers });
	const text = await answer.text();
	if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
	const json = (text.startsWith('{') ? JSON.parse(text) : {}) as {
		code?: unknown;
		results?: { code?: unknown }[];
	};
	return { status: answer.status, code: json.code ?? json.results?.[0]?.code };
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await tester.form('/?/demonstration');
	const fields = { userName: 'tester-demo', password: DEMONSTRATION_PASSWORD };
	await tester.form('/sign-in?/enter', fields);
	const page = await (await tester.ask('/cases')).text();
	[, sessionId = ''] = /\/cases\/[\w-]+\/sessions\/([\w-]+)/.exec(page) ?? [];
	expect(sessionId).not.toBe('');
});
afterAll(async () => {
	// whatever was sent above, the program still answers, had no fault and wrote none of it down
	expect((await new Browser(web).ask('/api/health')).status).toBe(200);
	expect(web.output).not.toContain(CANARY);
	expect(web.output).not.toMatch(/fault /);
	await web.remove();
});

describe('a body of events', () => {
	const refused = { status: 400, code: 'request/body' };

	test.each(badBodies)('%s is refused', async (_, body) => {
		const before = await sequence();
		expect(await raw(events(), body())).toEqual(refused);
		expect(await sequence()).toBe(before);
	});

	test.each(['text/plain', 'application/octet-stream', ''])(
		'sent as "%s" is refused',
		async (type) => {
			const body = JSON.stringify({ events: [note(CANARY)] });
			const answer = await raw(
				events(),
				new TextEncoder().encode(body),
				type === '' ? {} : { 'content-type': type }
			);
			expect(answer).toEqual(refused);
		}
	);

	test('sent as a form is refused', async () => {
		const answer = await tester.form(events(), { events: CANARY });
		expect(answer.status).toBe(400);
	});

	test('with half a character is refused before it is written', async () => {
		const before = await sequence();
		const answer = await raw(events(), withData('{"text":"\\ud800"}'));
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(await sequence()).toBe(before);
	});

	test('with a text of a megabyte is refused, whether its length is told or not', async () => {
		const big = withData(`{"text":"${'x'.repeat(1_100_000)}"}`);
		expect(await raw(events(), big)).toEqual(refused);
		expect((await raw(events(), withData(`{"text":"${'x'.repeat(900_000)}"}`))).status).toBe(400);
		expect((await chunked(events(), big)).status).toBe(400);
	});

	test('with signs that look like others, NUL and −0 is kept as it came', async () => {
		const text = 'Wаng \u0000 \u202e\u{1f600}';
		const answer = await tester.post(events(), { events: [note(text)] });
		expect(answer.status).toBe(200);
		const { notes } = await tester.json<{ notes?: { text: string }[] }>(
			`/api/sessions/${sessionId}/state`
		);
		if (notes !== undefined) expect(notes.at(-1)?.text).toBe(text);
	});

	test('sent again is the same event; the same id with other words is refused', async () => {
		const one = note('once');
		const first = await tester.post(events(), { events: [one] });
		const again = await tester.post(events(), { events: [one] });
		expect(await again.json()).toEqual(await first.json());
		const other = await raw(
			events(),
			JSON.stringify({ events: [{ ...one, data: { text: 'twice' } }] })
		);
		expect(other).toEqual({ status: 409, code: 'session/id-reused' });
	});

	test('out of order is refused, and what only the server says too', async () => {
		const order = { ...note('x'), type: 'step-completed', data: { step: 'formal-test' } };
		expect((await raw(events(), JSON.stringify({ events: [order] }))).status).toBe(409);
		const seal = { ...note('x'), type: 'session-sealed', data: { manifestSha256: 'a'.repeat(64) } };
		expect((await raw(events(), JSON.stringify({ events: [seal] }))).status).toBeGreaterThanOrEqual(
			400
		);
	});

	test('60 at a time are all answered', async () => {
		const answers = await Promise.all(
			Array.from({ length: 60 }, (_, i) =>
				raw(events(), i % 2 ? '{' : JSON.stringify({ events: [] }))
			)
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
	});
});

/** A body whose length nobody tells. */
function chunked(path: string, body: string): Promise<{ status: number }> {
	return new Promise((settle, fail) => {
		const headers = {
			...{ cookie: tester.cookie, origin: web.origin },
			...{ 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
		};
		const sent = request(web.origin + path, { method: 'POST', headers }, (answer) => {
			answer.resume();
			settle({ status: answer.statusCode ?? 0 });
		});
		sent.on('error', fail);
		for (let from = 0; from < body.length; from += 65_536)
			sent.write(body.slice(from, from + 65_536));
		sent.end();
	});
}

describe('an address', () => {
	test.each([
		...['x', '..', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '%00', '%E0%A4%A', "'; DROP TABLE events; --"],
		...['__proto__', 'a'.repeat(5000), '\u202e', '-1', '00000000-0000-4000-8000-000000000000']
	])('of a session "%.40s" that is none answers as for one of somebody else', async (id) => {
		const part = id.startsWith('%') ? id : encodeURIComponent(id);
		for (const end of ['state', 'media/x'])
			expect([400, 404]).toContain((await tester.ask(`/api/sessions/${part}/${end}`)).status);
		expect([400, 404]).toContain((await tester.ask(`/exports?session=${part}`)).status);
		expect([400, 404, 405]).toContain(
			(await raw(`/api/sessions/${part}/events`, '{"events":[]}')).status
		);
	});

	test.each(['from=-1', 'from=1e999', 'from=NaN&to=x', 'tile=7', 'from=9007199254740993', ''])(
		'with the numbers "%s" is refused',
		async (query) => {
			for (const end of ['tiles', 'blocks']) {
				const path = `/api/sessions/${sessionId}/recordings/1/${end}?${query}`;
				const { status } = await tester.ask(path);
				expect(status).toBeGreaterThanOrEqual(400);
				expect(status).toBeLessThan(500);
			}
			expect((await tester.ask(`/api/stream?session=${sessionId}&events=${CANARY}`)).status).toBe(
				400
			);
		}
	);

	test('with another method is refused', async () => {
		for (const method of ['PUT', 'DELETE', 'PATCH'])
			expect((await tester.ask(events(), { method })).status).toBe(405);
	});
});

describe('a form', () => {
	test.each([
		['that is none', 'multipart/form-data; boundary=x', CANARY],
		['without a boundary', 'multipart/form-data', 'x'],
		[
			'with a file for a word',
			'multipart/form-data; boundary=x',
			'--x\r\ncontent-disposition: form-data; name="userName"; filename="a"\r\n\r\nx\r\n--x--\r\n'
		],
		['with half an escape', 'application/x-www-form-urlencoded', 'userName=%E0%A4&password=%'],
		['in JSON', 'application/json', '{"userName":{"$gt":""}}']
	])('%s signs nobody in and is no fault', async (_, type, body) => {
		const visitor = new Browser(web);
		const headers = { 'content-type': type, accept: 'text/html' };
		const answer = await visitor.ask('/sign-in?/enter', { method: 'POST', body, headers });
		expect(answer.status).toBeLessThan(500);
		expect((await visitor.ask(`/api/sessions/${sessionId}/state`)).status).toBe(401);
	});
});

describe('a file', () => {
	const media = (name = 'x.png') =>
		`/api/sessions/${sessionId}/media?name=${encodeURIComponent(name)}`;
	const bytes = { 'content-type': 'application/octet-stream' };
	const png = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));

	test.each<[string, Uint8Array, number, string]>([
		['of nothing', new Uint8Array(0), 400, 'media/empty'],
		[
			'of HTML called a picture',
			new TextEncoder().encode(`<script>${CANARY}</script>`),
			415,
			'media/type'
		],
		[
			'of SVG',
			new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
			415,
			'media/type'
		],
		['that is a program', new TextEncoder().encode('MZ\x90\0'), 415, 'media/type'],
		['that is a ZIP', new TextEncoder().encode('PK\x03\x04'), 415, 'media/type'],
		[
			'that is too large',
			new Uint8Array(Buffer.concat([png, new Uint8Array(20_000_001)])),
			413,
			'media/too-large'
		]
	])('%s is refused', async (_, body, status, code) => {
		expect(await raw(media(), body, bytes)).toEqual({ status, code });
	});

	test.each([
		'../../etc/passwd',
		'..\\..\\x.png',
		'a\0b.png',
		'\u202egnp.exe',
		'',
		`${'x'.repeat(3000)}.png`,
		'C:\\x.png'
	])('called "%.40s" lies under its content, not under its name', async (name) => {
		const answer = await tester.ask(media(name), {
			method: 'POST',
			body: png as unknown as string,
			headers: bytes
		});
		expect(answer.status).toBe(200);
		const kept = (await answer.json()) as { sha256: string; name: string };
		expect(kept.name).not.toMatch(/[/\\\0\u202e]/);
		expect(kept.name.length).toBeLessThanOrEqual(200);
		expect(readdirSync(join(web.data, 'media', sessionId))).toEqual([kept.sha256]);
		const sent = await tester.ask(`/api/sessions/${sessionId}/media/${kept.sha256}`);
		expect(sent.headers.get('content-disposition')).toMatch(/^attachment/);
		expect(sent.headers.get('content-security-policy')).toContain('sandbox');
	});
});

test('the built pages fetch from no other host', () => {
	const folder = join(import.meta.dirname, '../../build/client');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/[.](js|css|html)$/.test(file)
	);
	expect(files.length).toBeGreaterThan(20);
	expect(files.flatMap((file) => fetchedIn(join(folder, file)))).toEqual([]);
});

test('200 visitors who never finish their request keep nobody else waiting', async () => {
	const { port } = new URL(web.origin);
	const sockets: Socket[] = Array.from({ length: 200 }, () => connect(Number(port), '127.0.0.1'));
	try {
		for (const socket of sockets)
			socket.on('error', () => undefined).write('POST /sign-in HTTP/1.1\r\nhost: ');
		expect(await sequence()).toBeGreaterThan(0);
	} finally {
		for (const socket of sockets) socket.destroy();
	}
});

test('what is no HTTP is answered and left', async () => {
	const { port } = new URL(web.origin);
	const answered = await new Promise<string>((settle) => {
		const socket = connect(Number(port), '127.0.0.1', () =>
			socket.write(`\x16\x03\x01 ${CANARY}\r\n\r\n`)
		);
		socket.on('error', () => undefined);
		socket.on('data', (data) => settle(data.toString()));
		socket.on('close', () => settle(''));
	});
	expect(answered).toMatch(/^(HTTP\/1.1 400.*)?/);
});
