/** A new laboratory through the web process: how it gets ready for its first formal test, and who sees what of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReadinessAnswer, SelfTestResult } from '#lib/core/laboratory/exchange.ts';
import { FakeBitalino } from '../fixtures/fake-bitalino.ts';
import { send } from '../fixtures/demonstration-steps.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 });

const PASSWORD = 'four different words 7';
const web = new WebProcess({ JINGWEI_SECOND_FACTOR: 'optional' });
const fake = new FakeBitalino(1000);
const roles = ['tester', 'interviewer', 'reviewer', 'supervisor'] as const;
const people = {} as Record<(typeof roles)[number] | 'admin', Browser>;
let sessionId = '';

const day = (daysLater: number) =>
	new Date(Date.now() + daysLater * 86_400_000).toISOString().slice(0, 10);
const page = async (browser: Browser, path: string) => {
	const answer = await browser.ask(path);
	return { status: answer.status, text: await answer.text() };
};
/** Ids of a select of the laboratory's page. */
const optionOf = (text: string, label: string): string =>
	new RegExp(`<option value="([\\w-]+)"[^>]*>[^<]*${label}`).exec(text)?.[1] ?? '';
const write = async (browser: Browser, type: string, fields: Record<string, string>) =>
	(await browser.form('/laboratory?/write&part=instruments', { type, ...fields })).status;
const code = async (path: string): Promise<string> => {
	const answer = await people.tester.post(path, { session: sessionId });
	return ((await answer.json()) as { code?: string }).code ?? 'ok';
};
const start = () => code('/api/recorder/start-chart');
const ready = async () =>
	(await people.tester.json<ReadinessAnswer>('/api/laboratory/readiness'))?.obstacles;

beforeAll(async () => {
	await buildPages();
	await web.start();
	const first = { userName: 'adam', name: 'Adam', password: PASSWORD, again: PASSWORD };
	people.admin = new Browser(web);
	expect((await people.admin.form('/setup', first)).status).toBe(303);
	for (const role of roles) {
		const account = { userName: `${role}-1`, name: `The ${role}`, role, password: PASSWORD };
		expect((await people.admin.form('/admin?/create', account)).status).toBe(200);
		people[role] = new Browser(web);
		const entered = { userName: account.userName, password: PASSWORD };
		expect((await people[role].form('/sign-in?/enter', entered)).status).toBe(303);
	}
	const { supervisor, tester } = people;
	const made = await supervisor.form('/cases', { number: '2026-1', title: 'a case' });
	const path = made.headers.get('location') ?? '';
	const { text } = await page(supervisor, path);
	for (const name of ['tester', 'interviewer'])
		await supervisor.form(`${path}?/assign`, {
			...{ userId: optionOf(text, `The ${name}`), reason: 'works on it' }
		});
	const opened = await tester.form(`${path}?/open`, { subjectCode: 'S-1', technique: 'cit' });
	[, sessionId = ''] = /sessions\/([\w-]+)/.exec(opened.headers.get('location') ?? '') ?? [];
	expect(sessionId).not.toBe('');
});
afterAll(async () => {
	await web.remove();
	fake.close();
});

describe('a new laboratory', () => {
	test('says on its page what to do first, and asks its administrator to', async () => {
		expect((await page(people.admin, '/laboratory')).text).toContain('尚未登记真实仪器');
		expect((await page(people.admin, '/admin')).text).toContain('登记仪器');
		expect((await page(people.tester, '/laboratory')).text).toContain('请管理员或负责人登记仪器');
	});

	test('starts no chart before the instrument is known, calibrated, tried, and the tester qualified', async () => {
		const { admin, supervisor, tester } = people;
		for (let tries = 0; tries < 100; tries++, await sleep(100))
			if ((await tester.post('/api/recorder/list-ports')).ok) break;
		const open = { session: sessionId, profile: 'bitalino-polygraph', port: fake.path };
		expect((await tester.post('/api/recorder/open', open)).status).toBe(200);
		for (let tries = 0; tries < 100 && (await ready()) === undefined; tries++) await sleep(100);
		expect(await ready()).toEqual(['instrument-unknown', 'not-qualified']);
		expect(await start()).toBe('laboratory/instrument-unknown');
		expect(await code('/api/laboratory/self-test')).toBe('request/body');
		expect((await tester.post('/api/laboratory/self-test')).status).toBe(409);

		const instrument = { profile: 'bitalino-polygraph', model: 'BITalino', serialNumber: 'B-77' };
		const form = { ...instrument, intervalDays: '365', roomId: '' };
		expect(await write(admin, 'instrument-registered', form)).toBe(200);
		expect(await start()).toBe('laboratory/calibration-expired');
		const shown = (await page(admin, '/laboratory')).text;
		const [, instrumentId = ''] = /name="instrumentId" value="([\w-]+)"/.exec(shown) ?? [];
		const calibrated = { instrumentId, by: 'institute', certificate: 'C-1' };
		const expired = { ...calibrated, date: day(-400), validUntil: day(-35) };
		expect(await write(admin, 'calibration-recorded', expired)).toBe(200);
		expect(await start()).toBe('laboratory/calibration-expired');
		const valid = { ...calibrated, certificate: 'C-2', date: day(-1), validUntil: day(364) };
		expect(await write(admin, 'calibration-recorded', valid)).toBe(200);
		expect(await start()).toBe('laboratory/self-test-missing');

		// five seconds of what the instrument really sends
		const result = (await (
			await tester.post('/api/laboratory/self-test')
		).json()) as SelfTestResult;
		expect(result).toMatchObject({ passed: true, faults: [], lost: 0, instrumentId });
		expect(Math.abs(result.measuredHz / 1000 - 1)).toBeLessThan(0.02);
		expect(result.channels.map(({ name, alive }) => [name, alive])).toEqual(
			['EDA', 'PPG', 'Resp chest', 'Movement'].map((name) => [name, true])
		);
		expect(await start()).toBe('laboratory/not-qualified');

		const account = optionOf(
			(await page(supervisor, '/laboratory?part=qualifications')).text,
			'The tester'
		);
		const qualified = { account, kind: 'psychological-tester', certificate: 'Q-1' };
		const dates = { validFrom: day(-1), validUntil: day(300) };
		expect(await write(supervisor, 'qualification-recorded', { ...qualified, ...dates })).toBe(200);
		expect(await ready()).toEqual([]);
		// now only the steps of the test itself stand before it
		expect(await start()).toBe('session/step-closed');
		expect((await page(tester, '/laboratory')).text).toContain('B-77');
	});
});

