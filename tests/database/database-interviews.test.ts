/** Interviews on SQLite and PostgreSQL: a chained log of their own, the grid they were opened with, who may know of them. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignMember, endMembership } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseUser } from '#lib/server/cases/cases.ts';
import type { ProposedInterviewEvent } from '#lib/core/interview/interview-event.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import { asRefusal } from '#lib/server/database/errors.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import {
	findInterview,
	listInterviews,
	openInterview,
	type InterviewContext
} from '#lib/server/interviews/interviews.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import {
	baseline,
	chainFaults,
	closing,
	opening,
	proposeInterview,
	statement
} from '../fixtures/interview-proposals.ts';
import { openGate, sliceForm } from '../fixtures/interviews.ts';
import { lawful } from '../fixtures/law.ts';
import { requires } from '../requirements.ts';
import { startAppender } from './appender.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const boss: CaseUser = { id: 'supervisor-1', role: 'supervisor' };
const user: CaseUser = { id: 'interviewer-1', role: 'interviewer' };
const officer = { id: user.id, role: 'interviewer' } as const;
const people: readonly CaseUser[] = [
	user,
	{ id: 'reviewer-1', role: 'reviewer' },
	{ id: 'tester-1', role: 'tester' }
];
const ended = 1_900_000_000_000;

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`an interview on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let interviews: InterviewStore;
		let context: InterviewContext;
		let caseId: string;
		let interview: string;
		const first = proposeInterview('interview-opened', opening);
		const begin = () => [
			proposeInterview('gate-recorded', openGate),
			proposeInterview('baseline-recorded', baseline)
		];
		const said = (text: string) => proposeInterview('statement-recorded', statement(text));
		const log = () => interviews.eventsAfter(interview, 0);

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			interviews = new InterviewStore(database, () => new Date(ended));
			context = { db: database.db, now: () => 1000, newId: randomUUID, interviews, catalogue };
			({ id: caseId } = await createCase(context, { number: '2026-1', title: '盗窃案' }, boss));
			for (const one of people)
				await assignMember(context, { caseId, user: one, reason: '办案' }, boss);
			interview = await openInterview(context, caseId, first, user);
		});
		afterEach(() => place.drop());

		test('is taken whole and given back, chained', async () => {
			const slice = proposeInterview('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S2V-1': null }));
			const end = proposeInterview('interview-closed', closing);
			const proposals = [...begin(), ...lawful(), slice, said('我在家'), end, said('太晚了')];
			const results = await interviews.append(interview, proposals, officer);
			expect(results.map((result) => (result.ok ? result.seq : result.code))).toEqual([
				...[2, 3, 4, 5, 6, 7, 8],
				'interview/closed'
			]);
			const events = await log();
			expect(events).toHaveLength(8);
			expect(chainFaults(events)).toEqual([]);
			// the check above would see a change
			const changed = events.map((one) => (one.seq === 3 ? { ...one, at: first.at + ' ' } : one));
			expect(chainFaults(changed)).toEqual(['2: hash']);
			expect((await interviews.eventsAfter(interview, 6)).map(({ seq }) => seq)).toEqual([7, 8]);
			const reopened = new InterviewStore(await place.open());
			expect(await reopened.stateOf(interview)).toEqual(await interviews.stateOf(interview));
			expect(await listInterviews(context, user, caseId)).toEqual([
				{
					...{ id: interview, subjectCode: 'S-1', createdMs: ended, closedMs: ended },
					...{ slices: 1, lastSeq: 8 }
				}
			]);
		});

		test('answers an event sent again with the stored one, and refuses its id with another content', async () => {
			const [gate] = begin();
			const [written] = await interviews.append(interview, [gate!], officer);
			expect(written).toMatchObject({ ok: true, seq: 2, duplicate: false });
			expect(await interviews.append(interview, [gate!, ...begin()], officer)).toMatchObject([
				{ seq: 2, duplicate: true },
				{ seq: 3, duplicate: false },
				{ seq: 4 }
			]);
			const changed = { ...gate!, data: { ...openGate, fit: false } } as ProposedInterviewEvent;
			const reused = [{ ok: false, code: 'interview/id-reused' }];
			expect(await interviews.append(interview, [changed], officer)).toMatchObject(reused);
			const other = { id: 'interviewer-2', role: 'interviewer' } as const;
			expect(await interviews.append(interview, [gate!], other)).toMatchObject(reused);
			expect(await log()).toHaveLength(4);
		});

		test('is opened once by the same event, and its opening is in the audit trail', async () => {
			expect(await openInterview(context, caseId, first, user)).toBe(interview);
			const elsewhere = { ...first, data: { ...opening, place: '别处' } } as ProposedInterviewEvent;
			await expect(openInterview(context, caseId, elsewhere, user)).rejects.toMatchObject({
				code: 'interview/id-reused'
			});
			await expect(
				openInterview(context, caseId, proposeInterview('interview-opened', opening), boss)
			).rejects.toMatchObject({ code: 'interview/role' });
			await expect(openInterview(context, caseId, begin()[0]!, user)).rejects.toMatchObject({
				code: 'interview/order'
			});
			expect(await listInterviews(context, user, caseId)).toHaveLength(1);
			const acts = (await auditEntriesSince(database.db, 0)).filter(
				({ action }) => action === 'interview/opened'
			);
			expect(acts).toMatchObject([{ object: interview, actor_id: user.id }]);
		});

		test('nothing is rated, said or shown before rights and fitness; the others in a batch are taken', async () => {
			const guidance = proposeInterview('guidance-opened', { cell: 'S1C' });
			const rated = proposeInterview('slice-rated', sliceForm(1, { 'S1C-1': 1 }));
			const [gate, talk] = begin();
			const early = [rated, said('早了'), guidance, ...lawful()];
			const batch = [...early, gate!, said('现在可以'), rated, talk!];
			const results = await interviews.append(interview, batch, officer);
			expect(results.map((result) => (result.ok ? result.seq : result.code))).toEqual([
				...['interview/gate', 'interview/gate', 'interview/gate'],
				...[2, 3, 4, 5, 'interview/gate', 6]
			]);
			expect(results[7]).toMatchObject({ missing: ['baseline'] });
		});

		test('keeps the grid it was opened with when a laboratory edits its files', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'jingwei-grid-'));
			try {
				cpSync('protocols', folder, { recursive: true });
				const cell = join(folder, 'grid/cells/S1C.yaml');
				const model = join(folder, 'grid/model.yaml');
				writeFileSync(cell, readFileSync(cell, 'utf8').replace('id: S1C-1', 'id: S1C-new'));
				writeFileSync(model, readFileSync(model, 'utf8').replace('version: 1', 'version: 2'));
				const edited = { ...context, catalogue: openProtocols(folder) };
				const opened = proposeInterview('interview-opened', { ...opening, subjectCode: 'S-2' });
				const later = await openInterview(edited, caseId, opened, user);
				for (const id of [interview, later])
					await interviews.append(id, [...begin(), ...lawful()], officer);
				// another process, which has only the database
				const afresh = new InterviewStore(await place.open());
				const rate = async (id: string, item: string) => {
					const form = proposeInterview('slice-rated', sliceForm(1, { [item]: 1 }));
					const [result] = await afresh.append(id, [form], officer);
					return result?.ok === true ? 'taken' : result?.code;
				};
				expect(await rate(interview, 'S1C-new')).toBe('interview/item');
				expect(await rate(interview, 'S1C-1')).toBe('taken');
				expect(await rate(later, 'S1C-1')).toBe('interview/item');
				expect(await rate(later, 'S1C-new')).toBe('taken');
				const versions = [interview, later].map((id) => afresh.gridOf(id));
				expect((await Promise.all(versions)).map(({ model: { version } }) => version)).toEqual([
					1, 2
				]);
				expect((await afresh.gridOf(interview)).cells).toHaveLength(9);
			} finally {
				rmSync(folder, { recursive: true });
			}
		});

		test('is not there for testers, administrators and people outside the case', async () => {
			const strangers: CaseUser[] = [
				{ id: 'tester-1', role: 'tester' },
				{ id: 'interviewer-2', role: 'interviewer' },
				{ id: 'admin-1', role: 'admin' }
			];
			const notFound = { code: 'case/not-found' };
			for (const stranger of strangers) {
				await expect(findInterview(context, stranger, interview)).rejects.toMatchObject(notFound);
				await expect(listInterviews(context, stranger, caseId)).rejects.toMatchObject(notFound);
				const opened = proposeInterview('interview-opened', opening);
				await expect(openInterview(context, caseId, opened, stranger)).rejects.toMatchObject(
					notFound
				);
			}
			await expect(findInterview(context, user, 'nowhere')).rejects.toMatchObject(notFound);
			for (const { id, role } of [boss, ...people.slice(0, 2)])
				expect(await findInterview(context, { id, role }, interview)).toMatchObject({
					...{ id: caseId, role }
				});
			await endMembership(context, { caseId, userId: user.id, reason: '调离' }, boss);
			await expect(findInterview(context, user, interview)).rejects.toMatchObject(notFound);
			await expect(interviews.append('nowhere', [], officer)).rejects.toMatchObject({
				code: 'interview/not-found'
			});
		});

		test(
			'numbers have no hole when three processes append at once',
			{ timeout: 60_000 },
			async () => {
				await interviews.append(interview, [...begin(), ...lawful()], officer);
				const script = 'tests/fixtures/append-statements.ts';
				const others = [1, 2].map(() => startAppender(place.place, interview, 10, script));
				const own = Array.from({ length: 10 }, (_, n) =>
					interviews.append(interview, [said(`本进程${n}`)], officer)
				);
				await Promise.all([...own, ...others.map(({ ended: end }) => end)]);
				const events = await log();
				expect(events).toHaveLength(35);
				expect(chainFaults(events)).toEqual([]);
				const kept = new Set(events.map(({ id }) => id));
				const acknowledged = others.flatMap((other) => other.acknowledged());
				expect(acknowledged).toHaveLength(20);
				expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
			}
		);

		const statements = [
			`update interview_event set body = '{}'`,
			`delete from interview_event`,
			name === 'SQLite'
				? `insert or replace into interview_event select * from interview_event`
				: `truncate interview_event`
		];
		test.each(statements)('refuses: %s', async (text) => {
			const before = await log();
			const run = asRefusal(() => sql.raw(text).execute(database.db));
			await expect(run).rejects.toMatchObject({ code: 'database/append-only' });
			expect(await log()).toEqual(before);
		});

		test('refuses a row out of order or off the chain, and takes the right one', async () => {
			const { hash } = (await log())[0]!;
			const insert = (seq: number, previous: string) =>
				asRefusal(() =>
					database.db
						.insertInto('interview_event')
						.values({
							...{ interview_id: interview, seq, id: `forged-${seq}`, type: 'gate-recorded' },
							...{ previous_hash: previous, hash: 'x', body: '{}' }
						})
						.execute()
				);
			const refused = { code: 'database/append-only' };
			await expect(insert(3, hash)).rejects.toMatchObject(refused);
			await expect(insert(2, '0'.repeat(64))).rejects.toMatchObject(refused);
			await insert(2, hash);
		});
	});
