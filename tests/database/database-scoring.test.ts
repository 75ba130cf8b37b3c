/** Score sheets over a real database: who is blind, sealing before showing, and what a crash or a change leaves. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { verifyChain } from '#lib/core/audit/chain.ts';
import type { Role } from '#lib/core/session/event.ts';
import { sheetCommitment, type ScoreSheet } from '#lib/core/sheet/sheet.ts';
import type { Account } from '#lib/server/accounts/directory.ts';
import { assignMember, endMembership } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseContext, type CaseUser } from '#lib/server/cases/cases.ts';
import { findSession, openSession } from '#lib/server/cases/sessions.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { readBlindTask } from '#lib/server/scoring/blind-task.ts';
import { commitBlindSheet, commitFirstSheet } from '#lib/server/scoring/commit.ts';
import type { ScoringContext } from '#lib/server/scoring/context.ts';
import { nameScorer, scorerCandidates } from '#lib/server/scoring/naming.ts';
import { finishReveal } from '#lib/server/scoring/reveal.ts';
import { listTasks } from '#lib/server/scoring/tasks.ts';
import { keysStrong, sheetOf } from '../fixtures/score-sheets.ts';
import { propose, supervisor, tester } from '../memory-session.ts';
import { requires } from '../requirements.ts';
import { script } from '../whole-session.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
const boss: CaseUser = { id: supervisor.id, role: 'supervisor' };
const lead: CaseUser = { id: tester.id, role: 'tester' };
const blind: CaseUser = { id: 'reviewer-7', role: 'reviewer' };
const other: CaseUser = { id: 'tester-8', role: 'tester' };
const former: CaseUser = { id: 'reviewer-9', role: 'reviewer' };
const notFound = { code: 'scoring/not-found' };

const account = (id: string, role: Role, disabled = false): Account => ({
	...{ id, role, disabled, name: `name of ${id}`, userName: id },
	...{ hasSecondFactor: false, demonstration: false }
});
const people = [
	account(boss.id, 'supervisor'),
	account(lead.id, 'tester'),
	account(blind.id, 'reviewer'),
	account(other.id, 'tester'),
	account(former.id, 'reviewer'),
	account('reviewer-gone', 'reviewer', true),
	account('interviewer-1', 'interviewer'),
	account('admin-1', 'admin')
];

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`score sheets on ${name}`, { timeout: 30_000 }, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let events: EventStore;
		let cases: CaseContext & { events: EventStore; catalogue: typeof catalogue };
		let context: ScoringContext;
		let session: string;
		let caseId: string;

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			events = new EventStore(database);
			cases = { db: database.db, now: () => 1000, newId: randomUUID, events, catalogue };
			const directory = { list: async () => people };
			context = { database, events, accounts: { directory }, software: 'test', at };
			({ id: caseId } = await createCase(cases, { number: '2026-1', title: '盗窃案' }, boss));
			await assignMember(cases, { caseId, user: lead, reason: '主测' }, boss);
			await assignMember(cases, { caseId, user: former, reason: '复核' }, boss);
			await endMembership(cases, { caseId, userId: former.id, reason: '调离' }, boss);
			const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: true, at };
			session = await openSession(cases, opening, lead);
			for (const step of script.slice(1)) {
				const { proposed, actor } = step(await state());
				if (proposed.type === 'sheet-committed') break;
				await events.append(session, [proposed], actor);
			}
		});
		afterEach(() => place.drop());

		const state = () => events.stateOf(session);
		const typesSince = async (seq: number) =>
			(await events.allEvents(session, seq)).map(({ type }) => type);
		const appoint = (user: CaseUser, seat: 'second' | 'third' = 'second') =>
			nameScorer(context, session, { seat, scorerId: user.id }, tester);
		const first = async (sheet?: ScoreSheet) =>
			commitFirstSheet(context, session, tester, sheet ?? keysStrong(await state()));
		const nothing = async () => sheetOf(await state(), () => 0);
		const rows = () =>
			database.db.selectFrom('score_sheet').selectAll().orderBy('created_ms').execute();

		test('only who never worked on the case is a candidate, and cannot open it afterwards', async () => {
			const candidates = await scorerCandidates(context, session, tester);
			expect(candidates.map(({ id }) => id).sort()).toEqual([blind.id, other.id].sort());
			for (const user of [lead, former, { id: 'reviewer-gone', role: 'reviewer' } as const, boss])
				await expect(appoint(user)).rejects.toMatchObject({ code: 'session/scorer-not-blind' });
			for (const role of ['interviewer', 'reviewer'] as const)
				await expect(scorerCandidates(context, session, { role })).rejects.toMatchObject({
					code: 'session/role'
				});
			expect(await rows()).toEqual([]);

			const { task } = await appoint(blind);
			await expect(findSession(cases, blind, session)).rejects.toMatchObject({
				code: 'case/not-found'
			});
			expect(await listTasks(context, blind)).toEqual([
				{ task, seat: 'second', createdMs: Date.parse(at.utc), status: 'open' }
			]);
			expect(await listTasks(context, other)).toEqual([]);
			await expect(readBlindTask(context, other, task)).rejects.toMatchObject(notFound);
			await expect(readBlindTask(context, lead, task)).rejects.toMatchObject(notFound);
			const acts = await auditEntriesSince(database.db, 0);
			expect(acts.at(-1)).toMatchObject({ action: 'scoring/named', object: session });
		});

		test('a refused naming leaves nothing behind; a seat is given once', async () => {
			await expect(appoint(blind, 'third')).rejects.toMatchObject({
				code: 'session/no-disagreement'
			});
			expect(await rows()).toEqual([]);
			await appoint(blind);
			await expect(appoint(other)).rejects.toMatchObject({ code: 'session/scorer-named' });
			await expect(appoint(blind)).rejects.toMatchObject({ code: 'session/scorer-named' });
			expect(await rows()).toHaveLength(1);
			expect(await listTasks(context, other)).toEqual([]);
		});

		test('a task that was withdrawn, or whose person joined the case, is gone', async () => {
			const { task } = await appoint(blind);
			const withdrawal = { task, reason: '另有安排' };
			await events.append(session, [propose('scorer-withdrawn', withdrawal)], tester);
			expect(await listTasks(context, blind)).toMatchObject([{ task, status: 'withdrawn' }]);
			await expect(readBlindTask(context, blind, task)).rejects.toMatchObject(notFound);
			const sheet = keysStrong(await state());
			await expect(commitBlindSheet(context, blind, task, sheet)).rejects.toMatchObject(notFound);

			const again = await appoint(other);
			await assignMember(cases, { caseId, user: other, reason: '协助' }, boss);
			expect(await listTasks(context, other)).toMatchObject([{ status: 'withdrawn' }]);
			await expect(commitBlindSheet(context, other, again.task, sheet)).rejects.toMatchObject(
				notFound
			);
			expect((await state()).sheets).toEqual([]);
		});

		test('a sheet that does not fit is refused and leaves no sheet', async () => {
			const whole = keysStrong(await state());
			const short = { ...whole, cells: whole.cells.slice(1) };
			const scale = { ...whole, scale: 'three-position' as const };
			for (const sheet of [short, scale])
				await expect(first(sheet)).rejects.toMatchObject({ code: 'session/sheet-incomplete' });
			const { task } = await appoint(blind);
			await expect(
				commitFirstSheet(context, session, { id: 'interviewer-1', role: 'interviewer' }, whole)
			).rejects.toMatchObject({ code: 'session/role' });
			await expect(
				commitBlindSheet(context, { ...blind, role: 'interviewer' }, task, whole)
			).rejects.toMatchObject({ code: 'session/role' });
			expect((await rows()).map(({ sheet }) => sheet)).toEqual([null]);
			expect((await state()).sheets).toEqual([]);
		});

		test('sealed sheets are shown together, and their fingerprints are those of the log', async () => {
			const before = (await state()).seq;
			const seq = await first();
			expect(await first()).toBe(seq);
			await expect(first(await nothing())).rejects.toMatchObject({
				code: 'session/sheet-committed'
			});
			expect(await typesSince(before)).toEqual(['sheet-committed']);
			const { task } = await appoint(blind);
			const sheet = keysStrong(await state());
			const answers = await Promise.all([
				commitBlindSheet(context, blind, task, sheet),
				commitBlindSheet(context, blind, task, sheet)
			]);
			expect(answers[0]).toBe(answers[1]);
			await finishReveal(context, session);
			expect(await typesSince(before)).toEqual([
				...['sheet-committed', 'scorer-named', 'sheet-committed'],
				...['sheet-revealed', 'sheet-revealed', 'sheets-compared']
			]);
			const { sheets, compared } = await state();
			for (const { commitment, revealed } of sheets)
				expect(sheetCommitment(revealed!.nonce, revealed!.sheet)).toBe(commitment);
			expect(sheets[0]!.commitment).not.toBe(sheets[1]!.commitment);
			expect(sheets[0]!.revealed!.nonce).toMatch(/^[0-9a-f]{64}$/);
			expect(compared).toMatchObject({ software: 'test', agreedOutcome: 'responds' });
			expect(verifyChain(await events.allEvents(session))).toBeNull();
			expect(await listTasks(context, blind)).toMatchObject([{ status: 'committed' }]);
		});

		test('sheets that disagree: a third scorer decides, and what is shown stays', async () => {
			await first();
			const second = await appoint(blind);
			await commitBlindSheet(context, blind, second.task, await nothing());
			expect((await state()).compared).toMatchObject({ agreedOutcome: null });
			const third = await appoint(other, 'third');
			await commitBlindSheet(context, other, third.task, keysStrong(await state()));
			const { sheets, compared } = await state();
			expect(sheets.every(({ revealed }) => revealed !== null)).toBe(true);
			expect(compared!.pairs).toHaveLength(3);
			expect(compared!.agreedOutcome).toBe('responds');
			expect(verifyChain(await events.allEvents(session))).toBeNull();
		});

		test('cut off between row and fingerprint, the same sheet is sealed with its nonce', async () => {
			const { task } = await appoint(blind);
			const sheet = keysStrong(await state());
			const nonce = 'a'.repeat(64);
			await database.db
				.updateTable('score_sheet')
				.set({ sheet: canonicalJson(sheet), nonce })
				.where('task', '=', task)
				.execute();
			await commitBlindSheet(context, blind, task, sheet);
			const { sheets } = await state();
			expect(sheets).toMatchObject([{ commitment: sheetCommitment(nonce, sheet) }]);
		});

		test('cut off between fingerprint and showing, all is shown later, once', async () => {
			await first();
			const { task } = await appoint(blind);
			const sheet = keysStrong(await state());
			const nonce = 'a'.repeat(64);
			await database.db
				.updateTable('score_sheet')
				.set({ sheet: canonicalJson(sheet), nonce })
				.where('task', '=', task)
				.execute();
			const data = { seat: 'second' as const, commitment: sheetCommitment(nonce, sheet) };
			await events.append(session, [propose('sheet-committed', data)], blind);
			expect((await state()).compared).toBeNull();
			const outcomes = [finishReveal(context, session), finishReveal(context, session)];
			expect(await Promise.all(outcomes)).toEqual([{ fault: null }, { fault: null }]);
			const types = await typesSince(0);
			expect(types.filter((type) => type === 'sheet-revealed')).toHaveLength(2);
			expect(types.filter((type) => type === 'sheets-compared')).toHaveLength(1);
			expect((await rows()).every((row) => row.committed_ms !== null)).toBe(true);
		});

		test('a sealed sheet that was changed is not shown, and it is said so', async () => {
			await first();
			const { task } = await appoint(blind);
			const changed = await nothing();
			await database.db
				.updateTable('score_sheet')
				.set({ sheet: JSON.stringify(changed) })
				.where('seat', '=', 'first')
				.execute();
			const seq = await commitBlindSheet(context, blind, task, keysStrong(await state()));
			expect(seq).toBeGreaterThan(0);
			expect(await finishReveal(context, session)).toEqual({ fault: 'session/sheet-changed' });
			const { sheets, compared } = await state();
			expect(sheets.map(({ revealed }) => revealed)).toEqual([null, null]);
			expect(compared).toBeNull();
			const acts = await auditEntriesSince(database.db, 0);
			const told = acts.filter(({ action }) => action === 'scoring/sheet-changed');
			expect(told.map(({ details }) => JSON.parse(details) as unknown)).toEqual([
				{ sessionId: session, seat: 'first' }
			]);
		});

		test('after the formal test is opened again the charts are scored anew', async () => {
			await first();
			const { task } = await appoint(blind);
			await commitBlindSheet(context, blind, task, keysStrong(await state()));
			const reopening = { step: 'formal-test' as const, reason: '标记须更正' };
			await events.append(session, [propose('step-reopened', reopening)], supervisor);
			await events.append(session, [propose('step-completed', { step: 'formal-test' })], tester);
			expect((await state()).sheets).toEqual([]);
			expect(await listTasks(context, blind)).toMatchObject([{ status: 'withdrawn' }]);
			await first(await nothing());
			const again = await appoint(blind);
			await commitBlindSheet(context, blind, again.task, await nothing());
			expect((await state()).compared).toMatchObject({ agreedOutcome: 'does-not-respond' });
			expect(verifyChain(await events.allEvents(session))).toBeNull();
		});
	});
