/** The written report through the web process: issued, signed, voided, issued again, taken out, sealed and verified. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { DEMONSTRATION_PASSWORD } from '#lib/server/demonstration/accounts.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { send } from '../fixtures/demonstration-steps.ts';
import { readPdf } from '../fixtures/pdf-text.ts';
import { askExport, decideExport, newestExport, takeOut } from '../fixtures/taken-export.ts';
import { RATE_HZ, recording, SECONDS } from '../fixtures/recorded-session.ts';
import { Browser, buildPages, WebProcess } from '../fixtures/web-process.ts';
import { draft } from '../fixtures/written-report.ts';
import { unzip } from '../fixtures/unzip.ts';
import { script } from '../whole-session.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

const web = new WebProcess();
const people = {
	tester: new Browser(web),
	reviewer: new Browser(web),
	interviewer: new Browser(web),
	supervisor: new Browser(web)
};
const outside = mkdtempSync(join(tmpdir(), 'jingwei-evidence-'));
let database: LabDatabase;
let sessionId = '';
let page = '';

const state = () => people.tester.json<SessionState>(`/api/sessions/${sessionId}/state`);
/** Asked for, agreed to by the supervisor, fetched. */
const taken = (who: keyof typeof people, item: string): Promise<Response> => {
	const by = { asker: people[who], approver: people.supervisor, password: DEMONSTRATION_PASSWORD };
	return takeOut(by, { source: 'session', id: sessionId, item });
};
const bytesOf = async (answer: Response): Promise<Buffer> => {
	if (!answer.ok) throw new Error(`${String(answer.status)}: ${await answer.text()}`);
	return Buffer.from(await answer.arrayBuffer());
};
/** The one file of an export, beside its statement. */
const fileOf = async (answer: Response, name: string): Promise<Buffer> => {
	const entries = [...unzip(await bytesOf(answer))];
	return entries.find(([path]) => path.endsWith(`/${name}`))![1];
};

/** A form of the page; the answer's sentence, or that it was done. */
async function asked(
	who: keyof typeof people,
	action: string,
	fields: Record<string, string> = {}
) {
	const answer = await people[who].form(`${page}?/${action}`, fields);
	return { status: answer.status, text: await answer.text() };
}

async function sign(who: 'tester' | 'reviewer', password = DEMONSTRATION_PASSWORD) {
	const { version, sha256 } = (await state()).report.issued.at(-1)!;
	return asked(who, 'sign', { version: String(version), sha256, password });
}

/** A session of the demonstration case up to the end of step 5, with a real recording. */
async function prepare(): Promise<void> {
	database = await openDatabase(join(web.data, 'jingwei.sqlite'), keyPlace(web.data));
	const events = new EventStore(database);
	const rows = await database.db.selectFrom('case_member').selectAll().execute();
	const [first] = rows;
	const caseId = first!.case_id;
	const memberOf = (role: string): string => rows.find((row) => row.role === role)!.user_id;
	const tester = { id: memberOf('tester'), role: 'tester' } as const;
	const context = {
		...{ db: database.db, now: Date.now, newId: randomUUID, events },
		catalogue: openProtocols()
	};
	const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
	const opening = { caseId, subjectCode: 'S-77', technique: 'cit', demonstration: true, at };
	sessionId = await openSession(context, opening, tester);
	page = `/cases/${caseId}/sessions/${sessionId}/report`;
	const folder = join(web.data, 'recordings', sessionId);
	mkdirSync(folder, { recursive: true });
	const bytes = recording();
	writeFileSync(join(folder, 'chart-01.bdf'), bytes);
	const name = `recordings/${sessionId}/chart-01.bdf`;
	const real = (proposed: ProposedEvent): ProposedEvent => {
		if (proposed.type === 'chart-started')
			return { ...proposed, data: { ...proposed.data, file: name } };
		if (proposed.type !== 'chart-sealed') return proposed;
		const figures = { bytes: bytes.length, sha256: sha256Hex(bytes), samples: SECONDS * RATE_HZ };
		return { ...proposed, data: { ...proposed.data, ...figures, file: name } };
	};
	for (const step of script.slice(1)) {
		const { proposed, actor } = step(await events.stateOf(sessionId));
		const who = actor.id === 'tester-1' ? tester : actor;
		const [result] = await events.append(sessionId, [real(proposed)], who);
		if (result?.ok !== true) throw new Error(`${proposed.type}: ${JSON.stringify(result)}`);
		if (proposed.type === 'step-completed' && proposed.data.step === 'chart-analysis') break;
	}
	const reviewer = await database.db
		.selectFrom('auth_user' as never)
		.select(['id', 'username'] as never)
		.where('username' as never, '=', 'reviewer-demo' as never)
		.executeTakeFirstOrThrow();
	const user = { id: (reviewer as { id: string }).id, role: 'reviewer' } as never;
	const boss = { id: memberOf('supervisor'), role: 'supervisor' } as never;
	await assignMember(context, { caseId, user, reason: '复核意见书' }, boss);
}

