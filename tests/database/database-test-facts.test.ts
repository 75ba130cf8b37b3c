/** A test and the register of its case on SQLite and PostgreSQL: one fact, one use, in one transaction; and what testers see. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BoardData, BoardEventType, ProposedBoardEvent } from '#lib/core/board/board-event.ts';
import { chainInterviewEvent } from '#lib/core/interview/chain.ts';
import { planBoard } from '#lib/core/interview/plan-facts.ts';
import type { EventType, ProposedEvent } from '#lib/core/session/event.ts';
import { BoardStore } from '#lib/server/board/board-store.ts';
import { writeOnBoard, type BoardContext } from '#lib/server/board/boards.ts';
import { seeCaseFacts } from '#lib/server/board/case-facts.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseUser } from '#lib/server/cases/cases.ts';
import { searchListsFor } from '#lib/server/cases/search-lists.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { openInterview } from '#lib/server/interviews/interviews.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { factForm } from '../fixtures/board.ts';
import { chainFaults, opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { propose, tester } from '../memory-session.ts';
import { requires } from '../requirements.ts';
import { question } from '../fixtures/session-parts.ts';
import { script } from '../whole-session.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const boss: CaseUser = { id: 'boss', role: 'supervisor' };
const asker: CaseUser = { id: 'asker', role: 'interviewer' };
const user: CaseUser = { id: tester.id, role: 'tester' };
const stranger: CaseUser = { id: 'stranger', role: 'tester' };
const AT = '2026-11-29T01:00:00.000Z';
const notFound = { code: 'case/not-found' };

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(
		`a test and the register of its case on ${name}`,
		{ timeout: 60_000 },
		() => {
			let place: TestDatabase;
			let context: BoardContext & { events: EventStore };
			let caseId: string;
			let sessionId: string;

			const onBoard = <T extends BoardEventType>(type: T, data: BoardData<T>) =>
				({ id: randomUUID(), type, at: AT, data }) as ProposedBoardEvent;
			const write = async (...events: ProposedBoardEvent[]) =>
				(await writeOnBoard(context, boss, { caseId, events })).map((one) =>
					one.ok ? 'ok' : one.code
				);
			const keep = (n: number, use: 'hold-back' | 'identification' | 'disclosure') =>
				onBoard('fact-use-set', {
					...{ factId: `f0${n}`, use, stage: 'reserved', persons: [], reason: '另有安排' }
				});
			const open = (subjectCode = 'S-A') =>
				openSession(
					context,
					{
						...{ caseId, subjectCode, technique: 'cit', demonstration: true },
						at: { utc: AT, monotonicS: null }
					},
					user
				);
			const linked = ({ type, data, ...rest }: ProposedEvent): ProposedEvent => {
				if (type !== 'fact-recorded') return { type, data, ...rest } as ProposedEvent;
				const n = data.factId.slice(-1);
				const link = { boardFactId: `f0${n}`, boardCode: `F0${n}` };
				return { ...rest, type, data: { ...data, ...link } };
			};
			const append = async (id: string, proposed: ProposedEvent, actor = tester) => {
				const [result] = await context.events.append(id, [proposed], actor);
				return result?.ok === true ? 'ok' : (result?.code ?? '');
			};
			/** Goes through the whole script with linked facts, until a type (not included); says what was refused. */
			const play = async (id: string, until: EventType): Promise<string[]> => {
				const refused: string[] = [];
				for (const line of script.slice(1)) {
					const { proposed, actor } = line(await context.events.stateOf(id));
					if (proposed.type === until) return refused;
					const code = await append(id, linked(proposed), actor);
					if (code !== 'ok') refused.push(`${proposed.type} ${code}`);
				}
				return refused;
			};
			const uses = async () =>
				(await context.boards.stateOf(caseId)).facts.map(({ use, stage }) => `${use} ${stage}`);
			const tellInInterview = async (fact: string): Promise<void> => {
				const started = proposeInterview('interview-opened', { ...opening, subjectCode: 'S-A' });
				const id = await openInterview(context, caseId, started, asker);
				const [last] = (await context.interviews.eventsAfter(id, 0)).slice(-1);
				// straight into the log: whether it may be told is for the rules of the plan
				const told = chainInterviewEvent(
					{
						...{ id: `told-${fact}-by-plan`, type: 'evidence-disclosed', at: AT },
						data: { fact, step: 1, wording: '有一份记录' }
					},
					{
						...{ interviewId: id, seq: last!.seq + 1, recordedAt: AT, previousHash: last!.hash },
						actor: { id: 'asker', role: 'interviewer' }
					}
				);
				await context.db
					.insertInto('interview_event')
					.values({
						...{ interview_id: id, seq: told.seq, id: told.id, type: told.type, hash: told.hash },
						...{ previous_hash: told.previousHash, body: JSON.stringify(told) }
					})
					.execute();
			};

			beforeEach(async () => {
				place = await make();
				const database = await place.open();
				context = {
					...{ db: database.db, now: () => 1000, newId: randomUUID, catalogue },
					...{ interviews: new InterviewStore(database), boards: new BoardStore(database) },
					events: new EventStore(database)
				};
				({ id: caseId } = await createCase(context, { number: '2026-9', title: '案' }, boss));
				for (const member of [user, asker])
					await assignMember(context, { caseId, user: member, reason: '办案' }, boss);
				for (const n of [1, 2, 3, 4, 5])
					await write(onBoard('fact-registered', factForm(`F0${n}`, { text: `密码${n}号柜` })));
				sessionId = await open();
			});
			afterEach(() => place.drop());

			test('a locked list keeps its facts for the test, and what was read out is known from then on', async () => {
				expect(await play(sessionId, 'question-list-locked')).toEqual([]);
				expect(await uses()).toEqual(Array(5).fill('open none'));
				await play(sessionId, 'question-asked');
				expect(await uses()).toEqual(Array(5).fill('test reserved'));
				// what is kept for a test cannot be told: it is a code to whoever plans
				const plan = planBoard(
					await context.boards.stateOf(caseId),
					{ id: 'x', role: 'interviewer' },
					'S-A'
				);
				expect(plan.facts.every(({ text }) => text === '')).toBe(true);
				expect(await write(keep(1, 'disclosure'))).toEqual(['board/use-clash']);
			});

			test('each key read out is one way to the person, once, in the order of the marks', async () => {
				await play(sessionId, 'chart-measured');
				expect(await uses()).toEqual(Array(5).fill('test shown'));
				const board = await context.boards.stateOf(caseId);
				const ways = () =>
					board.exposures.map(({ factId, person, channel }) => [factId, person, channel]);
				expect(ways()).toEqual([1, 2, 3, 4, 5].map((n) => [`f0${n}`, 'S-A', 'test-item']));
				const events = await context.boards.eventsAfter(caseId, 0);
				expect(chainFaults(events as never)).toEqual([]);
				// nothing but uses and ways came to the board of the case
				const made = events.filter(({ actor }) => actor.role === 'tester');
				expect(new Set(made.map(({ type }) => type))).toEqual(new Set(['fact-use-set']));
				expect(JSON.stringify(made)).not.toMatch(/lykken|responds|outcome|score|特异/);
			});

			test.each(['hold-back', 'identification', 'disclosure'] as const)(
				'a fact kept for %s takes no question, and a list with it is not locked',
				async (use) => {
					await play(sessionId, 'question-list-locked');
					expect(await write(keep(3, use))).toEqual(['ok']);
					const state = await context.events.stateOf(sessionId);
					const lock = script
						.map((line) => line(state).proposed)
						.find(({ type }) => type === 'question-list-locked');
					expect(await append(sessionId, lock!)).toBe('session/fact-use-clash');
					// all or none: no fact of the list was reserved
					expect((await uses()).filter((one) => one.startsWith('test'))).toEqual([]);
					const again = { ...question(3), reason: '改一个字' };
					expect(await append(sessionId, propose('question-corrected', again))).toBe(
						'session/fact-use-clash'
					);
				}
			);

			test('a fact that is kept, told, of another person, or not there is not taken', async () => {
				await write(
					keep(1, 'hold-back'),
					onBoard('fact-registered', factForm('F06', { sourceSubject: 'S-B' }))
				);
				await tellInInterview('f02');
				const take = (id: string, code = id.toUpperCase()) =>
					append(
						sessionId,
						propose('fact-recorded', {
							...{ factId: id, text: '细节', elements: ['object'], source: '勘验笔录' },
							...{ confidence: 'established', salience: 'central', knownBy: ['perpetrator'] },
							...{ boardFactId: id, boardCode: code }
						})
					);
				expect(await take('f01')).toBe('session/fact-use-clash');
				expect(await take('f02')).toBe('session/fact-use-clash');
				expect(await take('f06')).toBe('session/board-fact');
				expect(await take('f99')).toBe('session/board-fact');
				expect(await take('f03', 'F04')).toBe('session/board-fact');
				expect(await take('f03')).toBe('ok');
			});

			test('a tester sees what is free, and neither why another is not nor that anybody was heard', async () => {
				await write(
					keep(1, 'identification'),
					keep(2, 'disclosure'),
					onBoard('fact-registered', factForm('F06', { sourceSubject: 'S-B', text: '乙的暗号' })),
					onBoard('exposure-recorded', {
						...{ factId: 'f05', person: 'S-A', kind: 'subject', channel: 'named', strength: 1 },
						...{ at: null, basis: '讯问中说出' }
					})
				);
				await tellInInterview('f03');
				const facts = await seeCaseFacts(context, user, sessionId);
				expect(facts.map(({ code, free, use, mayKnow }) => [code, free, use, mayKnow])).toEqual([
					['F01', false, 'kept', false],
					['F02', false, 'kept', false],
					['F03', false, 'kept', false],
					['F04', true, 'open', false],
					['F05', true, 'open', true]
				]);
				expect(facts[3]).toMatchObject({ text: '密码4号柜', elsewhere: 'no' });
				expect(JSON.stringify(facts)).not.toMatch(/密码[123]|讯问|乙的|S-B|identification|disclos/);
				const looks = await auditEntriesSince(context.db, 0);
				expect(looks.at(-1)).toMatchObject({ actor_id: user.id, action: 'board/seen-in-session' });
				await expect(seeCaseFacts(context, stranger, sessionId)).rejects.toMatchObject(notFound);
			});

			test('a second test of the person says what the first had, another person does not', async () => {
				await play(sessionId, 'chart-started');
				const elsewhere = async (id: string) =>
					new Set((await seeCaseFacts(context, user, id)).map((one) => one.elsewhere));
				const second = await open();
				expect(await elsewhere(second)).toEqual(new Set(['listed']));
				await play(sessionId, 'chart-measured');
				expect(await elsewhere(second)).toEqual(new Set(['read-out']));
				const other = await open('S-B');
				expect(await elsewhere(other)).toEqual(new Set(['no']));
				// the same facts serve a test of another person; who heard them is written down of each
				await play(other, 'chart-measured');
				const { exposures } = await context.boards.stateOf(caseId);
				expect(exposures.filter(({ person }) => person === 'S-B')).toHaveLength(5);
				expect(await uses()).toEqual(Array(5).fill('test shown'));
			});

			test('a proposed list goes to the next session of the person, and to testers only', async () => {
				await play(sessionId, 'interview-closed');
				const search = {
					stem: '藏在哪一层？',
					category: '楼层',
					items: ['一层', '二层', '三层', '四层']
				};
				const detail = {
					...{ detailId: 'd1', clarificationId: null, text: '楼里', factId: null },
					...{ checkable: false, howToCheck: '' }
				};
				const lead = {
					...{ leadId: 'l1', parentLeadId: null, text: '查楼层', nextStep: '走访', owner: '某' },
					...{ from: { kind: 'detail' as const, detailId: 'd1' }, due: null, search }
				};
				expect(await append(sessionId, propose('detail-recorded', detail))).toBe('ok');
				expect(await append(sessionId, propose('lead-recorded', lead))).toBe('ok');
				const second = await open();
				expect(await searchListsFor(context, user, second)).toEqual([
					{ sessionId, leadId: 'l1', text: '查楼层', search }
				]);
				expect(await searchListsFor(context, user, await open('S-B'))).toEqual([]);
				await expect(searchListsFor(context, asker, second)).rejects.toMatchObject(notFound);
			});
		}
	);
