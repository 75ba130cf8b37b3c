/** The laboratory's log on SQLite and PostgreSQL: chained, append-only; who starts a chart, who reviews what, who reads what. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LaboratoryData, LaboratoryEventType } from '#lib/core/laboratory/laboratory-event.ts';
import { checklistItems } from '#lib/core/laboratory/quality-checklist.ts';
import { isDrawnAgain } from '#lib/core/laboratory/sampling.ts';
import type { Role } from '#lib/core/roles.ts';
import type { EventTime, ProposedEvent } from '#lib/core/session/event.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { asRefusal } from '#lib/server/database/errors.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { writeLaboratory, type LaboratoryContext } from '#lib/server/laboratory/context.ts';
import { LaboratoryStore } from '#lib/server/laboratory/laboratory-store.ts';
import {
	assignReview,
	drawReviews,
	openReview,
	recordReview
} from '#lib/server/laboratory/reviews.ts';
import { assertMayStart, lawFactsOf, registerVirtual } from '#lib/server/laboratory/start-guard.ts';
import { openProtocols, protocolOf } from '#lib/server/protocols.ts';
import { instrumentForm, selfTestForm } from '../fixtures/laboratory.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const NOW = Date.parse('2026-11-29T04:00:00.000Z');
const user = (id: string, role: Role) => ({ id, role });
const boss = user('boss', 'supervisor');
const tina = user('tina', 'tester');
const rita = user('rita', 'reviewer');
const ron = user('ron', 'reviewer');
const admin = user('adam', 'admin');
const people = [boss, tina, rita, ron, admin].map(({ id, role }) => ({
	...{ id, role, name: id, userName: id, disabled: false },
	...{ hasSecondFactor: false, demonstration: false }
}));
const device = (profile: string, serialNumber: string | null = null) =>
	({ setup: { profile, serialNumber, port: '/dev/rfcomm0' } }) as Parameters<
		typeof assertMayStart
	>[1];
const at: EventTime = { utc: '2026-11-29T03:00:00.000Z', monotonicS: null };

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`the laboratory on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let context: LaboratoryContext;

		const contextOf = (opened: LabDatabase): LaboratoryContext => ({
			...{ database: opened, catalogue, now: () => NOW },
			laboratory: new LaboratoryStore(opened),
			events: new EventStore(opened, () => new Date(NOW)),
			accounts: { directory: { list: async () => people } }
		});
		const write = async <T extends LaboratoryEventType>(
			who: typeof boss,
			type: T,
			data: LaboratoryData<T>
		): Promise<string | number> => {
			try {
				return (await writeLaboratory(context, who, type, data)).seq;
			} catch (error) {
				return (error as { code: string }).code;
			}
		};
		const start = async (profile: string, who = tina) => {
			const tried = assertMayStart(context, device(profile), who.id);
			return tried.then(
				() => 'starts',
				(error: unknown) => (error as { code: string }).code
			);
		};
		const calibration = (validUntil: string) => ({
			...{ instrumentId: 'i1', date: '2026-01-10', by: '计量院', certificate: 'JL-1', validUntil }
		});

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			context = contextOf(database);
		});
		afterEach(() => place.drop());

		test('is a chained log that another process goes on with, and nobody changes', async () => {
			expect(await write(admin, 'instrument-registered', instrumentForm())).toBe(1);
			const elsewhere = contextOf(await place.open());
			await writeLaboratory(elsewhere, tina, 'self-test-recorded', selfTestForm());
			expect(await write(admin, 'instrument-registered', instrumentForm())).toBe(
				'laboratory/twice'
			);
			expect(await write(boss, 'calibration-recorded', calibration('2027-01-10'))).toBe(3);
			const { instruments, seq } = await context.laboratory.state();
			expect([seq, instruments[0]?.selfTests.length]).toEqual([3, 1]);
			const events = await context.laboratory.allEvents();
			expect(events[2]?.previousHash).toBe(events[1]?.hash);
			const change = asRefusal(() =>
				sql.raw("update laboratory_event set body = '{}'").execute(database.db)
			);
			await expect(change).rejects.toMatchObject({ code: 'database/append-only' });
			const remove = asRefusal(() => sql.raw('delete from laboratory_event').execute(database.db));
			await expect(remove).rejects.toMatchObject({ code: 'database/append-only' });
		});

		test('a formal test starts in date only; the law hears the same', async () => {
			expect(await start('bitalino-polygraph')).toBe('laboratory/instrument-unknown');
			await write(admin, 'instrument-registered', instrumentForm());
			expect(await start('bitalino-polygraph')).toBe('laboratory/calibration-expired');
			await write(admin, 'calibration-recorded', calibration('2026-11-20'));
			expect(await start('bitalino-polygraph')).toBe('laboratory/calibration-expired');
			const open = device('bitalino-polygraph');
			expect(await lawFactsOf(context, open, tina.id)).toEqual({
				...{ 'instrument.in_date': false, 'staff.qualified': false }
			});
			await write(admin, 'calibration-recorded', calibration('2027-01-10'));
			expect(await start('bitalino-polygraph')).toBe('laboratory/self-test-missing');
			await write(tina, 'self-test-recorded', selfTestForm());
			expect(await start('bitalino-polygraph')).toBe('laboratory/not-qualified');
			await write(boss, 'qualification-recorded', {
				...{ account: tina.id, kind: 'psychological-tester', certificate: 'Z-1' },
				...{ validFrom: '2026-01-01', validUntil: '2026-12-31' }
			});
			expect(await start('bitalino-polygraph')).toBe('starts');
			// the chart keeps what it was recorded with
			expect(await assertMayStart(context, open, tina.id)).toEqual({
				...{ instrumentId: 'i1', model: 'BITalino', serialNumber: 'B-1', virtual: false },
				...{ calibratedUntil: '2027-01-10', certificate: 'JL-1' },
				selfTestAt: new Date(NOW).toISOString()
			});
			expect(await start('bitalino-polygraph', user('else', 'tester'))).toBe(
				'laboratory/not-qualified'
			);
			expect(await lawFactsOf(context, open, tina.id)).toEqual({
				...{ 'instrument.in_date': true, 'staff.qualified': true }
			});
			// twelve hours later the self-test of the morning is too old
			context = { ...context, now: () => NOW + 12.1 * 3_600_000 };
			expect(await start('bitalino-polygraph')).toBe('laboratory/self-test-missing');
		});

		test('the virtual instrument is registered as virtual when it is opened, once', async () => {
			expect(await start('virtual-bitalino')).toBe('laboratory/instrument-unknown');
			for (let times = 0; times < 2; times++)
				await registerVirtual(context, device('virtual-bitalino'));
			await registerVirtual(context, device('bitalino-polygraph'));
			const { instruments } = await context.laboratory.state();
			expect(instruments).toMatchObject([{ profile: 'virtual-bitalino', virtual: true }]);
			expect(await start('virtual-bitalino')).toBe('starts');
			const [event] = await context.laboratory.allEvents();
			expect(event?.actor.role).toBe('system');
		});

		describe('quality review', () => {
			let sessions: string[];

			/** Three tests that ended early; the reviewer ron wrote in the first. */
			beforeEach(async () => {
				const { events } = context;
				const cases = {
					...{ db: database.db, now: () => NOW, newId: randomUUID, events, catalogue }
				};
				const { id: caseId } = await createCase(cases, { number: '1', title: '案' }, boss);
				for (const one of [tina, ron])
					await assignMember(cases, { caseId, user: one, reason: '办案' }, boss);
				sessions = [];
				for (const subjectCode of ['A', 'B', 'C', 'D']) {
					const opening = { caseId, subjectCode, technique: 'cit', demonstration: false, at };
					const id = await openSession(cases, opening, tina);
					sessions.push(id);
					if (subjectCode === 'D') continue;
					const propose = (type: string, data: object) =>
						({ id: randomUUID(), type, at, data }) as unknown as ProposedEvent;
					if (subjectCode === 'A')
						await events.append(id, [propose('note-added', { text: '看过' })], ron);
					const over = propose('session-abandoned', { reason: `止于 ${subjectCode}` });
					const [result] = await events.append(id, [over], tina);
					expect(result?.ok).toBe(true);
				}
			});
			const draw = (kind: 'routine' | 'focused') =>
				drawReviews(context, boss, { kind, month: '2026-11' }, false);

			test('draws finished tests only, with a seed that gives the same again', async () => {
				const sampled = await draw('focused');
				const data = sampled.data as LaboratoryData<'review-sampled'>;
				expect(data.candidates.map(({ sessionId }) => sessionId).toSorted()).toEqual(
					sessions.slice(0, 3).toSorted()
				);
				expect(data.candidates[0]?.conditions).toEqual(['incomplete-steps', 'ended-early']);
				expect(isDrawnAgain(data, 1)).toBe(true);
				// a test that was drawn is not drawn again
				await expect(draw('focused')).rejects.toMatchObject({ code: 'laboratory/nothing-drawn' });
				const { reviews } = await context.laboratory.state();
				const ofA = reviews.find(({ sessionId }) => sessionId === sessions[0]);
				expect(ofA?.reviewer).toBe('rita');
				const given = { reviewId: ofA!.reviewId, reviewer: 'ron', reason: '换' };
				await expect(assignReview(context, boss, given)).rejects.toMatchObject({
					code: 'laboratory/took-part'
				});
			});

			test('is for its reviewer alone, and shows the record without a name', async () => {
				const order = { kind: 'special', sessionId: sessions[0]!, reason: '信访' } as const;
				await drawReviews(context, boss, order, false);
				const { reviewId } = (await context.laboratory.state()).reviews[0]!;
				for (const one of [ron, tina, admin])
					await expect(openReview(context, one, reviewId)).rejects.toMatchObject({
						code: 'laboratory/not-found'
					});
				expect((await openReview(context, boss, reviewId)).mayRecord).toBe(false);
				const opened = await openReview(context, rita, reviewId);
				expect(opened.facts.ended).toEqual({ value: 'abandoned', texts: ['止于 A'] });
				expect(JSON.stringify(opened.facts)).not.toMatch(/tina|ron|看过/);
				const running = { ...order, sessionId: sessions[3]! };
				await expect(drawReviews(context, boss, running, false)).rejects.toMatchObject({
					code: 'laboratory/nothing-drawn'
				});
			});

			test('what is not met becomes a finding of the tester, with a day', async () => {
				const order = { kind: 'special', sessionId: sessions[1]!, reason: '信访' } as const;
				await drawReviews(context, boss, order, false);
				const { reviewId, reviewer } = (await context.laboratory.state()).reviews[0]!;
				const by = people.find(({ id }) => id === reviewer)!;
				const items = checklistItems(protocolOf(catalogue, 'quality-review'));
				const answers = items.map((item, index) => ({
					...{ item, answer: index === 1 ? ('not-met' as const) : ('met' as const) },
					note: index === 1 ? '未见同意记录' : ''
				}));
				const summary = '一处未达到';
				const some = { reviewId, answers: answers.slice(1), summary };
				await expect(recordReview(context, by, some)).rejects.toMatchObject({
					code: 'laboratory/answers'
				});
				await recordReview(context, by, { reviewId, answers, summary });
				const { reviews, findings } = await context.laboratory.state();
				expect(reviews[0]?.result).toMatchObject({ by: reviewer, summary });
				expect(findings).toMatchObject([
					{ owner: 'tina', text: '未见同意记录', item: items[1], due: '2026-12-29', closed: null }
				]);
				await expect(
					recordReview(context, by, { reviewId, answers, summary })
				).rejects.toMatchObject({ code: 'laboratory/not-found' });
			});
		});
	});