beforeAll(async () => {
	await buildPages();
	await web.start();
	await people.tester.form('/?/demonstration');
	for (const [role, browser] of Object.entries(people))
		await browser.form('/sign-in?/enter', {
			...{ userName: `${role}-demo`, password: DEMONSTRATION_PASSWORD }
		});
	await prepare();
});
afterAll(async () => {
	await database.close();
	await web.remove();
	rmSync(outside, { recursive: true, force: true });
});

test('nothing is issued without particulars, and no forbidden word leaves', async () => {
	expect((await asked('tester', 'issue')).status).toBe(400);
	await send(people.tester, sessionId, 'report-drafted', { ...draft, caseSummary: '他在撒谎。' });
	const refused = await asked('tester', 'issue');
	expect(refused.status).toBe(400);
	expect((await state()).report.issued).toEqual([]);
	await send(people.tester, sessionId, 'report-drafted', draft);
	expect((await asked('reviewer', 'issue')).status).toBe(400);
	expect((await asked('tester', 'issue')).status).toBe(200);
	expect((await state()).report.issued).toMatchObject([{ version: 1 }]);
});

test('a signature needs the password again, and two people', async () => {
	expect((await sign('tester', 'not the password')).status).toBe(400);
	expect((await state()).report.signatures).toEqual([]);
	expect((await sign('tester')).status).toBe(200);
	expect((await sign('tester')).status).toBe(400);
	expect((await sign('reviewer')).status).toBe(200);
	expect((await state()).report.signatures.map(({ as, version }) => [as, version])).toEqual([
		['tester', 1],
		['reviewer', 1]
	]);
	// nobody writes these events by hand
	const last = (await state()).report.issued.at(-1)!;
	const { version, sha256 } = last;
	await expect(
		send(people.tester, sessionId, 'report-signed', {
			...{ version, sha256, as: 'tester', name: 'X', secondFactor: false }
		})
	).rejects.toThrow('session/not-by-hand');
});

test('a later change voids both signatures until a new version is issued', async () => {
	await send(people.tester, sessionId, 'report-drafted', {
		...draft,
		remarks: '补充：光盘编号更正。'
	});
	const void1 = readPdf(await bytesOf(await taken('tester', 'report/1/pdf/zh-CN')));
	expect(void1[0]!.text.replaceAll('\n', '')).toContain('签名失效');
	expect((await sign('reviewer')).status).toBe(400);
	expect((await asked('tester', 'issue')).status).toBe(200);
	expect((await sign('tester')).status).toBe(200);
	expect((await sign('reviewer')).status).toBe(200);
});

test('a PDF that leaves bears number, recipient, purpose and who took it, on every page and in the file', async () => {
	const answer = await taken('tester', 'report/2/pdf/zh-CN');
	expect(answer.headers.get('content-type')).toBe('application/pdf');
	const [, number = ''] =
		/attachment; filename="(JW-\d{4}-\d{6})-1\.pdf"/.exec(
			answer.headers.get('content-disposition') ?? ''
		) ?? [];
	const bytes = await bytesOf(answer);
	const pages = readPdf(bytes);
	expect(pages.length).toBeGreaterThan(3);
	for (const { text } of pages)
		for (const part of [
			`${number} · 1`,
			'王检察官 (市院第一检察部)',
			'移送审查起诉，附卷',
			'测试员甲'
		])
			expect(text).toContain(part);
	const text = pages.map((one) => one.text).join('');
	expect(text.includes('光盘编号更正')).toBe(true);
	expect(text.includes('签名失效')).toBe(false);
	const packet = bytes.toString('utf8');
	expect(packet).toContain(`<dc:identifier>${number}</dc:identifier>`);
	expect(packet).toContain('移送审查起诉，附卷</rdf:li>');
	const english = readPdf(await bytesOf(await taken('tester', 'report/2/pdf/en')));
	expect(english[0]!.text).toContain('Psychological test report');
});

test('text and content come with a statement, to those who may have them', async () => {
	const docx = await fileOf(await taken('tester', 'report/2/docx/zh-CN'), 'report-v2.zh-CN.docx');
	expect(unzip(docx).get('word/document.xml')!.toString()).toContain('光盘编号更正');
	const answer = await taken('tester', 'report/2/json/zh-CN');
	const entries = [...unzip(await bytesOf(answer))];
	const of = (name: string) => entries.find(([path]) => path.endsWith(name))![1].toString();
	const { sha256 } = (await state()).report.issued[1]!;
	expect(sha256Hex(of('/report-v2.json'))).toBe(sha256);
	expect(JSON.parse(of('/export/export.json'))).toMatchObject({
		...{ purpose: '移送审查起诉，附卷', requestedBy: '测试员甲 (演示)' },
		...{ approvedBy: '负责人丁 (演示)', files: [{ path: 'report-v2.json', sha256 }] }
	});
	for (const item of ['report/3/pdf/zh-CN', 'report/2/exe/zh-CN', 'package'])
		expect([item, (await taken('tester', item)).status]).toEqual([item, 400]);
	// nothing of a test before its end, and to reviewers nothing at all
	expect((await taken('interviewer', 'report/2/pdf/zh-CN')).status).toBe(400);
	expect((await taken('reviewer', 'report/2/pdf/zh-CN')).status).toBe(403);
});

