/** Taking something out, on SQLite and PostgreSQL: two persons, numbers given once, a few copies, a signed statement. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EXPORT_LASTS_MS, MOST_COPIES } from '#lib/core/exporting/export-rules.ts';
import type { ExportStatement } from '#lib/core/exporting/statement.ts';
import { BoardStore } from '#lib/server/board/board-store.ts';
import type { CaseUser } from '#lib/server/cases/cases.ts';
import { endMembership } from '#lib/server/cases/assignments.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import type { ExportContext } from '#lib/server/exports/context.ts';
import {
	decideExport,
	requestExport,
	withdrawExport,
	type ExportWish
} from '#lib/server/exports/export-requests.ts';
import { listExports } from '#lib/server/exports/read-exports.ts';
import { takeExport } from '#lib/server/exports/take-export.ts';
import { whatThereIs } from '#lib/server/exports/what-there-is.ts';
import { lastHead, makeHead } from '#lib/server/integrity/heads.ts';
import { logKeyOf } from '#lib/server/integrity/log-key.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { RECORDED, sealedSession } from '../fixtures/sealed-session.ts';
import { unzip } from '../fixtures/unzip.ts';
import { tester } from '../memory-session.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const asks: CaseUser = { id: tester.id, role: 'tester' };
const boss: CaseUser = { id: 'boss-2', role: 'supervisor' };
const deputy: CaseUser = { id: 'deputy', role: 'supervisor' };
const reviewer: CaseUser = { id: 'reads', role: 'reviewer' };
const catalogue = openProtocols('protocols');

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`exports on ${name}`, () => {
		const dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-exports-'));
		const key = logKeyOf(generateKeyPairSync('ed25519').privateKey);
		let place: TestDatabase;
		let database: LabDatabase;
		let context: ExportContext;
		let session = '';
		let caseId = '';
		let nowMs = Date.parse('2026-11-30T02:00:00Z');

		beforeAll(async () => {
			place = await make();
			database = await place.open();
			const sealed = await sealedSession(database, dataFolder);
			({ session, caseId } = sealed);
			const cases = {
				...{ db: database.db, now: () => nowMs, newId: randomUUID, catalogue },
				...{ events: sealed.events, interviews: new InterviewStore(database) },
				boards: new BoardStore(database)
			};
			const headSoon = async (): Promise<void> => {
				await makeHead(database.db, key, nowMs);
			};
			context = {
				...{ cases, database, dataFolder, integrity: { headSoon, key } },
				accounts: { directory: { list: async () => [] } }
			};
		});
		afterAll(async () => {
			await place.drop();
			rmSync(dataFolder, { recursive: true, force: true });
		});

		const wish = (more: Partial<ExportWish> = {}): ExportWish => ({
			...{ source: 'session', id: session, item: 'recording/1', office: '市院第一检察部' },
			...{ purpose: '移送审查起诉，附卷', recipient: '王检察官', ...more }
		});
		const ask = (more: Partial<ExportWish> = {}, by = asks) =>
			requestExport(context, wish(more), by);
		const agree = (id: string, by = boss) =>
			decideExport(context, { id, approve: true, reason: '' }, by);
		const take = async (id: string, by = asks): Promise<Buffer> => {
			const { body } = await takeExport(context, id, by);
			return Buffer.from(await new Response(body).arrayBuffer());
		};
		const refusal = (code: string) => ({ code });

		test('it is asked for with purpose and recipient, and only what there is', async () => {
			const { items } = await whatThereIs(context, { source: 'session', id: session }, asks);
			expect(items.map(({ kind }) => kind)).toEqual(
				expect.arrayContaining(['package', 'measurements', 'recording'])
			);
			await expect(ask({ purpose: '太短' })).rejects.toMatchObject(refusal('exports/purpose'));
			await expect(ask({ office: ' ' })).rejects.toMatchObject(refusal('exports/recipient'));
			for (const item of ['recording/9', 'report/9/pdf/en', '../secret', 'interview'])
				await expect(ask({ item })).rejects.toMatchObject(refusal('exports/item'));
			const strangers: CaseUser[] = [
				{ id: 'stranger', role: 'tester' },
				// what an urgent access opened is closed here
				{ id: 'stranger', role: 'reviewer', urgent: [caseId] },
				{ id: 'root', role: 'admin' }
			];
			for (const one of strangers)
				await expect(ask({}, one)).rejects.toMatchObject(refusal('case/not-found'));
			expect(await listExports(database.db, boss, nowMs)).toEqual([]);
		});

		test('nobody agrees with themselves, and only a supervisor agrees', async () => {
			const own = await ask({}, boss);
			await expect(agree(own)).rejects.toMatchObject(refusal('exports/decider'));
			for (const one of [asks, reviewer])
				await expect(agree(own, one)).rejects.toMatchObject(refusal('exports/decider'));
			await expect(
				database.db
					.insertInto('export_act')
					.values({
						...{ id: 'forged', request_id: own, act: 'approved', by: boss.id, at_ms: nowMs },
						...{ requested_by: boss.id, reason: '', until_ms: nowMs + 1000 }
					})
					.execute()
			).rejects.toThrow(/export_two_persons/);
			expect(await agree(own, deputy)).toMatch(/^JW-2026-\d{6}$/);
			await expect(agree(own, deputy)).rejects.toMatchObject(refusal('exports/decided'));
			await expect(agree('nothing')).rejects.toMatchObject(refusal('exports/unknown'));
		});

		test('numbers are given once, also to those who are approved at the same moment', async () => {
			const ids = await Promise.all(Array.from({ length: 8 }, () => ask()));
			const numbers = await Promise.all(ids.map((id) => agree(id)));
			expect(new Set(numbers).size).toBe(8);
			const running = numbers.map((one) => Number(one?.split('-')[2])).toSorted((a, b) => a - b);
			expect(running.at(-1)! - running[0]!).toBe(7);
			const twice = await ask();
			const outcomes = await Promise.allSettled([agree(twice), agree(twice, deputy)]);
			expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
			nowMs = Date.parse('2026-12-31T16:00:00Z');
			expect(await agree(await ask())).toBe('JW-2027-000001');
			nowMs = Date.parse('2026-11-30T02:00:00Z');
			const given = database.db.updateTable('export_number').set({ running: 1 }).execute();
			await expect(given).rejects.toThrow();
		});

		test('a request that was refused or taken back gives nothing', async () => {
			const refused = await ask();
			const no = { id: refused, approve: false, reason: '' };
			await expect(decideExport(context, no, boss)).rejects.toMatchObject(
				refusal('exports/reason')
			);
			expect(await decideExport(context, { ...no, reason: '无关本案' }, boss)).toBeNull();
			const back = await ask();
			await expect(withdrawExport(context, back, boss)).rejects.toMatchObject(
				refusal('exports/unknown')
			);
			await withdrawExport(context, back, asks);
			for (const id of [refused, back, await ask()])
				await expect(take(id)).rejects.toMatchObject(refusal('exports/not-approved'));
			const mine = await listExports(database.db, asks, nowMs);
			expect(mine.find(({ id }) => id === refused)).toMatchObject({ reason: '无关本案' });
			expect(mine.every(({ requestedBy }) => requestedBy === asks.id)).toBe(true);
			// what stands in the table is encrypted
			const { purpose } = mine[0]!;
			expect(purpose).toBe(wish().purpose);
		});

		test('only whoever asked fetches it, a few times, until it expires', async () => {
			const id = await ask();
			const number = await agree(id);
			await expect(take(id, boss)).rejects.toMatchObject(refusal('exports/unknown'));
			const tries = await Promise.allSettled(
				Array.from({ length: MOST_COPIES + 2 }, () => take(id))
			);
			const fetched = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
			const why = tries.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
			expect(fetched, why.join('; ')).toHaveLength(MOST_COPIES);
			await expect(take(id)).rejects.toMatchObject(refusal('exports/used-up'));
			const files = unzip(fetched[0]!);
			expect(files.get(`${number}/chart-01.bdf`)?.toString()).toBe(RECORDED);
			const statements = fetched.map(
				(one) =>
					JSON.parse(unzip(one).get(`${number}/export/export.json`)!.toString()) as ExportStatement
			);
			expect(statements.map(({ copy }) => copy).toSorted()).toEqual([1, 2, 3]);
			expect(statements[0]).toMatchObject({
				...{ number, purpose: wish().purpose, approvedBy: boss.id, requestedBy: asks.id },
				recipient: { name: '王检察官', office: '市院第一检察部' }
			});
			const late = await ask();
			await agree(late);
			nowMs += EXPORT_LASTS_MS;
			await expect(take(late)).rejects.toMatchObject(refusal('exports/expired'));
			nowMs -= EXPORT_LASTS_MS;
		});

		test('a package says whose copy it is, signed: the verifier shows it and finds every change', async () => {
			const id = await ask({ item: 'package' });
			const number = await agree(id);
			const files = unzip(await take(id));
			const root = [...files.keys()][0]!.split('/')[0]!;
			const out = join(dataFolder, 'out');
			for (const [path, content] of files) {
				mkdirSync(dirname(join(out, path)), { recursive: true });
				writeFileSync(join(out, path), content);
			}
			const folder = join(out, root);
			const path = join(folder, 'export/export.json');
			const written = files.get(`${root}/export/export.json`)!.toString();
			const laboratory = join(import.meta.dirname, '../../src/cli/main.ts');
			const verify = async (): Promise<{ code: number; output: string }> => {
				const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
				const run = promisify(execFile);
				return run(process.execPath, [laboratory, 'verify', folder], { env }).then(
					({ stdout }) => ({ code: 0, output: stdout }),
					(error: unknown) => {
						const { code, stdout } = error as { code: number; stdout: string };
						return { code, output: stdout };
					}
				);
			};
			const { code, output } = await verify();
			expect([code, JSON.parse(output)]).toMatchObject([
				0,
				{ ok: true, export: { number, copy: 1, recipient: { name: '王检察官' } } }
			]);
			writeFileSync(path, written.replace('王检察官', '李检察官'));
			expect(await verify()).toMatchObject({ code: 1 });
			const { stated, judge } = await standalone(folder);
			expect(await judge()).toMatch(/export statement is not signed/);
			writeFileSync(path, written);
			expect(await judge()).toBe('');
			expect(await stated()).toContain(`${number} copy 1`);
			// the newest head of the log in it covers the entry of this very copy
			const head = await lastHead(database.db);
			const entries = await auditEntriesSince(database.db, 0, 2000);
			const entry = entries.findLast(({ action }) => action === 'export/fetched')!;
			const { leaf } = await database.db
				.selectFrom('log_salt')
				.select('leaf')
				.where('source', '=', 'audit')
				.where('seq', '=', entry.seq)
				.executeTakeFirstOrThrow();
			expect(head!.size).toBeGreaterThan(leaf);
			const log = files.get(`${root}/log/log.json`)!.toString();
			expect(log).toContain(`"number":${head!.number},`);
			// purpose and recipient stand in no entry: they go with the person's key
			expect(JSON.stringify(entries)).not.toMatch(/王检察官|附卷/);
		});

		test('whoever is taken off the case after it was approved gets nothing', async () => {
			const id = await ask();
			await agree(id);
			await endMembership(context.cases, { caseId, userId: asks.id, reason: '调离' }, boss);
			await expect(take(id)).rejects.toMatchObject(refusal('case/not-found'));
		});
	});

/** The part of the verifier in the package that looks at the statement. */
async function standalone(folder: string) {
	interface Verifier {
		folderAt(folder: string): object;
		sha256(bytes: Uint8Array): Promise<string>;
		checkExport(
			...given: [object, readonly object[], Verifier['sha256'], (zh: string, en: string) => void]
		): Promise<string | null>;
	}
	const { folderAt, sha256, checkExport } = (await import(
		/* @vite-ignore */ `file://${join(folder, 'verify.mjs')}`
	)) as Verifier;
	const { source } = JSON.parse(
		await readFile(join(folder, 'export/export.json'), 'utf8')
	) as ExportStatement;
	const stated = async (): Promise<string> => {
		const said: string[] = [];
		await checkExport(folderAt(folder), [{ sessionId: source }], sha256, (_, en) => said.push(en));
		return said.join('\n');
	};
	const judge = (): Promise<string> =>
		stated().then(
			() => '',
			(error: unknown) => (error as Error).message
		);
	return { stated, judge };
}
