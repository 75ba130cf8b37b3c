/** The board of a case on SQLite and PostgreSQL: its chained log, compartments on every way, and that looks are written down. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chainInterviewEvent } from '#lib/core/interview/chain.ts';
import type { BoardData, BoardEventType, ProposedBoardEvent } from '#lib/core/board/board-event.ts';
import { BoardStore } from '#lib/server/board/board-store.ts';
import { seeBoard, writeOnBoard, type BoardContext } from '#lib/server/board/boards.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseUser } from '#lib/server/cases/cases.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import { asRefusal } from '#lib/server/database/errors.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { findInterview, listInterviews, openInterview } from '#lib/server/interviews/interviews.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { codedForm, factForm } from '../fixtures/board.ts';
import {
	baseline,
	chainFaults,
	opening,
	proposeInterview,
	statement
} from '../fixtures/interview-proposals.ts';
import { openGate } from '../fixtures/interviews.ts';
import { lawful } from '../fixtures/law.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const boss: CaseUser = { id: 'boss', role: 'supervisor' };
const lead: CaseUser = { id: 'lead', role: 'interviewer' };
const anna: CaseUser = { id: 'anna', role: 'interviewer' };
const bert: CaseUser = { id: 'bert', role: 'interviewer' };
const tester: CaseUser = { id: 'tester', role: 'tester' };
const AT = '2026-11-29T01:00:00.000Z';
/** Words that must not reach the other team. */
const OF_B = '乙说的暗号七七四';

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`a board on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let context: BoardContext;
		let caseId: string;
		let ofA: string;
		let ofB: string;

		const propose = <T extends BoardEventType>(type: T, data: BoardData<T>) =>
			({ id: randomUUID(), type, at: AT, data }) as ProposedBoardEvent;
		const write = async (user: CaseUser, ...events: ProposedBoardEvent[]) =>
			(await writeOnBoard(context, user, { caseId, events })).map((one) =>
				one.ok ? one.seq : one.code
			);
		const interview = async (subjectCode: string, said: string): Promise<string> => {
			const opened = proposeInterview('interview-opened', { ...opening, subjectCode });
			const id = await openInterview(context, caseId, opened, lead);
			await context.interviews.append(
				id,
				[
					...lawful(),
					proposeInterview('gate-recorded', openGate),
					proposeInterview('baseline-recorded', baseline),
					proposeInterview('statement-recorded', statement(said))
				],
				{ id: lead.id, role: 'interviewer' }
			);
			return id;
		};
		const coded = (subject: string, interviewId: string, ownWords: string, more = {}) =>
			propose(
				'statement-coded',
				codedForm(subject, 'f01', {
					...{ interviewId, statementSeq: 6, saidAt: AT, ownWords },
					...more
				})
			);
		const team = (subject: string, ...interviewers: string[]) =>
			propose('compartment-set', { subject, interviewers, reason: '分组讯问' });
		const setTeams = () =>
			write(
				boss,
				team('S-A', 'anna'),
				team('S-B', 'bert'),
				propose('leads-set', { interviewers: ['lead'], reason: '统筹' })
			);

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			const interviews = new InterviewStore(database);
			const boards = new BoardStore(database);
			context = {
				...{ db: database.db, now: () => 1000, newId: randomUUID },
				...{ interviews, catalogue, boards }
			};
			({ id: caseId } = await createCase(context, { number: '2026-1', title: '案' }, boss));
			for (const user of [lead, anna, bert, tester])
				await assignMember(context, { caseId, user, reason: '办案' }, boss);
			ofA = await interview('S-A', '我在家');
			ofB = await interview('S-B', OF_B);
			await write(boss, propose('fact-registered', factForm('F01')));
		});
		afterEach(() => place.drop());

		test('is a chained log of its own; another process goes on where it ended', async () => {
			expect(await write(anna, propose('fact-registered', factForm('F02')))).toEqual([2]);
			const again = propose('fact-registered', factForm('F03'));
			expect(await write(anna, again, again)).toEqual([3, 3]);
			const elsewhere = new BoardStore(await place.open());
			expect((await elsewhere.stateOf(caseId)).facts.map(({ code }) => code)).toEqual([
				...['F01', 'F02', 'F03']
			]);
			const events = await context.boards.eventsAfter(caseId, 0);
			expect(chainFaults(events as never)).toEqual([]);
			const changed = events.map((one) => (one.seq === 2 ? { ...one, at: `${AT} ` } : one));
			expect(chainFaults(changed as never)).toEqual(['1: hash']);
		});

		test.each(["update case_board_event set body = '{}'", 'delete from case_board_event'])(
			'refuses: %s',
			async (text) => {
				const run = asRefusal(() => sql.raw(text).execute(database.db));
				await expect(run).rejects.toMatchObject({ code: 'database/append-only' });
			}
		);

		test('codes what stands in a statement of that subject, in its own words', async () => {
			expect(await write(lead, coded('S-A', ofA, '我在家'))).toEqual([2]);
			expect(await write(lead, coded('S-A', ofA, '我不在家'))).toEqual(['board/own-words']);
			expect(await write(lead, coded('S-A', ofB, '我在家'))).toEqual(['board/statement']);
			expect(await write(lead, coded('S-A', ofA, '我在家', { statementSeq: 3 }))).toEqual([
				'board/statement'
			]);
			const { view } = await seeBoard(context, lead, caseId);
			expect(view.cells.find(({ subject }) => subject === 'S-A')).toMatchObject({
				...{ code: 'A', ownWords: '我在家', version: 1, independence: 'independent' }
			});
			expect(view.readings[0]?.independent).toEqual(['S-A']);
		});

		test('without compartments everybody assigned sees all, and the board says so', async () => {
			await write(lead, coded('S-B', ofB, OF_B));
			const { view } = await seeBoard(context, anna, caseId);
			expect(view).toMatchObject({ hasCompartments: false, restricted: false });
			expect(JSON.stringify(view)).toContain(OF_B);
			expect(await findInterview(context, anna, ofB)).toMatchObject({ id: caseId });
		});

		test('with compartments a team member reaches the other subject on no way', async () => {
			await write(lead, coded('S-A', ofA, '我在家'), coded('S-B', ofB, OF_B));
			expect(await setTeams()).toEqual([4, 5, 6]);
			await expect(findInterview(context, anna, ofB)).rejects.toMatchObject({
				code: 'case/not-found'
			});
			expect(await findInterview(context, anna, ofA)).toMatchObject({ role: 'interviewer' });
			const listed = async (user: CaseUser) =>
				(await listInterviews(context, user, caseId)).map(({ subjectCode }) => subjectCode).sort();
			expect(await listed(anna)).toEqual(['S-A']);
			expect(await listed(bert)).toEqual(['S-B']);
			for (const one of [lead, boss]) expect(await listed(one)).toEqual(['S-A', 'S-B']);
			const opened = proposeInterview('interview-opened', { ...opening, subjectCode: 'S-B' });
			await expect(openInterview(context, caseId, opened, anna)).rejects.toMatchObject({
				code: 'interview/compartment'
			});
			const { view } = await seeBoard(context, anna, caseId);
			expect(view.subjects).toEqual([
				{ code: 'S-A', withheld: false },
				{ code: 'S-B', withheld: true }
			]);
			const told = JSON.stringify(view);
			for (const part of [OF_B, ofB, 'bert', '讯问员']) expect(told).not.toContain(part);
			expect(told).toContain('我在家');
			expect(view.cells.map(({ subject }) => subject)).toEqual(['S-A']);
			expect(JSON.stringify((await seeBoard(context, lead, caseId)).view)).toContain(OF_B);
			// and writes nothing of the other's
			expect(await write(anna, coded('S-B', ofB, OF_B))).toEqual(['board/compartment']);
			expect(await write(anna, team('S-B', 'anna'))).toEqual(['board/role']);
		});

		test('a hold-back is a code to a team', async () => {
			await setTeams();
			const held = factForm('F09', { text: '花盆下的钥匙', source: '勘验笔录九' });
			await write(
				lead,
				propose('fact-registered', held),
				propose('fact-use-set', {
					...{ factId: 'f09', use: 'hold-back', stage: 'reserved', persons: [], reason: '保留' }
				})
			);
			const { view } = await seeBoard(context, anna, caseId);
			expect(view.allFacts.at(-1)).toEqual({ withheld: true, id: 'f09', code: 'F09' });
			expect(JSON.stringify(view)).not.toMatch(/花盆|笔录九/);
			expect((await seeBoard(context, boss, caseId)).view.allFacts.at(-1)).toMatchObject({
				text: '花盆下的钥匙'
			});
		});

		test('is not there for testers, and every look is in the audit trail', async () => {
			await expect(seeBoard(context, tester, caseId)).rejects.toMatchObject({
				code: 'case/not-found'
			});
			await expect(writeOnBoard(context, tester, { caseId, events: [] })).rejects.toMatchObject({
				code: 'case/not-found'
			});
			await setTeams();
			await seeBoard(context, anna, caseId);
			await seeBoard(context, boss, caseId);
			const looks = (await auditEntriesSince(database.db, 0)).filter(
				({ action }) => action === 'board/viewed'
			);
			expect(looks.map(({ actor_id, object, details }) => [actor_id, object, details])).toEqual([
				['anna', caseId, '{"restricted":true,"role":"interviewer"}'],
				['boss', caseId, '{"restricted":false,"role":"supervisor"}']
			]);
		});

		test('what an interview told by its plan counts as an exposure, without being typed again', async () => {
			await write(lead, coded('S-A', ofA, '我在家'));
			expect((await seeBoard(context, lead, caseId)).view.cells[0]).toMatchObject({
				...{ independence: 'independent', timing: 'before' }
			});
			// straight into the log: whether it may be told is for the rules of the plan
			const [last] = (await context.interviews.eventsAfter(ofA, 0)).slice(-1);
			const seq = last!.seq + 1;
			const told = chainInterviewEvent(
				{
					...{ id: 'told-by-plan', type: 'evidence-disclosed', at: '2026-11-29T00:30:00.000Z' },
					data: { fact: 'f01', step: 1, wording: '有一份记录' }
				},
				{
					...{ interviewId: ofA, seq, actor: { id: 'lead', role: 'interviewer' } },
					...{ recordedAt: AT, previousHash: last!.hash }
				}
			);
			await database.db
				.insertInto('interview_event')
				.values({
					...{ interview_id: ofA, seq, id: told.id, type: told.type, hash: told.hash },
					...{ previous_hash: told.previousHash, body: JSON.stringify(told) }
				})
				.execute();
			const { view } = await seeBoard(context, lead, caseId);
			expect(view.exposures).toMatchObject([{ factId: 'f01', person: 'S-A', channel: 'named' }]);
			expect(view.cells[0]).toMatchObject({ independence: 'exposed', timing: 'after' });
		});
	});