test('nothing leaves without another person, the password at each step, and an approval that stands', async () => {
	const { supervisor, tester, reviewer } = people;
	const asked = { source: 'session', id: sessionId, item: 'recording/1' } as const;
	const password = DEMONSTRATION_PASSWORD;
	expect((await askExport(tester, { ...asked, purpose: '附卷' })).status).toBe(400);
	expect((await askExport(supervisor, asked)).status).toBe(200);
	const own = await newestExport(supervisor);
	const selfish = await decideExport(supervisor, { id: own, password });
	expect([selfish.status, await selfish.text()]).toEqual([
		400,
		expect.stringContaining('须由申请人以外的负责人审批')
	]);
	expect((await askExport(tester, asked)).status).toBe(200);
	const id = await newestExport(tester);
	// the work list tells the supervisor
	expect(await (await supervisor.ask('/cases')).text()).toContain('导出申请待批准');
	expect((await tester.form(`/api/exports/${id}`)).status).toBe(409);
	expect((await decideExport(tester, { id, password })).status).toBe(400);
	expect((await decideExport(supervisor, { id, password: 'not the password' })).status).toBe(400);
	expect((await decideExport(supervisor, { id, password: '' })).status).toBe(400);
	expect((await decideExport(supervisor, { id, password })).status).toBe(200);
	expect(await (await tester.ask('/cases')).text()).toContain('已批准的导出可领取');
	expect((await supervisor.form(`/api/exports/${id}`)).status).not.toBe(200);
	expect((await reviewer.form(`/api/exports/${id}`)).status).toBe(403);
	// after a lock the password has to be given again
	await tester.form('/sign-in?/lock');
	await tester.form('/sign-in/unlock', { password });
	expect((await tester.form(`/api/exports/${id}`)).status).toBe(403);
	expect((await tester.form('/exports?/confirm', { id, password: 'wrong password!' })).status).toBe(
		400
	);
	expect((await tester.form('/exports?/confirm', { id, password })).status).toBe(200);
	expect((await tester.ask(`/api/exports/${id}`)).status).toBe(405);
	const fetched = await fileOf(await tester.form(`/api/exports/${id}`), 'chart-01.bdf');
	expect(sha256Hex(fetched)).toBe(sha256Hex(recording()));
	const log = await (await supervisor.ask('/exports')).text();
	expect(log).toContain(/JW-\d{4}-\d{6}/.exec(await (await tester.ask('/exports')).text())![0]);
});

test('the sealed package carries all of it, and the program in it verifies it without the application', async () => {
	await send(people.tester, sessionId, 'session-abandoned', { reason: '测试到此结束，封存' });
	const sealed = await people.tester.post(`/api/sessions/${sessionId}/seal`);
	expect(sealed.status, await sealed.clone().text()).toBe(200);
	const { lastHash } = (await sealed.json()) as { lastHash: string };
	// of a test interviewers get the report as PDF and nothing else
	expect((await taken('interviewer', 'package')).status).toBe(400);
	expect((await taken('interviewer', 'report/2/docx/zh-CN')).status).toBe(400);
	expect((await taken('interviewer', 'report/2/pdf/zh-CN')).status).toBe(200);
	const entries = unzip(await bytesOf(await taken('tester', 'package')));
	for (const [path, content] of entries) {
		mkdirSync(dirname(join(outside, path)), { recursive: true });
		writeFileSync(join(outside, path), content);
	}
	const names = [...entries.keys()].map((path) => path.replace(/^[^/]+\//, ''));
	for (const name of [
		...['events.jsonl', 'manifest.json', 'measurements.csv', 'README.txt', 'verify.mjs'],
		...['verify.html', 'recordings/chart-01.bdf', 'report/report-v1.json', 'report/report-v2.json'],
		...['report/report-v2.zh-CN.pdf', 'report/report-v2.en.pdf', 'report/report-v2.zh-CN.docx'],
		'protocols/procedure/report.yaml'
	])
		expect(names).toContain(name);
	const [first = ''] = entries.keys();
	const folder = join(outside, first.split('/')[0]!);
	const { NODE_OPTIONS: _, ...env } = process.env;
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[join(folder, 'verify.mjs'), folder, '--last-hash', lastHash],
		{ cwd: outside, env }
	);
	expect(stdout).toContain('no change found');
	expect(stdout).toContain('signature: version 2, reviewer');
	expect(stdout).toMatch(/export statement: JW-\d{4}-\d{6} copy 1, .* for 王检察官/);
});
