/** The law through the store: the session's own files, the server's clock, records made by rules, facts from outside. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor, EventData, EventType, ProposedEvent } from '#lib/core/session/event.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { readProtocols } from '#lib/server/protocols.ts';
import { script } from '../whole-session.ts';
import { sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = readProtocols('protocols');
const boss = { id: 'supervisor-1', role: 'supervisor' } as const;
const lead = { id: 'tester-1', role: 'tester' } as const;
/** Ten in the morning, Beijing time. */
const MORNING = Date.parse('2026-11-29T02:00:00.000Z');

let place: TestDatabase;
let database: LabDatabase;
let events: EventStore;
let session: string;
let nowMs = MORNING;

beforeEach(async () => {
	nowMs = MORNING;
	place = await sqliteFile();
	database = await place.open();
	events = new EventStore(database, () => new Date(nowMs));
	const cases = { db: database.db, now: () => nowMs, newId: randomUUID, events, catalogue };
	const { id: caseId } = await createCase(cases, { number: '2026-1', title: '盗窃案' }, boss);
	await assignMember(cases, { caseId, user: lead, reason: '主测' }, boss);
	const at = { utc: new Date(nowMs).toISOString(), monotonicS: null };
	const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: false, at };
	session = await openSession(cases, opening, lead);
});
afterEach(() => place.drop());

/** Plays the script up to the first event of a type; refused ones stop it. */
async function playTo(is: (proposed: ProposedEvent) => boolean): Promise<ProposedEvent> {
	for (const step of script.slice(1)) {
		const { proposed, actor } = step(await events.stateOf(session));
		if (is(proposed)) return proposed;
		const [result] = await events.append(session, [proposed], actor);
		if (result?.ok !== true) throw new Error(`${proposed.type}: ${result?.message ?? ''}`);
	}
	throw new Error('not in the script');
}

const put = async <T extends EventType>(type: T, data: EventData<T>, actor: Actor = lead) => {
	const at = { utc: new Date(nowMs).toISOString(), monotonicS: null };
	const [result] = await events.append(
		session,
		[{ id: randomUUID(), type, at, data } as unknown as ProposedEvent],
		actor
	);
	return result;
};
const answer = (fact: string, value: boolean) =>
	put('law-answered', { facts: [{ fact, value }], unknown: [] });

test('a standing block refuses, with the rule and its text; a supervisor’s reason lets it go on', async () => {
	const gate = await playTo(({ type }) => type === 'chart-started');
	await answer('rec.running', false);
	const [refused] = await events.append(session, [gate], lead);
	expect(refused).toMatchObject({ ok: false, code: 'law/blocked', missing: ['TC-01'] });
	const override = { ruleId: 'TC-01', reason: '设备故障，另行录像', basis: '批准书1号' };
	expect(await put('law-overridden', override, { ...lead, role: 'supervisor' })).toMatchObject({
		code: 'law/second-person'
	});
	expect(await put('law-overridden', override, boss)).toMatchObject({ ok: true });
	expect((await events.append(session, [gate], lead))[0]).toMatchObject({ ok: true });
});

test('the server’s clock counts, not that of an event', async () => {
	const gate = await playTo(({ type }) => type === 'chart-started');
	// the browser says it is still early
	nowMs = MORNING + 121 * 60_000;
	expect((await events.append(session, [gate], lead))[0]).toMatchObject({
		...{ ok: false, missing: ['TL-01'] }
	});
	expect(await put('rest-begun', { kind: 'rest', note: '' })).toMatchObject({ ok: true });
	nowMs += 16 * 60_000;
	expect(await put('rest-ended', {})).toMatchObject({ ok: true });
	expect((await events.append(session, [gate], lead))[0]).toMatchObject({ ok: true });
});

test('what other parts of the laboratory know outranks an answer', async () => {
	const gate = await playTo(({ type }) => type === 'chart-started');
	const asked: string[] = [];
	events.askOutside(async (_state, { id }) => {
		asked.push(id);
		return { 'instrument.in_date': false };
	});
	expect((await events.append(session, [gate], lead))[0]).toMatchObject({ missing: ['TC-02'] });
	expect(asked).toEqual([lead.id]);
	// events that wait at no gate ask nobody
	await put('note-added', { text: '附注' });
	expect(asked).toHaveLength(1);
	events.askOutside(async () => ({ 'instrument.in_date': true }));
	expect((await events.append(session, [gate], lead))[0]).toMatchObject({ ok: true });
});

test('a rule that keeps a record is logged by the server, once, before the event', async () => {
	await playTo(({ type }) => type === 'consent-recorded');
	await put('consent-recorded', { decision: 'refused', form: 'written', understood: true });
	const seal = { files: [], manifestSha256: '0'.repeat(64) };
	expect(await put('session-sealed', seal)).toMatchObject({ ok: true });
	const log = await events.allEvents(session);
	expect(log.slice(-2)).toMatchObject([
		{ type: 'law-logged', data: { ruleId: 'TR-04', moment: 'archive' }, actor: { role: 'system' } },
		{ type: 'session-sealed' }
	]);
	// asked once more, nothing is added
	expect(await put('session-sealed', seal)).toMatchObject({ ok: false, code: 'session/sealed' });
	expect(await events.allEvents(session)).toHaveLength(log.length);
});

test('a session opened before there were rules of tests is not asked', async () => {
	const older = readProtocols('protocols');
	const files = older.files.filter(({ name }) => !name.startsWith('rules/test'));
	const cases = { db: database.db, now: () => nowMs, newId: randomUUID, events };
	const { id: caseId } = await createCase(cases, { number: '2025-9', title: '旧案' }, boss);
	await assignMember(cases, { caseId, user: lead, reason: '主测' }, boss);
	const at = { utc: new Date(nowMs).toISOString(), monotonicS: null };
	const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: false, at };
	session = await openSession({ ...cases, catalogue: { ...older, files } }, opening, lead);
	expect(await events.lawOf(session)).toBeNull();
	const gate = await playTo(({ type }) => type === 'chart-started');
	nowMs = MORNING + 300 * 60_000;
	expect((await events.append(session, [gate], lead))[0]).toMatchObject({ ok: true });
});
