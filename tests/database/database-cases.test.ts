/** Cases, assignments and sealing over a real database and a real folder. */
import { randomUUID } from 'node:crypto';
import {
	appendFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { assignMember, endMembership } from '#lib/server/cases/assignments.ts';
import {
	assertAssigned,
	createCase,
	listCases,
	membersOf,
	type CaseContext,
	type CaseUser
} from '#lib/server/cases/cases.ts';
import { findSession, listSessions, openSession } from '#lib/server/cases/sessions.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { sealSession } from '#lib/server/sealing.ts';
import { requires } from '../requirements.ts';
import { propose, supervisor, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const user: CaseUser = { id: tester.id, role: 'tester' };
const colleague: CaseUser = { id: 'tester-2', role: 'tester' };
const boss: CaseUser = { id: supervisor.id, role: 'supervisor' };
const admin: CaseUser = { id: 'admin-1', role: 'admin' };
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
const notFound = { code: 'case/not-found' };

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`cases on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let context: CaseContext & { events: EventStore; catalogue: typeof catalogue };
		let caseId: string;
		const opening = () => ({
			caseId,
			subjectCode: 'S-01',
			technique: 'cit',
			demonstration: true,
			at
		});

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			const events = new EventStore(database);
			context = { db: database.db, now: () => 1000, newId: randomUUID, events, catalogue };
			({ id: caseId } = await createCase(context, { number: '2026-1', title: '盗窃案' }, boss));
			await createCase(context, { number: '2026-2', title: '另案' }, boss);
			await assignMember(context, { caseId, user, reason: '主测' }, boss);
		});
		afterEach(() => place.drop());

		test('everyone sees what is assigned, the supervisor every case, the administrator none', async () => {
			expect(await listCases(context, user)).toMatchObject([{ id: caseId, number: '2026-1' }]);
			expect(await listCases(context, colleague)).toEqual([]);
			expect(await listCases(context, boss)).toHaveLength(2);
			expect(await listCases(context, admin)).toEqual([]);
			expect(await assertAssigned(context, user, caseId)).toMatchObject({ role: 'tester' });
			await expect(assertAssigned(context, colleague, caseId)).rejects.toMatchObject(notFound);
			await expect(assertAssigned(context, admin, caseId)).rejects.toMatchObject(notFound);
			await expect(assertAssigned(context, user, 'nowhere')).rejects.toMatchObject(notFound);
		});

		test('an assignment ends, and counts only in the role it was made for', async () => {
			const changed: CaseUser = { ...user, role: 'reviewer' };
			await expect(assertAssigned(context, changed, caseId)).rejects.toMatchObject(notFound);
			await endMembership(context, { caseId, userId: user.id, reason: '调离' }, boss);
			await expect(assertAssigned(context, user, caseId)).rejects.toMatchObject(notFound);
			expect(await membersOf(context, caseId)).toEqual([]);
			await assignMember(context, { caseId, user: changed, reason: '复核' }, boss);
			expect(await membersOf(context, caseId)).toMatchObject([{ role: 'reviewer' }]);
		});

		test('only a supervisor creates and assigns; nobody has two roles; numbers are unique', async () => {
			const make = (by: CaseUser) => createCase(context, { number: '2026-1', title: 't' }, by);
			await expect(make(user)).rejects.toMatchObject({ code: 'case/supervisor-only' });
			await expect(make(boss)).rejects.toMatchObject({ code: 'database/unique' });
			const assign = (who: CaseUser, by: CaseUser) =>
				assignMember(context, { caseId, user: who, reason: '理由' }, by);
			await expect(assign(colleague, admin)).rejects.toMatchObject({
				code: 'case/supervisor-only'
			});
			await expect(assign(admin, boss)).rejects.toMatchObject({ code: 'case/role' });
			await expect(assign({ ...user, role: 'reviewer' }, boss)).rejects.toMatchObject({
				code: 'database/unique'
			});
		});

		test('a session is opened by a tester of the case with the hashes of its protocols', async () => {
			await expect(openSession(context, opening(), colleague)).rejects.toMatchObject(notFound);
			await expect(openSession(context, opening(), boss)).rejects.toMatchObject({
				code: 'session/role'
			});
			await expect(
				openSession(context, { ...opening(), technique: 'none' }, user)
			).rejects.toMatchObject({ code: 'protocols/missing' });
			expect(await listSessions(context, user, caseId)).toEqual([]);
			const id = await openSession(context, opening(), user);
			expect(await listSessions(context, user, caseId)).toMatchObject([
				{ id, lastSeq: 1, openStep: 'case-psychology', ended: null, demonstration: true }
			]);
			await expect(findSession(context, colleague, id)).rejects.toMatchObject(notFound);
			const { opened } = await context.events.stateOf(id);
			const procedure = catalogue.files.find(({ kind }) => kind === 'procedure');
			expect(opened?.protocols).toContainEqual({
				name: 'procedure/six-step.yaml',
				sha256: procedure?.sha256
			});
		});
	});

describe('sealing', () => {
	let place: TestDatabase;
	let database: LabDatabase;
	let dataFolder: string;
	let events: EventStore;
	let session: string;
	const seal = () => sealSession({ database, events, dataFolder }, session, tester);

	beforeEach(async () => {
		place = await sqliteFile();
		database = await place.open();
		dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-data-'));
		events = new EventStore(database);
		const context = { db: database.db, now: () => 1000, newId: randomUUID, events, catalogue };
		const { id: caseId } = await createCase(context, { number: '2026-1', title: '盗窃案' }, boss);
		await assignMember(context, { caseId, user, reason: '主测' }, boss);
		const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: true, at };
		session = await openSession(context, opening, user);
		const recordings = join(dataFolder, 'recordings', session);
		mkdirSync(recordings, { recursive: true });
		// its SHA-256 is the one the script seals the chart with
		writeFileSync(join(recordings, 'chart-01.bdf'), 'test');
		writeFileSync(join(recordings, 'chart-01.clock.jsonl'), '{}\n');
	});
	afterEach(async () => {
		await place.drop();
		rmSync(dataFolder, { recursive: true });
	});

	const play = async (): Promise<void> => {
		for (const step of script.slice(1)) {
			const { proposed, actor } = step(await events.stateOf(session));
			await events.append(session, [proposed], actor);
		}
	};

	test('is refused while a step is open, and leaves the session as it was', async () => {
		await expect(seal()).rejects.toMatchObject({ code: 'session/steps-open' });
		expect((await events.stateOf(session)).sealed).toBeNull();
	});

	test('makes a folder that verifies, and another call finds it', { timeout: 30_000 }, async () => {
		await play();
		const { folder, lastHash, files } = await seal();
		const verdict = verifyPackage(await readPackage(folder));
		expect(verdict).toMatchObject({ ok: true, lastHash, files });
		expect(readdirSync(folder).sort()).toEqual([
			...['events.jsonl', 'manifest.json', 'protocols', 'recordings']
		]);
		expect(await seal()).toEqual({ folder, lastHash, files });
		expect(readdirSync(join(dataFolder, 'archive'))).toEqual([session]);
		expect(
			await events.append(session, [propose('note-added', { text: '补记' })], tester)
		).toMatchObject([{ ok: false, code: 'session/sealed' }]);
	});

	test(
		'stops before the log does when a recording is not the one it states',
		{ timeout: 30_000 },
		async () => {
			await play();
			appendFileSync(join(dataFolder, 'recordings', session, 'chart-01.bdf'), 'x');
			await expect(seal()).rejects.toMatchObject({ code: 'sealing/recording' });
			expect((await events.stateOf(session)).sealed).toBeNull();
		}
	);

	test(
		'cut off after the log was sealed, is finished by sealing again',
		{ timeout: 30_000 },
		async () => {
			await play();
			const { folder, lastHash } = await seal();
			// as after a crash between the last event and the rename
			await rename(folder, join(dataFolder, 'archive', `.${session}.part`));
			expect(await seal()).toMatchObject({ folder, lastHash });
			expect(verifyPackage(await readPackage(folder))).toMatchObject({ ok: true, lastHash });
		}
	);
});
