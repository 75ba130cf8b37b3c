/** Where somebody is signed in: seen and ended by themselves, over the web server as it runs. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { codeOf } from '../fixtures/authenticator.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const PASSWORD = 'four different words 7';
const web = new WebProcess({ JINGWEI_SECOND_FACTOR: 'optional' });
const admin = new Browser(web);

beforeAll(async () => {
	await buildPages();
	await web.start();
	const own = { name: 'Adam', password: PASSWORD, again: PASSWORD };
	expect((await admin.form('/setup', { userName: 'adam', ...own })).status).toBe(303);
	const eve = { userName: 'eve', name: 'Eve', role: 'reviewer', password: PASSWORD };
	expect((await admin.form('/admin?/create', eve)).status).toBe(200);
});
afterAll(() => web.remove());

async function enter(userName: string): Promise<Browser> {
	const browser = new Browser(web);
	const { status } = await browser.form('/sign-in?/enter', { userName, password: PASSWORD });
	expect(status).toBe(303);
	return browser;
}

/** Who of them is still in. */
const standing = async (...browsers: Browser[]) =>
	Promise.all(browsers.map(async (one) => (await one.ask('/account')).status === 200));

/** Ids of the other sign-ins, as the page offers them. */
async function othersOf(browser: Browser): Promise<string[]> {
	const page = await (await browser.ask('/account')).text();
	const radios = page.match(/<input[^>]*type="radio"[^>]*>/g) ?? [];
	return radios.flatMap((one) => /value="([^"]+)"/.exec(one)?.slice(1) ?? []);
}

const end = async (browser: Browser, fields: Record<string, string>) =>
	(await browser.form('/account?/leave', { password: PASSWORD, ...fields })).status;

test('a sign-in elsewhere is seen and ended, after the password, and only one’s own', async () => {
	const [here, elsewhere, other] = [await enter('eve'), await enter('eve'), await enter('adam')];
	const page = await (await here.ask('/account')).text();
	expect(page.match(/本次登录|This one/g)).toHaveLength(1);
	const [target = '', ...rest] = await othersOf(here);
	expect(rest).toEqual(['others']);
	expect(await end(here, { which: target, password: 'not the password' })).toBe(400);
	expect(await standing(here, elsewhere)).toEqual([true, true]);
	// an id that is somebody else's ends nothing
	expect(await end(other, { which: target })).toBe(200);
	expect(await standing(here, elsewhere)).toEqual([true, true]);
	expect(await end(here, { which: target })).toBe(200);
	expect(await standing(here, elsewhere, other)).toEqual([true, false, true]);
	expect(await othersOf(here)).toEqual([]);
	await expect
		.poll(() => web.output, { timeout: 10_000 })
		.toContain('"act":"sign-in ended from elsewhere"');
});

test('all others end at once', async () => {
	const [here, second, third] = [await enter('eve'), await enter('eve'), await enter('eve')];
	expect(await end(here, { which: 'others' })).toBe(200);
	expect(await standing(here, second, third)).toEqual([true, false, false]);
});

test('a second factor that is set up or ended ends what was opened without it', async () => {
	const [here, before] = [await enter('eve'), await enter('eve')];
	const begun = await (await here.form('/account?/begin', { password: PASSWORD })).text();
	const [, secret = ''] = /data-key="(\w+)"/.exec(begun) ?? [];
	expect(await standing(here, before)).toEqual([true, true]);
	expect((await here.form('/account?/confirm', { code: codeOf(secret) })).status).toBe(200);
	expect(await standing(here, before)).toEqual([true, false]);

	const after = new Browser(web);
	await after.form('/sign-in?/enter', { userName: 'eve', password: PASSWORD });
	const code = codeOf(secret, Date.now() + 30_000);
	expect((await after.form('/sign-in/second-factor', { code })).status).toBe(303);
	const turnOff = async (given: string) =>
		(await here.form('/account?/end', { password: PASSWORD, code: given })).status;
	// the password alone does not turn it off, nor a code that was used
	expect(await turnOff('')).toBe(400);
	expect(await turnOff(code)).toBe(400);
	expect(await standing(here, after)).toEqual([true, true]);
	// codes are slowed down by address: a few in ten seconds
	const earlier = () => turnOff(codeOf(secret, Date.now() - 30_000));
	await expect.poll(earlier, { timeout: 25_000, interval: 4_000 }).toBe(200);
	expect(await standing(here, after)).toEqual([true, false]);
	expect(await standing(await enter('eve'))).toEqual([true]);
});
