/** Destroying the records of one person: theirs cannot be read by anybody, everybody else's and the log stay. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeRanges } from '#lib/core/integrity/ranges.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { listCases, createCase, type CaseContext } from '#lib/server/cases/cases.ts';
import { listSessions, openSession } from '#lib/server/cases/sessions.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { checkDatabase } from '#lib/server/integrity/check-database.ts';
import { makeHead } from '#lib/server/integrity/heads.ts';
import { readLogKey } from '#lib/server/integrity/log-key.ts';
import { certificateText } from '#lib/server/keys/certificate-text.ts';
import {
	eraseSubject,
	listCertificates,
	type ErasureContext,
	type ErasureOrder
} from '#lib/server/keys/erase.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { sealSessionFiles } from '#lib/server/keys/seal-records.ts';
import { testsOfLaboratory } from '#lib/server/laboratory/finished-tests.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { requires } from '../requirements.ts';
import { propose, supervisor, tester } from '../memory-session.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const user = { id: tester.id, role: 'tester' } as const;
const boss = { id: supervisor.id, role: 'supervisor' } as const;
const admin = { id: 'admin-1', role: 'admin' } as const;
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
let ids = 0;

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`erasure on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let events: EventStore;
		let context: CaseContext;
		let erasing: ErasureContext;
		let dataFolder: string;
		let caseId: string;
		beforeEach(async () => {
			place = await make();
			database = await place.open();
			events = new EventStore(database);
			dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-erasure-'));
			const newId = (): string => `id-${String(++ids).padStart(6, '0')}`;
			context = { db: database.db, now: () => 1_772_000_000_000, newId };
			erasing = {
				...{ database, dataFolder, newId, now: context.now },
				forget: ({ sessions }) => sessions.forEach(({ id }) => events.forget(id))
			};
			({ id: caseId } = await createCase(context, { number: '2026-7', title: '仓库盗窃' }, boss));
			await assignMember(context, { caseId, user, reason: '主测' }, boss);
		});
		afterEach(async () => {
			await place.drop();
			rmSync(dataFolder, { recursive: true });
		});

		const open = (subjectCode: string): Promise<string> =>
			openSession(
				{ ...context, events, catalogue },
				{ caseId, subjectCode, technique: 'cit', demonstration: false, at },
				user
			);
		async function ended(subjectCode: string): Promise<string> {
			const id = await open(subjectCode);
			const proposals = [
				propose('note-added', { text: `${subjectCode}认识保管员` }),
				propose('session-abandoned', { reason: '被测人不适' })
			];
			for (const result of await events.append(id, proposals, tester))
				expect(result).toMatchObject({ ok: true });
			const folder = join(dataFolder, 'recordings', id);
			mkdirSync(folder, { recursive: true });
			writeFileSync(join(folder, 'chart-01.bdf'), `samples of ${subjectCode}`);
			await sealSessionFiles({ database, dataFolder }, id);
			return id;
		}
		const order = (more: Partial<ErasureOrder> = {}): ErasureOrder => ({
			...{ caseId, subjectCode: 'S-1', reason: '保管期限届满，依审批销毁' },
			...{ proposedBy: boss, executedBy: admin },
			...more
		});

		test('of one person nothing can be read any more, of others everything', async () => {
			const [gone, other] = [await ended('S-1'), await ended('S-2')];
			const { rows: keys } = await sql<{
				wrapped: string;
			}>`select wrapped from data_key where scope like 'subject:%:S-1'`.execute(database.db);
			const before = await database.db
				.selectFrom('event')
				.select(['session_id', 'seq', 'hash', 'previous_hash'])
				.execute();

			const leavesOfGone = (
				await database.db
					.selectFrom('log_salt')
					.select('leaf')
					.where('owner', '=', gone)
					.orderBy('leaf')
					.execute()
			).map(({ leaf }) => leaf);
			expect(leavesOfGone).toHaveLength(3);

			const certificate = await eraseSubject(erasing, order());

			const refused = { code: 'keys/destroyed' };
			await expect(events.allEvents(gone)).rejects.toMatchObject(refused);
			await expect(events.stateOf(gone)).rejects.toMatchObject(refused);
			const afresh = await place.open();
			await expect(new EventStore(afresh).allEvents(gone)).rejects.toMatchObject(refused);
			const recording = (id: string): string => join(dataFolder, 'recordings', id, 'chart-01.bdf');
			await expect(readAtRest(recording(gone))).rejects.toMatchObject(refused);
			await expect(open('S-1')).rejects.toMatchObject(refused);
			expect((await readAtRest(recording(other))).toString()).toBe('samples of S-2');
			expect(JSON.stringify(await events.allEvents(other))).toContain('S-2认识保管员');

			// lists go on
			const listed = (await listSessions(context, user, caseId)).map(({ id }) => id);
			expect(listed.toSorted()).toEqual([gone, other].toSorted());
			const tests = await testsOfLaboratory({ database, events });
			expect(tests.map(({ summary }) => summary.sessionId)).toEqual([other]);
			expect(await listCases(context, boss)).toMatchObject([{ title: '仓库盗窃' }]);

			// the log is where it was, and the audit trail goes on from it
			expect(
				await database.db
					.selectFrom('event')
					.select(['session_id', 'seq', 'hash', 'previous_hash'])
					.execute()
			).toEqual(before);
			const entries = await auditEntriesSince(database.db, 0);
			expect(entries.slice(-2)).toMatchObject([
				{ action: 'integrity/salts-erased', actor_id: admin.id, object: gone },
				{ action: 'keys/destroyed', actor_id: admin.id }
			]);
			for (const [index, entry] of entries.entries())
				expect(entry.previous_hash).toBe(entries[index - 1]?.hash ?? '0'.repeat(64));

			expect(certificate).toMatchObject({
				...{ caseId, subjectCode: 'S-1', proposedBy: boss.id, executedBy: admin.id },
				sessions: [{ id: gone, events: 3 }]
			});
			expect(certificate.keys).toHaveLength(1);

			// the log holds without the salts of what is gone, and the certificate says which leaves these are
			const salts = await database.db.selectFrom('log_salt').select(['leaf', 'owner']).execute();
			expect(salts.filter(({ owner }) => owner === gone)).toEqual([]);
			expect(salts.filter(({ owner }) => owner === other)).toHaveLength(3);
			expect(certificate.leaves).toEqual(leavesOfGone);
			await makeHead(database.db, readLogKey(dataFolder), context.now());
			expect(await checkDatabase(database.db)).toMatchObject({ verdict: 'ok', erased: 3 });
			expect(await listCertificates(database.db)).toEqual([certificate]);
			const text = certificateText(certificate);
			expect(text).toContain(writeRanges(leavesOfGone));
			expect(text).toContain('Backups made before');
			for (const word of ['仓库', '保管员', '2026-7']) expect(text).not.toContain(word);
			for (const id of [gone, certificate.keys[0]!]) expect(text).toContain(id);

			if (name === 'SQLite')
				for (const end of ['', '-wal'])
					for (const { wrapped } of keys)
						expect(readFileSync(place.place + end).includes(wrapped)).toBe(false);
			await expect(eraseSubject(erasing, order())).rejects.toMatchObject(refused);
		});

		test('of a whole case the title goes, too, and a list says so', async () => {
			const gone = await ended('S-1');
			await eraseSubject(erasing, order({ subjectCode: null }));
			await expect(events.allEvents(gone)).rejects.toMatchObject({ code: 'keys/destroyed' });
			const [shell] = await listCases(context, boss);
			expect(shell?.title).toContain('已销毁');
			expect(shell?.number).toContain('已销毁');
		});

		test('takes two persons, a reason, and nothing that is still open', async () => {
			const codeOf = (more: Partial<ErasureOrder>): Promise<unknown> =>
				eraseSubject(erasing, order(more)).then(
					() => 'done',
					(error: unknown) => (error as { code?: string }).code
				);
			const session = await ended('S-1');
			expect(await codeOf({ executedBy: boss })).toBe('keys/role');
			expect(await codeOf({ proposedBy: { ...boss, role: 'tester' } })).toBe('keys/role');
			expect(await codeOf({ executedBy: { ...admin, id: boss.id } })).toBe('keys/second-person');
			expect(await codeOf({ reason: '过期' })).toBe('keys/reason');
			expect(await codeOf({ caseId: 'no-case' })).toBe('case/not-found');
			const second = await open('S-1');
			expect(await codeOf({})).toBe('keys/running');
			expect(JSON.stringify(await events.allEvents(session))).toContain('S-1认识保管员');
			expect(await events.allEvents(second)).toHaveLength(1);
		});
	});
