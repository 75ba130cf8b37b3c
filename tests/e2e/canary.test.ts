/**
 * Data at rest where somebody works: a browser with a profile on the disk, a web process, a recorder. Words and samples
 * nobody else writes are typed, recorded and looked at; afterwards they lie nowhere in clear: not in the profile, the
 * database, the logs or the temporary folder.
 */
import { chromium, expect as soon, test, type BrowserContext, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { launchOptions } from '../browser.ts';
import { findCanaries } from '../fixtures/canary.ts';
import { prepare, send } from '../fixtures/demonstration-steps.ts';
import { fact } from '../fixtures/session-parts.ts';
import { Browser, WebProcess } from '../fixtures/web-process.ts';
import { wordsOf } from './words.ts';

// a trace is a copy of every page, and takes most of the time
test.use({ trace: 'off' });

const expect = soon.configure({ timeout: 60_000 });
const w = wordsOf('zh-CN');
const canaries = {
	number: 'JINSIQUE-2026-0418',
	title: '金丝雀仓库失窃案乙',
	reason: '金丝雀理由：本组承办乙案',
	fact: '金丝雀事实：红钥匙在花盆下',
	draft: '金丝雀草稿：也许钥匙在门框上',
	waiting: '金丝雀假设：被测人见过红钥匙',
	note: '金丝雀备注：花盆已经搬走'
};
/** Left clear on purpose: the search has to find it. */
const control = { control: '这一句本来就是明文 control-word' };

let folder: string;
let web: WebProcess;
test.beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'jingwei-canary-'));
	for (const name of ['profile', 'tmp', 'logs']) mkdirSync(join(folder, name));
	web = new WebProcess({ TMPDIR: join(folder, 'tmp') });
});
test.afterEach(async () => {
	await web.remove();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function signedIn(role: string): Promise<Browser> {
	const browser = new Browser(web);
	const fields = { userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD };
	await browser.form('/sign-in?/enter', fields);
	return browser;
}

/** A case and a session of it, both with words nobody else writes. Gives back the place of the session. */
async function openCase(tester: Browser): Promise<string> {
	const supervisor = await signedIn('supervisor');
	const { number, title, reason } = canaries;
	const made = await supervisor.form('/cases', { number, title });
	const casePlace = made.headers.get('location') ?? '';
	const asked = await tester.post('/api/browser-key', { browser: 'A'.repeat(22) });
	const { account } = (await asked.json()) as { account: string };
	await supervisor.form(`${casePlace}?/assign`, { userId: account, reason });
	const fields = { subjectCode: 'S-01', technique: 'cit' };
	const opened = await tester.form(`${casePlace}?/open`, fields);
	return opened.headers.get('location') ?? '';
}

/** The browser of a workstation: what it keeps lies in the folder `profile`. */
async function openBrowser(titles: Set<string>): Promise<{ context: BrowserContext; page: Page }> {
	const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
		...(await launchOptions()),
		...{ baseURL: web.origin, locale: 'zh-CN', viewport: { width: 1366, height: 768 } }
	});
	const page = context.pages()[0] ?? (await context.newPage());
	page.on(
		'load',
		() =>
			void page.title().then(
				(title) => titles.add(title),
				() => undefined
			)
	);
	return { context, page };
}

async function open(page: Page, place: string): Promise<void> {
	await page.goto(place);
	await expect(page.locator('html[data-hydrated]')).toBeAttached();
}

async function signIn(page: Page): Promise<void> {
	await open(page, '/sign-in');
	await page.getByRole('button', { name: w('kit_role_tester') }).click();
	await page.waitForURL('**/cases');
}

/** Rows of a table of a database of this origin; 0 also when there is none. */
const rowsOf = (page: Page, database: string, table: string): Promise<number> =>
	page.evaluate(
		async ([name, store]) => {
			const known = await indexedDB.databases();
			if (!known.some((one) => one.name === name)) return 0;
			const opening = indexedDB.open(name);
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				opening.onsuccess = () => resolve(opening.result);
				opening.onerror = () => reject(opening.error ?? new Error('not opened'));
			});
			const counting = db.transaction(store).objectStore(store).count();
			const count = await new Promise<number>((resolve) => {
				counting.onsuccess = () => resolve(counting.result);
			});
			db.close();
			return count;
		},
		[database, table] as const
	);