describe('who sees and writes what', () => {
	const titles = ['质量检查', '问题台账', '统计', '耗材', '场所', '人员资格'];
	const parts = async (browser: Browser) => {
		const { text } = await page(browser, '/laboratory');
		const [tabs = ''] = /role="tablist"[\s\S]*?<\/div>/.exec(text) ?? [];
		return titles.filter((one) => tabs.includes(one));
	};

	test('parts by role; interviewers have none, visitors sign in', async () => {
		expect(await parts(people.supervisor)).toEqual(titles);
		expect(await parts(people.tester)).toEqual(['问题台账', '耗材', '场所', '人员资格']);
		expect(await parts(people.reviewer)).toEqual(['质量检查', '问题台账', '人员资格']);
		expect(await parts(people.admin)).toEqual(['场所']);
		expect((await people.interviewer.ask('/laboratory')).status).toBe(403);
		expect((await new Browser(web).ask('/laboratory')).status).toBe(303);
		for (const one of ['admin', 'supervisor', 'reviewer', 'interviewer'] as const)
			expect((await people[one].post('/api/laboratory/self-test')).status).toBe(403);
	});

	test('what a role may not write is refused, and a review nobody gave you is not there', async () => {
		const room = { name: 'Room 1', note: '' };
		expect(await write(people.tester, 'room-registered', room)).toBe(400);
		expect(await write(people.reviewer, 'room-registered', room)).toBe(400);
		expect(await write(people.admin, 'room-registered', room)).toBe(200);
		await send(people.tester, sessionId, 'session-abandoned', { reason: 'ended for review' });
		const order = { kind: 'special', sessionId, reason: 'complaint' };
		const draw = (browser: Browser) => browser.form('/laboratory?/sample&part=reviews', order);
		expect((await draw(people.reviewer)).status).toBe(400);
		expect((await draw(people.supervisor)).status).toBe(200);
		const { text } = await page(people.reviewer, '/laboratory?part=reviews');
		const [, review = ''] = /\/laboratory\/reviews\/([\w-]+)/.exec(text) ?? [];
		const path = `/laboratory/reviews/${review}`;
		const opened = await page(people.reviewer, path);
		expect(opened.status).toBe(200);
		expect(opened.text).toContain('ended for review');
		expect(opened.text).not.toContain('a case');
		for (const one of ['tester', 'admin'] as const)
			expect((await people[one].ask(path)).status).toBe(404);
		expect((await people.interviewer.ask(path)).status).toBe(403);
		expect((await people.reviewer.ask(`/laboratory/reviews/${sessionId}`)).status).toBe(404);
		// a review that leaves items out is refused and keeps what was typed
		const half = await people.reviewer.form(`${path}?/record`, { summary: 'typed summary' });
		expect([half.status, (await half.text()).includes('typed summary')]).toEqual([400, true]);
	});

	test('the first page lists it for whom it waits, and never an interview to a tester', async () => {
		expect((await page(people.reviewer, '/cases')).text).toContain('/laboratory/reviews/');
		const { text } = await page(people.tester, '/cases');
		expect(text).toContain('等我处理');
		expect(text).not.toMatch(/讯问 |\/interviews\//);
	});
});
