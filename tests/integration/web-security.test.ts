/** The web server as a browser or an intruder meets it: headers of every answer, methods, TLS, and the security log. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectPlain } from 'node:net';
import { connect, type SecureVersion } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const PASSWORD = 'four different words 7';
const account = { userName: 'adam', name: 'Adam', password: PASSWORD, again: PASSWORD };
const folder = mkdtempSync(join(tmpdir(), 'jingwei-tls-'));
const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
const web = new WebProcess({ JINGWEI_SECOND_FACTOR: 'optional' });
const secure = new WebProcess({ JINGWEI_TLS_CERT: certificate, JINGWEI_TLS_KEY: key });
const admin = new Browser(web);

beforeAll(async () => {
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
			...['-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=laboratory'],
			...['-addext', 'subjectAltName=IP:127.0.0.1']
		],
		{ stdio: 'ignore' }
	);
	await buildPages();
	await Promise.all([web.start(), secure.start()]);
	expect((await admin.form('/setup', account)).status).toBe(303);
});
afterAll(async () => {
	await Promise.all([web.remove(), secure.remove()]);
	rmSync(folder, { recursive: true, force: true });
});

interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** An answer with whatever headers and method, which `fetch` would not send. */
function ask(
	process: WebProcess,
	path: string,
	given: { method?: string; headers?: Record<string, string>; body?: string } = {}
): Promise<Answer> {
	const { body, ...options } = given;
	const isSecure = process === secure;
	return new Promise((settle, fail) => {
		const trusted = isSecure ? { ca: readFileSync(certificate) } : {};
		const send = isSecure ? secureRequest : request;
		const sent = send(process.origin + path, { ...options, ...trusted }, (answer) => {
			let text = '';
			answer.on('data', (part: Buffer) => (text += part.toString()));
			answer.on('end', () =>
				settle({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
			);
		});
		sent.on('error', fail).end(body);
	});
}

const setUp = (process: WebProcess, headers: Record<string, string> = {}) =>
	ask(process, '/setup', {
		method: 'POST',
		headers: {
			...{ origin: process.origin, accept: 'text/html', ...headers },
			'content-type': 'application/x-www-form-urlencoded'
		},
		body: new URLSearchParams(account).toString()
	});

describe('every answer', () => {
	/** A page, an endpoint, files of the build, what is missing, what is refused. */
	async function places(): Promise<[string, Answer][]> {
		const page = await ask(web, '/sign-in');
		const [script = ''] = /\/_app\/immutable\/[\w./-]+\.js/.exec(page.body) ?? [];
		const [style = ''] = /\/_app\/immutable\/[\w./-]+\.css/.exec(page.body) ?? [];
		const paths = ['/api/health', '/display.js', '/mark.svg', script, style, '/no/such'];
		expect(paths).not.toContain('');
		const others = ['/api/sessions/x/state', '/admin'];
		const answers = await Promise.all([...paths, ...others].map((path) => ask(web, path)));
		return [
			['/sign-in', page],
			...[...paths, ...others].map((path, at): [string, Answer] => [path, answers[at]!]),
			['another host', await ask(web, '/', { headers: { host: 'evil.example' } })]
		];
	}

	test('keeps its type, cannot be framed, and may load only what is ours', async () => {
		for (const [place, { headers }] of await places()) {
			expect([place, headers['x-content-type-options']]).toEqual([place, 'nosniff']);
			const policy = String(headers['content-security-policy']);
			for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'"])
				expect(`${place}: ${policy}`).toContain(rule);
			expect(`${place}: ${policy}`).toContain("frame-ancestors 'none'");
			expect([place, headers['referrer-policy']]).toEqual([place, 'same-origin']);
			expect([place, headers['access-control-allow-origin']]).toEqual([place, undefined]);
		}
	});

	test('with text says in which signs it is written', async () => {
		for (const [place, { status, headers }] of await places()) {
			const type = headers['content-type'] ?? (status === 303 ? 'none' : '');
			expect(`${place}: ${type}`).toMatch(/: (none|application\/json.*|.*charset=utf-8)$/i);
		}
	});

	test('to a method that is none of ours is a refusal and sends nothing back', async () => {
		for (const method of ['TRACE', 'PROPFIND', 'LINK']) {
			const { status, body } = await ask(web, '/', { method, headers: { cookie: 'canary=1' } });
			expect([method, status]).toEqual([method, 405]);
			expect(body).not.toContain('canary');
		}
	});

	test('is none where a request could be read as two', async () => {
		const { port } = new URL(web.origin);
		const answered = await new Promise<string>((settle) => {
			const head = ['POST /sign-in HTTP/1.1', 'host: 127.0.0.1', 'content-length: 4'];
			const socket = connectPlain(Number(port), '127.0.0.1', () =>
				socket.write([...head, 'transfer-encoding: chunked', '', '0', '', 'GET / '].join('\r\n'))
			);
			socket.on('error', () => settle(''));
			socket.once('data', (data) => settle(data.toString()));
		});
		expect(answered).toMatch(/^HTTP\/1.1 400 /);
	});

	test('of a folder lists nothing', async () => {
		for (const path of ['/_app/', '/_app/immutable/', '/.git/config', '/data/'])
			expect([path, (await ask(web, path)).status]).toEqual([path, 404]);
	});

	test('is not fooled by a header that says it came over TLS, or from somewhere else', async () => {
		const forged = {
			...{ 'x-jingwei-protocol': 'https', 'x-forwarded-proto': 'https' },
			...{ 'x-forwarded-for': '10.9.8.7', 'x-real-ip': '10.9.8.7' }
		};
		const answer = await ask(web, '/sign-in', { headers: forged });
		expect(answer.headers['strict-transport-security']).toBeUndefined();
		const sign = await ask(web, '/sign-in?/enter', {
			method: 'POST',
			headers: {
				...{ ...forged, origin: web.origin, accept: 'text/html' },
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: new URLSearchParams({ userName: 'adam', password: PASSWORD }).toString()
		});
		expect(sign.status).toBe(303);
		expect(sign.headers['set-cookie']?.join()).not.toContain('__Host-');
		expect(web.output).not.toContain('10.9.8.7');
	});
});

describe('over TLS', () => {
	test('browsers are told to stay with it, on pages and on files', async () => {
		for (const path of ['/', '/display.js', '/api/health', '/no/such'])
			expect((await ask(secure, path)).headers['strict-transport-security']).toBe(
				'max-age=31536000; includeSubDomains'
			);
	});

	test('the cookie of a sign-in is for this host alone, and no script reads it', async () => {
		const { status, headers } = await setUp(secure);
		expect(status).toBe(303);
		const cookies = headers['set-cookie'] ?? [];
		expect(cookies.length).toBeGreaterThan(0);
		for (const cookie of cookies) {
			expect(cookie).toMatch(/^__Host-jingwei/);
			for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict'])
				expect(cookie.toLowerCase()).toContain(attribute.toLowerCase());
			expect(cookie).not.toMatch(/domain=/i);
		}
	});

	/** The version that is spoken with a client that can only do this much; null = none. */
	function speak(version: SecureVersion, ciphers: string): Promise<string | null> {
		const { port } = new URL(secure.origin);
		return new Promise((settle) => {
			const socket = connect({
				...{ host: '127.0.0.1', port: Number(port), ca: readFileSync(certificate) },
				...{ minVersion: version, maxVersion: version, ciphers: `${ciphers}:@SECLEVEL=0` }
			});
			socket.on('error', () => settle(null));
			socket.on('secureConnect', () => {
				settle(socket.getProtocol());
				socket.destroy();
			});
		});
	}

	test.each<[SecureVersion, string, string | null]>([
		['TLSv1.3', 'DEFAULT', 'TLSv1.3'],
		['TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'TLSv1.2'],
		['TLSv1.2', 'ECDHE-ECDSA-AES128-SHA', null],
		['TLSv1.1', 'DEFAULT', null]
	])('a client of %s with %s speaks %s', async (version, ciphers, spoken) => {
		expect(await speak(version, ciphers)).toBe(spoken);
	});
});

describe('one’s own account', () => {
	const enter = async (password: string, to = '/') => {
		const browser = new Browser(web);
		const path = `/sign-in?/enter&to=${encodeURIComponent(to)}`;
		const { status, headers } = await browser.form(path, { userName: 'adam', password });
		return { browser, status, location: headers.get('location') };
	};

	test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)'])(
		'the way in never leads to %s',
		async (to) => {
			expect(await enter(PASSWORD, to)).toMatchObject({ status: 303, location: '/' });
		}
	);

	test('a new password asks for the old one, is not a common one, and ends every other sign-in', async () => {
		const { browser } = await enter(PASSWORD);
		const { browser: elsewhere } = await enter(PASSWORD);
		const open = async (one: Browser) => (await one.ask('/account')).status;
		const next = 'five other words 8';
		const change = async (more: object) =>
			(await browser.form('/account?/password', { current: PASSWORD, next, again: next, ...more }))
				.status;
		expect(await change({ current: 'not the password' })).toBe(400);
		expect(await change({ next: 'Jiancha-2026', again: 'Jiancha-2026' })).toBe(400);
		expect([await open(browser), await open(elsewhere)]).toEqual([200, 200]);
		expect(await change({})).toBe(200);
		expect([await open(browser), await open(elsewhere)]).toEqual([200, 303]);
		expect(await change({ current: next, next: PASSWORD, again: PASSWORD })).toBe(200);
	});
});

describe('the security log', () => {
	const CANARY = 'canary-6f1d2c';

	interface Line {
		readonly at: string;
		readonly what: string;
		readonly act: string;
		readonly outcome: string;
		readonly account: string | null;
		readonly from: string;
	}

	/** The lines there are; waits until the last of them is the one that is looked for. */
	async function lines(last: Partial<Line>): Promise<Line[]> {
		const read = () =>
			web.output
				.split('\n')
				.filter((line) => line.startsWith('{"log":"security"'))
				.map((line) => JSON.parse(line) as Line);
		await expect.poll(() => read().at(-1), { timeout: 10_000 }).toMatchObject(last);
		return read();
	}

	test('has every try to sign in with time, account and computer, and nothing that was typed', async () => {
		const visitor = new Browser(web);
		const enter = (userName: string, password: string) =>
			visitor.form('/sign-in?/enter', { userName, password });
		await enter(`${CANARY}-name`, `${CANARY}-word`);
		await lines({ act: 'password', outcome: 'wrong', account: null });
		await enter('adam', `${CANARY}-word`);
		const [wrong] = (await lines({ act: 'password', outcome: 'wrong' })).slice(-1);
		expect(wrong?.account).toMatch(/\S/);
		await enter('adam', PASSWORD);
		const { account } = wrong!;
		await lines({ what: 'sign-in', act: 'password', outcome: 'ok', account });
		await visitor.post('/api/reauthentication', { password: `${CANARY}-word`, code: '' });
		await lines({ act: 'secrets again', outcome: 'wrong', account });
		await visitor.form('/sign-in?/leave');
		const all = await lines({ act: 'sign-out', outcome: 'ok', account });
		for (const { at, from } of all) {
			expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(600_000);
			expect(at).toMatch(/Z$/);
			expect(from).toBe('127.0.0.1');
		}
		expect(web.output).not.toContain(CANARY);
	});

	test('has what was refused with the account and the route, and never the address', async () => {
		const admin = new Browser(web);
		await admin.form('/sign-in?/enter', { userName: 'adam', password: PASSWORD });
		const [{ account }] = (await lines({ act: 'password', outcome: 'ok' })).slice(-1) as [Line];
		const path = `/api/sessions/${CANARY}/state`;
		await admin.ask(path);
		const refused = { what: 'refused', account } as const;
		await lines({ ...refused, outcome: 'access/role', act: 'GET /api/sessions/[session]/state' });
		await admin.ask('/cases', { headers: { accept: 'text/html' } });
		await lines({ ...refused, outcome: 'access/role', act: 'GET /cases' });
		await admin.post('/api/activity', {}, { origin: 'https://evil.example' });
		await lines({ what: 'refused', outcome: 'request/cross-origin', act: 'POST /api/activity' });
		await new Browser(web).ask(path);
		await lines({ what: 'refused', outcome: 'access/signed-out', account: null });
		await new Browser(web).ask('/api/metrics');
		await lines({ what: 'refused', outcome: 'request/not-found', act: 'GET /api/metrics' });
		expect(web.output).not.toContain(CANARY);
	});
});
