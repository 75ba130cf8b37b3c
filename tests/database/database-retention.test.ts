/** A case after the work on it: archived it is read only, sealed it is there for nobody but by order, destroyed it is gone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { retentionAct } from '#lib/core/retention/retention-act.ts';
import { BoardStore } from '#lib/server/board/board-store.ts';
import type { BoardContext } from '#lib/server/board/boards.ts';
import { assignMember, endMembership } from '#lib/server/cases/assignments.ts';
import { assertAssigned, createCase, listCases, type CaseUser } from '#lib/server/cases/cases.ts';
import { findSession, listSessions, openSession } from '#lib/server/cases/sessions.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { checkDatabase } from '#lib/server/integrity/check-database.ts';
import { makeHead } from '#lib/server/integrity/heads.ts';
import { readLogKey } from '#lib/server/integrity/log-key.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { openInterview } from '#lib/server/interviews/interviews.ts';
import { listCertificates } from '#lib/server/keys/erase.ts';
import { testsOfLaboratory } from '#lib/server/laboratory/finished-tests.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { carryOut, proposeCase, waitingProposals } from '#lib/server/retention/destruction.ts';
import { answerOpening, listOpenings, requestOpening } from '#lib/server/retention/openings.ts';
import { actOnCase, retentionActs } from '#lib/server/retention/retention-log.ts';
import { factForm } from '../fixtures/board.ts';
import { opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { propose, tester } from '../memory-session.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const user: CaseUser = { id: tester.id, role: 'tester' };
const asks: CaseUser = { id: 'asks', role: 'interviewer' };
const boss: CaseUser = { id: 'boss', role: 'supervisor' };
const second: CaseUser = { id: 'boss-2', role: 'supervisor' };
const admin: CaseUser = { id: 'root', role: 'admin' };
const everybody = [user, asks, boss, second, admin];
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
const reason = '案件已审结，依规定办理';
const orderRef = '（2026）调字12号';
const HOUR_MS = 3_600_000;
const START_MS = 1_772_000_000_000;

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`retention on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let dataFolder: string;
		let context: BoardContext & { readonly events: EventStore };
		let caseId: string;
		let session: string;
		let nowMs: number;
		let ids = 0;

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-retention-'));
			nowMs = START_MS;
			context = {
				...{ db: database.db, now: () => nowMs, catalogue, boards: new BoardStore(database) },
				newId: () => `id-${String(++ids).padStart(6, '0')}`,
				...{ events: new EventStore(database), interviews: new InterviewStore(database) }
			};
			({ id: caseId } = await createCase(context, { number: '2026-7', title: '仓库盗窃' }, boss));
			for (const one of [user, asks])
				await assignMember(context, { caseId, user: one, reason: '主办' }, boss);
			session = await open();
			const ending = propose('session-abandoned', { reason: '被测人不适' });
			expect(await context.events.append(session, [ending], tester)).toMatchObject([{ ok: true }]);
		});
		afterEach(async () => {
			await place.drop();
			rmSync(dataFolder, { recursive: true });
		});

		const open = (): Promise<string> =>
			openSession(
				context,
				{ caseId, subjectCode: 'S-1', technique: 'cit', demonstration: false, at },
				user
			);
		const move = (act: 'close' | 'reopen' | 'archive' | 'retrieve' | 'seal', by = boss) =>
			actOnCase(context, caseId, retentionAct({ act, reason }), by);
		const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
			asked.then(
				() => 'done',
				(error: unknown) => (error as { code?: string }).code ?? error
			);
		async function seal(): Promise<void> {
			for (const act of ['close', 'archive', 'seal'] as const) await move(act);
		}
		const found = (who: CaseUser): Promise<unknown> => codeOf(findSession(context, who, session));
		const erasing = () => ({
			...{ database, dataFolder },
			forget: () => context.events.forget(session)
		});
		/** What every kind of writing in the case comes to. */
		async function writings(): Promise<unknown[]> {
			const note = propose('note-added', { text: '补记' });
			const [event] = await context.events.append(session, [note], tester);
			const fact = { ...factForm('F1'), text: '账册的去向' };
			const proposed = { id: context.newId(), type: 'fact-registered', at: at.utc, data: fact };
			const actor = { id: asks.id, role: 'interviewer' as const };
			const [board] = await context.boards.append(caseId, [proposed as never], actor);
			const begun = proposeInterview('interview-opened', { ...opening, subjectCode: 'S-1' });
			return [
				...[event, board].map((one) => (one?.ok === false ? one.code : 'done')),
				await codeOf(open()),
				await codeOf(openInterview(context, caseId, begun, asks)),
				await codeOf(assignMember(context, { caseId, user: second, reason: '协助' }, boss)),
				await codeOf(endMembership(context, { caseId, userId: asks.id, reason: '调离' }, boss))
			];
		}

		test('nothing begins in a closed case, and nothing is written in an archived one', async () => {
			expect(await codeOf(move('archive'))).toBe('retention/move');
			const running = await open();
			expect(await codeOf(move('close'))).toBe('retention/open-records');
			const ending = propose('session-abandoned', { reason: '被测人不适' });
			await context.events.append(running, [ending], tester);
			expect(await codeOf(move('close', user))).toBe('retention/role');
			await move('close');
			expect(await codeOf(open())).toBe('retention/closed');
			await move('reopen');
			await move('close');
			await move('archive');
			const refused = 'retention/read-only';
			expect(await writings()).toEqual(Array.from({ length: 6 }, () => refused));
			// what was written is answered as before, and read as before
			const [stored] = await context.events.allEvents(session);
			expect(stored?.type).toBe('session-opened');
			expect(await listCases(context, user)).toMatchObject([{ retention: 'archived' }]);
			expect(await listSessions(context, user, caseId)).toHaveLength(2);
			await move('retrieve');
			expect((await writings())[1]).toBe('done');
		});

		test('a sealed case is in no list and no count; by order of two persons one of them reads it for a time', async () => {
			await seal();
			for (const who of everybody) {
				expect(await listCases(context, who)).toEqual([]);
				expect(await found(who)).toBe('case/not-found');
				expect(await codeOf(assertAssigned(context, who, caseId))).toBe('case/not-found');
			}
			const member = { caseId, userId: asks.id, reason: '调离' };
			const assigned = { caseId, user: second, reason: '协助' };
			expect(await codeOf(endMembership(context, member, boss))).toBe('case/not-found');
			expect(await codeOf(assignMember(context, assigned, boss))).toBe('case/not-found');
			expect(await testsOfLaboratory({ database, events: context.events })).toEqual([]);

			const asked = { caseNumber: '2026-7', reason, orderRef };
			const elsewhere = await codeOf(requestOpening(context, { ...asked, caseNumber: '?' }, boss));
			expect(elsewhere).toBe('retention/unknown');
			// who was never assigned is told the same
			const stranger: CaseUser = { id: 'stranger', role: 'tester' };
			expect(await codeOf(requestOpening(context, asked, stranger))).toBe('retention/unknown');
			const id = await requestOpening(context, asked, user);
			expect(await found(user)).toBe('case/not-found');
			const approve = { id, act: 'approve-opening' } as const;
			expect(await codeOf(answerOpening(context, approve, user))).toBe('retention/role');
			expect(await listOpenings(context, asks)).toEqual([]);
			expect(await listOpenings(context, admin)).toMatchObject([{ id, caseNumber: '' }]);
			await answerOpening(context, approve, second);

			expect(await found(user)).toBe('done');
			expect(await listCases(context, user)).toMatchObject([{ title: '仓库盗窃' }]);
			for (const who of [asks, boss, second]) expect(await found(who)).toBe('case/not-found');
			const note = propose('note-added', { text: '补记' });
			expect(await context.events.append(session, [note], tester)).toMatchObject([
				{ ok: false, code: 'retention/read-only' }
			]);
			nowMs += 8 * HOUR_MS;
			expect(await found(user)).toBe('case/not-found');

			// once more, and ended before its time
			const again = await requestOpening(context, asked, user);
			await answerOpening(context, { id: again, act: 'approve-opening' }, boss);
			expect(await found(user)).toBe('done');
			await answerOpening(context, { id: again, act: 'end-opening' }, user);
			expect(await found(user)).toBe('case/not-found');
			const acts = await retentionActs(database.db, caseId);
			expect(acts.map(({ act }) => act)).toEqual([
				...['close', 'archive', 'seal', 'request-opening', 'approve-opening'],
				...['request-opening', 'approve-opening', 'end-opening']
			]);
		});

		test('destroyed by a supervisor and an administrator it cannot be read by anybody, and the log still holds', async () => {
			await seal();
			const asked = { caseNumber: '2026-7', reason, orderRef: '' };
			expect(await codeOf(proposeCase(context, asked, boss))).toBe('retention/before-term');
			const id = await proposeCase(context, { ...asked, orderRef }, boss);
			expect(await waitingProposals(context)).toMatchObject([{ id, caseId, subjectCode: null }]);
			const carrying = { ...context, erasing: erasing() };
			expect(await codeOf(carryOut(carrying, id, second))).toBe('retention/role');
			expect(await codeOf(carryOut(carrying, id, { ...boss, role: 'admin' }))).toBe(
				'retention/second-person'
			);
			const salts = await database.db
				.selectFrom('log_salt')
				.select('leaf')
				.where('owner', 'in', [session, caseId])
				.orderBy('leaf')
				.execute();
			const certificate = await carryOut(carrying, id, admin);

			expect(certificate).toMatchObject({ caseId, proposedBy: boss.id, executedBy: admin.id });
			expect(certificate.leaves).toEqual(salts.map(({ leaf }) => leaf));
			expect(await listCertificates(database.db)).toEqual([certificate]);
			await makeHead(database.db, readLogKey(dataFolder), nowMs);
			expect(await checkDatabase(database.db)).toMatchObject({
				...{ verdict: 'ok', erased: salts.length }
			});
			for (const who of everybody) expect(await listCases(context, who)).toEqual([]);
			expect(await codeOf(context.events.allEvents(session))).toBe('keys/destroyed');
			// number, title, reasons: nobody's any more, and the number may be used again
			const row = await database.db
				.selectFrom('lab_case')
				.selectAll()
				.where('id', '=', caseId)
				.executeTakeFirstOrThrow();
			expect([row.number, row.title].join()).not.toMatch(/2026-7|仓库/);
			const acts = await retentionActs(database.db, caseId);
			expect(acts.at(-1)).toMatchObject({ act: 'destroy', by: admin.id, about: id });
			expect(JSON.stringify(acts)).not.toMatch(/审结|调字/);
			await createCase(context, { number: '2026-7', title: '另案' }, boss);
			expect(await codeOf(carryOut(carrying, id, admin))).toBe('retention/proposal-first');
		});

		test('one person of a case that goes on is destroyed, and the case goes on', async () => {
			const proposal = {
				act: 'propose-destruction',
				subjectCode: 'S-1',
				reason,
				orderRef
			} as const;
			const id = await actOnCase(context, caseId, retentionAct(proposal), boss);
			await carryOut({ ...context, erasing: erasing() }, id, admin);
			expect(await codeOf(context.events.allEvents(session))).toBe('keys/destroyed');
			expect(await listCases(context, user)).toMatchObject([
				{ title: '仓库盗窃', retention: 'active' }
			]);
			expect(await codeOf(actOnCase(context, caseId, retentionAct(proposal), boss))).toBe(
				'retention/subject'
			);
		});

		test('acts can be added and nothing else', async () => {
			await move('close');
			const changes = [
				database.db.updateTable('retention_act').set({ act: 'reopen' }).execute(),
				database.db.deleteFrom('retention_act').execute()
			];
			for (const change of changes) await expect(change).rejects.toThrow(/append only/);
		});
	});
