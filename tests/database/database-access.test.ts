/** Who may know what, on SQLite and PostgreSQL: subjects of an assignment, urgent access by two persons, equal work. */
import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { URGENT_LASTS_MS } from '#lib/core/access/urgent.ts';
import {
	endUrgent,
	listUrgent,
	openUrgent,
	reviewUrgent,
	standingUrgent
} from '#lib/server/access/urgent-access.ts';
import { BoardStore } from '#lib/server/board/board-store.ts';
import { seeBoard, type BoardContext } from '#lib/server/board/boards.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { assertAssigned, createCase, listCases, type CaseUser } from '#lib/server/cases/cases.ts';
import { searchListsFor } from '#lib/server/cases/search-lists.ts';
import { findSession, listSessions, openSession } from '#lib/server/cases/sessions.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { findInterview, listInterviews, openInterview } from '#lib/server/interviews/interviews.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const boss: CaseUser = { id: 'boss', role: 'supervisor' };
const deputy: CaseUser = { id: 'deputy', role: 'supervisor' };
const whole: CaseUser = { id: 'whole', role: 'tester' };
const ofA: CaseUser = { id: 'of-a', role: 'tester' };
const asks: CaseUser = { id: 'asks-a', role: 'interviewer' };
const stranger: CaseUser = { id: 'stranger', role: 'tester' };
const other: CaseUser = { id: 'other', role: 'reviewer' };
const admin: CaseUser = { id: 'root', role: 'admin' };
const REASON = '被测人突发疾病，须立即查阅已知病史与停测情况。';

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`access on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let context: BoardContext & { readonly events: EventStore };
		let caseId = '';
		let nowMs = 0;
		const sessions: Record<string, string> = {};
		const interviews: Record<string, string> = {};

		beforeAll(async () => {
			place = await make();
			database = await place.open();
			nowMs = Date.parse('2026-11-24T02:00:00Z');
			const events = new EventStore(database);
			context = {
				...{ db: database.db, now: () => nowMs, newId: randomUUID, catalogue, events },
				...{ interviews: new InterviewStore(database), boards: new BoardStore(database) }
			};
			caseId = (await createCase(context, { number: '2026-7', title: '案' }, boss)).id;
			const assign = (user: CaseUser, subjects: string[] = []) =>
				assignMember(context, { caseId, user, reason: '指派', subjects }, boss);
			await assign(whole);
			await assign(ofA, ['S-A']);
			await assign(asks, ['S-A']);
			await assign({ id: 'lead', role: 'interviewer' });
			for (const subjectCode of ['S-A', 'S-B']) {
				const at = { utc: new Date(nowMs).toISOString(), monotonicS: null };
				sessions[subjectCode] = await openSession(
					context,
					{ caseId, subjectCode, technique: 'cit', demonstration: false, at },
					whole
				);
				const begun = proposeInterview('interview-opened', { ...opening, subjectCode });
				const lead: CaseUser = { id: 'lead', role: 'interviewer' };
				interviews[subjectCode] = await openInterview(context, caseId, begun, lead);
			}
		});
		afterAll(() => place.drop());

		const refusal = (work: Promise<unknown>) =>
			work.then(
				() => 'let in',
				(error: unknown) => (isLabError(error) ? error.code : String(error))
			);

		test('an assignment to one subject opens that one; the other is not there', async () => {
			const codes = async (user: CaseUser) =>
				(await listSessions(context, user, caseId)).map(({ subjectCode }) => subjectCode);
			expect(await codes(ofA)).toEqual(['S-A']);
			expect((await codes(whole)).sort()).toEqual(['S-A', 'S-B']);
			expect((await findSession(context, ofA, sessions['S-A']!)).role).toBe('tester');
			for (const work of [findSession, searchListsFor])
				expect(await refusal(work(context, ofA, sessions['S-B']!))).toBe('case/not-found');
			const at = { utc: new Date(nowMs).toISOString(), monotonicS: null };
			const opened = { caseId, technique: 'cit', demonstration: false, at };
			expect(await refusal(openSession(context, { ...opened, subjectCode: 'S-B' }, ofA))).toBe(
				'case/other-subject'
			);
			expect(await refusal(openSession(context, { ...opened, subjectCode: 'S-A' }, ofA))).toBe(
				'let in'
			);
		});

		test('interviews of the other subject are not there either, and no board that speaks of all', async () => {
			const listed = await listInterviews(context, asks, caseId);
			expect(listed.map(({ id }) => id)).toEqual([interviews['S-A']]);
			expect(await refusal(findInterview(context, asks, interviews['S-A']!))).toBe('let in');
			expect(await refusal(findInterview(context, asks, interviews['S-B']!))).toBe(
				'case/not-found'
			);
			const begun = proposeInterview('interview-opened', { ...opening, subjectCode: 'S-B' });
			expect(await refusal(openInterview(context, caseId, begun, asks))).toBe(
				'interview/compartment'
			);
			expect(await refusal(seeBoard(context, asks, caseId))).toBe('case/not-found');
			const lead: CaseUser = { id: 'lead', role: 'interviewer' };
			expect(await refusal(seeBoard(context, lead, caseId))).toBe('let in');
		});

		test('a code that is none is refused when somebody is assigned', async () => {
			const given = { caseId, user: stranger, reason: '指派', subjects: ['甲; drop'] };
			expect(await refusal(assignMember(context, given, boss))).toBe('case/subjects');
			expect(await refusal(assertAssigned(context, stranger, caseId))).toBe('case/not-found');
		});

		test('what exists but is of others costs as many questions as what does not exist', async () => {
			let questions = 0;
			const counter: KyselyPlugin = {
				transformQuery: ({ node }) => {
					questions++;
					return node;
				},
				transformResult: ({ result }) => Promise.resolve(result)
			};
			const counted = { ...context, db: database.db.withPlugin(counter) };
			const cost = async (work: () => Promise<unknown>): Promise<number> => {
				questions = 0;
				expect(await refusal(work())).toBe('case/not-found');
				return questions;
			};
			const gone = randomUUID();
			for (const user of [stranger, ofA, asks, other, admin])
				for (const [look, id] of [
					[findSession, sessions['S-B']!],
					[findInterview, interviews['S-B']!]
				] as const) {
					const costs = [
						await cost(() => look(counted, user, id)),
						await cost(() => look(counted, user, gone))
					];
					// the interviews of a case are nothing to its testers
					expect([user.id, look.name, costs[0]]).toEqual([user.id, look.name, costs[1]]);
				}
			for (const look of [assertAssigned, seeBoard, listSessions, listInterviews])
				for (const user of [stranger, other, admin])
					expect(await cost(() => look(counted, user, caseId))).toBe(
						await cost(() => look(counted, user, gone))
					);
		});

		describe('urgent access', () => {
			let visitor: CaseUser;
			beforeEach(() => {
				visitor = { id: randomUUID(), role: 'tester' };
			});
			const open = (more: object = {}, user = visitor) =>
				openUrgent(context, { caseNumber: '2026-7', reason: REASON, second: other, ...more }, user);

			test('needs a real reason, another person, and a role that may', async () => {
				expect(await refusal(open({ reason: '急' }))).toBe('access/urgent-reason');
				expect(await refusal(open({ reason: ' '.repeat(40) }))).toBe('access/urgent-reason');
				expect(await refusal(open({ second: visitor }))).toBe('access/urgent-second');
				expect(await refusal(open({ second: admin }))).toBe('access/urgent-second');
				expect(await refusal(open({}, asks))).toBe('access/urgent-role');
				expect(await refusal(open({}, admin))).toBe('access/urgent-role');
				expect(await standingUrgent(context, visitor.id)).toEqual([]);
			});

			test('a number of no case is refused like one of their own, and the try stays in the trail', async () => {
				expect(await refusal(open({ caseNumber: '2026-8' }))).toBe('access/urgent-unknown');
				expect(await refusal(open({}, whole))).toBe('access/urgent-unknown');
				const acts = (await auditEntriesSince(context.db, 0)).map(({ action }) => action);
				expect(acts.filter((action) => action === 'access/urgent-refused')).toHaveLength(2);
			});

			test('opens the case for sixty minutes to whoever asked, and to nobody else', async () => {
				await open();
				const urgent = async (user: CaseUser): Promise<CaseUser> => ({
					...user,
					urgent: (await standingUrgent(context, user.id)).map((one) => one.caseId)
				});
				const session = sessions['S-B']!;
				expect(await refusal(findSession(context, await urgent(visitor), session))).toBe('let in');
				expect(await listCases(context, await urgent(visitor))).toHaveLength(1);
				// without the mark of a request that only reads there is nothing
				expect(await refusal(findSession(context, visitor, session))).toBe('case/not-found');
				expect(await refusal(findSession(context, await urgent(other), session))).toBe(
					'case/not-found'
				);
				nowMs += URGENT_LASTS_MS;
				expect(await refusal(findSession(context, await urgent(visitor), session))).toBe(
					'case/not-found'
				);
			});

			test('is reviewed once, by a supervisor who did not confirm it', async () => {
				const id = await open({ second: boss });
				const review = (by: CaseUser) =>
					refusal(reviewUrgent(context, { id, outcome: 'justified', note: '确有必要' }, by));
				expect(await review(boss)).toBe('access/urgent-reviewer');
				expect(await review(whole)).toBe('access/urgent-reviewer');
				expect(await review(deputy)).toBe('let in');
				expect(await review(deputy)).toBe('access/urgent-none');
				const found = (await listUrgent(context)).find((one) => one.id === id);
				expect(found?.review).toMatchObject({ outcome: 'justified' });
			});

			test('can be given back early, and no row of it can be changed', async () => {
				const id = await open();
				await endUrgent(context, id, visitor);
				expect(await standingUrgent(context, visitor.id)).toEqual([]);
				expect(await refusal(endUrgent(context, id, visitor))).toBe('access/urgent-none');
				const change = context.db.updateTable('urgent_access').set({ until_ms: nowMs * 2 });
				await expect(change.execute()).rejects.toThrow(/append only/);
				await expect(context.db.deleteFrom('urgent_act').execute()).rejects.toThrow(/append only/);
			});
		});
	});
