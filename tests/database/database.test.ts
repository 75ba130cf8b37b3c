/** The same behaviour on SQLite and PostgreSQL: events, idempotency, order, append-only tables. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '#lib/core/audit/chain.ts';
import { isLabError } from '#lib/core/errors.ts';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import { stepIds } from '#lib/core/session/payloads-conclusion.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseContext } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { addAuditEntry, auditEntriesSince } from '#lib/server/database/audit.ts';
import { asRefusal } from '#lib/server/database/errors.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { sql } from 'kysely';
import { requires } from '../requirements.ts';
import { startAppender } from './appender.ts';
import { interviewer, propose, supervisor, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';
import {
	inPostgres,
	postgresSchema,
	sqliteFile,
	withSearchPath,
	type TestDatabase,
	keysOf
} from './databases.ts';

const catalogue = openProtocols('protocols');
const user = { id: tester.id, role: 'tester' } as const;
const boss = { id: supervisor.id, role: 'supervisor' } as const;
let ids = 0;
const contextOf = ({ db }: LabDatabase): CaseContext => ({
	db,
	now: () => 1_772_000_000_000,
	newId: () => `id-${String(++ids).padStart(6, '0')}`
});

async function newSession(database: LabDatabase, events: EventStore): Promise<string> {
	const context = contextOf(database);
	const { id: caseId } = await createCase(
		context,
		{ number: `2026-${++ids}`, title: '盗窃' },
		boss
	);
	await assignMember(context, { caseId, user, reason: '主测' }, boss);
	const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
	const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: false, at };
	return openSession({ ...context, events, catalogue }, opening, user);
}

const note = (text: string): ProposedEvent => propose('note-added', { text });

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`a log on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let events: EventStore;
		let session: string;

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			events = new EventStore(database);
			session = await newSession(database, events);
		});
		afterEach(() => place.drop());

		test('takes a whole session and gives it back, chained', { timeout: 60_000 }, async () => {
			const heard: number[] = [];
			events.onAppended((_, written) => heard.push(...written.map(({ seq }) => seq)));
			for (const step of script.slice(1)) {
				const { proposed, actor } = step(await events.stateOf(session));
				expect(await events.append(session, [proposed], actor)).toMatchObject([{ ok: true }]);
			}
			const log = await events.allEvents(session);
			expect(verifyChain(log)).toBeNull();
			expect(heard).toEqual(log.slice(1).map(({ seq }) => seq));
			const reopened = new EventStore(await place.open());
			expect(await reopened.stateOf(session)).toEqual(await events.stateOf(session));
			expect((await reopened.stateOf(session)).completed).toEqual(stepIds);
			expect(await events.allEvents(session, 5)).toEqual(log.slice(5));
		});

		// a tab that was away asks once, and hears of no more before something new happens
		test('gives all that came after a number, however much it is', async () => {
			const notes = Array.from({ length: 2_100 }, (_, i) => note(`记 ${i}`));
			await events.append(session, notes, tester);
			const seqs = (await events.allEvents(session, 50)).map(({ seq }) => seq);
			expect(seqs).toEqual(Array.from({ length: 1 + 2_100 - 50 }, (_, i) => 51 + i));
		});

		test('answers an event sent again with the stored one', async () => {
			const first = note('一次');
			const [written] = await events.append(session, [first], tester);
			const [again, other] = await events.append(session, [first, note('又一次')], tester);
			expect(again).toEqual({ ...written, duplicate: true });
			expect(other).toMatchObject({ ok: true, seq: 3 });
			const twice = note('同一批');
			expect(await events.append(session, [twice, twice], tester)).toMatchObject([
				{ seq: 4, duplicate: false },
				{ seq: 4, duplicate: true }
			]);
		});

		test('refuses an id with another content or from someone else', async () => {
			const first = note('一次');
			await events.append(session, [first], tester);
			const changed = { ...first, data: { text: '改过' } } as ProposedEvent;
			const refusal = [{ ok: false, code: 'session/id-reused' }];
			expect(await events.append(session, [changed], tester)).toMatchObject(refusal);
			expect(await events.append(session, [first], interviewer)).toMatchObject(refusal);
		});

		test('skips no step, and a refusal stops none of the others', async () => {
			const attempts = stepIds.map((step) => propose('step-completed', { step }));
			const results = await events.append(session, [...attempts, note('照记')], tester);
			expect(results.slice(0, -1).every(({ ok }) => !ok)).toBe(true);
			expect(results[0]).toMatchObject({ code: 'session/gate' });
			expect(results[3]).toMatchObject({ code: 'session/step-order' });
			expect(results.at(-1)).toMatchObject({ ok: true, seq: 2 });
			expect((await events.stateOf(session)).completed).toEqual([]);
		});

		test('text without a canonical form is refused, not half written', async () => {
			expect(await events.append(session, [note('half \ud800')], tester)).toMatchObject([
				{ ok: false, code: 'audit/not-canonical' }
			]);
		});

		test('numbers have no hole with twenty appending at once', async () => {
			const results = await Promise.all(
				Array.from({ length: 20 }, (_, n) =>
					events.append(session, [note(`第${n}条`), note(`再${n}条`)], tester)
				)
			);
			expect(results.flat().every(({ ok }) => ok)).toBe(true);
			const log = await events.allEvents(session);
			expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, n) => n + 1));
			expect(verifyChain(log)).toBeNull();
		});

		test(
			'two processes appending to one session wait for each other',
			{ timeout: 60_000 },
			async () => {
				const others = [1, 2].map(() => startAppender(place.place, session, 25));
				const own = Array.from({ length: 25 }, (_, n) =>
					events.append(session, [note(`本进程${n}`)], tester)
				);
				await Promise.all([...own, ...others.map(({ ended }) => ended)]);
				const acknowledged = others.flatMap((other) => other.acknowledged());
				expect(acknowledged).toHaveLength(50);
				const log = await events.allEvents(session);
				expect(log).toHaveLength(76);
				expect(verifyChain(log)).toBeNull();
				expect((await events.stateOf(session)).seq).toBe(76);
			}
		);

		test('what was acknowledged is there after kill -9', { timeout: 60_000 }, async () => {
			for (let round = 0; round < 3; round++) {
				const writer = startAppender(place.place, session, 100_000);
				await writer.hasAcknowledged(20);
				writer.kill();
				await writer.ended;
				const log = await new EventStore(await place.open()).allEvents(session);
				expect(verifyChain(log)).toBeNull();
				const kept = new Set(log.map(({ id }) => id));
				expect(writer.acknowledged().filter((id) => !kept.has(id))).toEqual([]);
			}
		});

		test('does not know a session that is not there', async () => {
			await expect(events.append('nowhere', [note('无')], tester)).rejects.toMatchObject({
				code: 'session/not-found'
			});
		});

		const statements = [
			`update event set body = '{}'`,
			`update event set seq = seq + 100`,
			`delete from event`,
			`delete from audit_entry`,
			`update audit_entry set details = '{}'`,
			...(name === 'SQLite'
				? [`insert or replace into event select * from event`]
				: [`truncate event`, `truncate audit_entry`])
		];
		test.each(statements)('refuses: %s', async (statement) => {
			const before = await events.allEvents(session);
			const run = asRefusal(() => sql.raw(statement).execute(database.db));
			await expect(run).rejects.toMatchObject({ code: 'database/append-only' });
			expect(await events.allEvents(session)).toEqual(before);
			expect(await auditEntriesSince(database.db, 0)).toHaveLength(2);
		});

		test('refuses a row out of order or off the chain', async () => {
			const row = {
				session_id: session,
				id: 'forged-event',
				type: 'note-added',
				hash: 'x',
				body: '{}'
			};
			for (const wrong of [
				{ seq: 3, previous_hash: '0'.repeat(64) },
				{ seq: 2, previous_hash: '0'.repeat(64) }
			]) {
				const run = asRefusal(() =>
					database.db
						.insertInto('event')
						.values({ ...row, ...wrong })
						.execute()
				);
				await expect(run).rejects.toMatchObject({ code: 'database/append-only' });
			}
		});

		test('says unique, reference and check in one vocabulary', async () => {
			const given = { id: 'case-x', number: 'N-1', title: 't', created_ms: 0, created_by: 'u' };
			await database.db.insertInto('lab_case').values(given).execute();
			const member = {
				...{ id: 'm-1', case_id: 'case-x', user_id: 'u', role: 'tester' as const },
				...{ from_ms: 0, to_ms: null, reason: '', assigned_by: 'b' }
			};
			const codeOf = async (run: () => Promise<unknown>): Promise<string> => {
				try {
					await asRefusal(run);
					return 'none';
				} catch (error) {
					return isLabError(error) ? error.code : String(error);
				}
			};
			const { db } = database;
			const insert = (values: object) => () =>
				db
					.insertInto('case_member')
					.values({ ...member, ...values })
					.execute();
			expect(
				await codeOf(() =>
					db
						.insertInto('lab_case')
						.values({ ...given, id: 'case-y' })
						.execute()
				)
			).toBe('database/unique');
			expect(await codeOf(insert({ case_id: 'case-none' }))).toBe('database/reference');
			expect(await codeOf(insert({ role: 'admin' }))).toBe('database/check');
		});

		test('chains audit entries without a hole when many are added at once', async () => {
			await Promise.all(
				Array.from({ length: 20 }, (_, n) =>
					database.db
						.transaction()
						.execute((transaction) =>
							addAuditEntry(
								transaction,
								{ actorId: 'a', action: 'test/done', object: `o-${n}`, details: { n } },
								n
							)
						)
				)
			);
			const entries = await auditEntriesSince(database.db, 0);
			expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
			for (const [index, entry] of entries.entries())
				expect(entry.previous_hash).toBe(entries[index - 1]?.hash ?? '0'.repeat(64));
		});
	});

describe.skipIf(!requires('postgres'))('an application role of its own on PostgreSQL', () => {
	test('owns the tables and still cannot change events', async () => {
		const place = await postgresSchema();
		const schema = new URL(place.place).searchParams.get('options')?.split('=')[1] ?? '';
		const role = `${schema}_app`;
		const url = process.env['DATABASE_TEST_URL'] ?? '';
		await inPostgres(url, `create role ${role} login`, `grant all on schema ${schema} to ${role}`);
		const address = new URL(withSearchPath(url, schema));
		address.username = role;
		const { openDatabase } = await import('#lib/server/database/open.ts');
		const database = await openDatabase(address.href, keysOf(place.place));
		try {
			const events = new EventStore(database);
			const session = await newSession(database, events);
			expect(await events.append(session, [note('可以追加')], tester)).toMatchObject([
				{ ok: true }
			]);
			for (const statement of [
				'update event set type = type',
				'delete from event',
				'truncate event',
				'delete from interview_event'
			])
				await expect(
					asRefusal(() => sql.raw(statement).execute(database.db))
				).rejects.toMatchObject({
					code: 'database/append-only',
					message: expect.stringContaining('permission denied') as string
				});
		} finally {
			await database.close();
			await place.drop();
			await inPostgres(url, `drop role ${role}`);
		}
	});
});