/** Types a fact that is not recorded, and proposes a hypothesis while the server takes nothing. */
async function writeByHand(page: Page, session: string): Promise<void> {
	await open(page, `${session}/case-psychology`);
	await expect(page.getByText(canaries.fact).first()).toBeVisible();
	await page
		.getByRole('button', { name: w('steps_add_fact') })
		.first()
		.click();
	await page.getByRole('dialog').getByLabel(w('steps_fact')).first().fill(canaries.draft);
	await expect.poll(() => rowsOf(page, 'jingwei-sealed', 'draft')).toBeGreaterThan(0);
	// typed words outlive the page
	await open(page, `${session}/case-psychology`);
	await page
		.getByRole('button', { name: w('steps_add_fact') })
		.first()
		.click();
	const field = page.getByRole('dialog').getByLabel(w('steps_fact')).first();
	await expect(field).toHaveValue(canaries.draft);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.route('**/api/sessions/*/events', (route) => route.abort());
	await page
		.getByRole('button', { name: w('steps_add_hypothesis') })
		.first()
		.click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(w('steps_statement')).fill(canaries.waiting);
	await dialog.getByLabel(w('steps_refuted_if')).fill(canaries.waiting);
	await dialog.getByRole('button', { name: w('kit_save') }).click();
	await expect.poll(() => rowsOf(page, 'jingwei-sealed', 'outbox')).toBe(1);
}

/** The key this browser was given, read from where it asked for it. */
async function givenKey(page: Page): Promise<Buffer> {
	const answer = page.waitForResponse('**/api/browser-key');
	await page.reload();
	const { key } = (await (await answer).json()) as { key: string };
	return Buffer.from(key, 'base64');
}

/** Fifty samples of the recording as they lie in its file, and in whatever copies it as it is. */
function samplesOf(session: string): Buffer {
	const recordings = join(web.data, 'recordings', session.split('/').at(-1) ?? '');
	const name = readdirSync(recordings).find((file) => file.endsWith('.bdf')) ?? '';
	const [channel] = readEdf(readFileSync(join(recordings, name))).channels;
	const counts = channel!.samples.subarray(1000, 1050);
	const bytes = Buffer.alloc(3 * counts.length);
	counts.forEach((count, i) => bytes.writeIntLE(count, 3 * i, 3));
	return bytes;
}

test('after a day at a workstation no word and no sample lies in clear, and none is lost', async () => {
	test.setTimeout(480_000);
	const titles = new Set<string>();
	await web.start();
	await new Browser(web).form('/?/demonstration');
	const tester = await signedIn('tester');
	const place = await openCase(tester);
	const session = place.split('/').at(-1) ?? '';
	const state = () => tester.json<SessionState>(`/api/sessions/${session}/state`);
	await send(tester, session, 'fact-recorded', { ...fact(1), text: canaries.fact });
	await send(tester, session, 'note-added', { text: canaries.note });

	const morning = await openBrowser(titles);
	await signIn(morning.page);
	await writeByHand(morning.page, place);
	const key = await givenKey(morning.page);
	await morning.page.evaluate((word) => localStorage.setItem('control', word), control.control);
	await morning.page.getByRole('button', { name: w('kit_account_menu') }).click();
	await morning.page.getByRole('menuitem', { name: w('kit_sign_out') }).click();
	await morning.page.waitForURL('**/sign-in');
	await morning.context.close();
	expect(findCanaries(join(folder, 'profile'), control)).not.toEqual([]);
	expect(findCanaries(join(folder, 'profile'), { ...canaries, key })).toEqual([]);

	// what waited is sent when its maker is back, and nothing else of it was lost
	const noon = await openBrowser(titles);
	await signIn(noon.page);
	await open(noon.page, `${place}/case-psychology`);
	await expect.poll(async () => (await state()).hypotheses.length).toBe(1);
	await expect(noon.page.getByText(canaries.waiting).first()).toBeVisible();
	await prepare(tester, session, 5, { fromStart: true });
	await tester.post('/api/recorder/open', { session, profile: 'virtual-bitalino' });
	expect((await tester.post('/api/recorder/start-chart', { session })).status).toBe(200);
	await open(noon.page, `${place}/formal-test`);
	await expect.poll(() => rowsOf(noon.page, 'jingwei-sealed', 'block')).toBeGreaterThan(1);
	await tester.post('/api/recorder/stop-chart', { session, reason: 'examiner' });
	await expect.poll(async () => (await state()).charts[0]?.status).toBe('sealed');
	await open(noon.page, `${place}/charts/1`);
	await expect.poll(() => rowsOf(noon.page, 'jingwei-copies', 'part')).toBeGreaterThan(1);
	await noon.context.close();
	// a table that was compressed is read too: the control of the morning is in one now, or still in its log
	const everything = { ...canaries, key, samples: samplesOf(place) };
	expect(findCanaries(join(folder, 'profile'), control)).not.toEqual([]);
	expect(findCanaries(join(folder, 'profile'), everything)).toEqual([]);
	for (const title of titles)
		for (const word of Object.values(canaries)) expect(title).not.toContain(word);

	writeFileSync(join(folder, 'logs', 'web'), web.output);
	expect(findCanaries(join(folder, 'logs'), everything)).toEqual([]);
	expect(findCanaries(join(folder, 'tmp'), everything)).toEqual([]);
	// a recording is a file any program opens until its session ends: its samples are clear there, and nowhere else
	const lying = (): string[] =>
		findCanaries(web.data, everything).filter((found) => !/^chart-01[.]\w+: samples/.test(found));
	expect(lying()).toEqual([]);
	await web.end();
	await sleep(100);
	expect(lying()).toEqual([]);
});
