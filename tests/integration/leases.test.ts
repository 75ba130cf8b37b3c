/** One station records a session at a time: races for the lease, and a fence for whoever lost it. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import { isLabError } from '#lib/core/errors.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { Leases } from '#lib/server/stations/leases.ts';
import { LEASE_MS, renewLease, takeLease } from '#lib/server/stations/session-lease.ts';
import { recordFault } from '../faults/record-fault.ts';
import { newDataFolder, scriptedSession } from '../fixtures/station-session.ts';
import { MemorySession, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const RACES = 1_000;
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
const note = (id: string): ProposedEvent => ({ id, type: 'note-added', at, data: { text: '在' } });

describe.each([
	['SQLite', sqliteFile, true],
	['PostgreSQL', postgresSchema, process.env['DATABASE_TEST_URL'] !== undefined]
])('leases on %s', (name, make, present) => {
	describe.skipIf(!present)(`a session on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let other: LabDatabase;
		const folder = newDataFolder();

		beforeAll(async () => {
			place = await make();
			database = await place.open();
			// SQLite is one process and its one connection; stations meet at PostgreSQL
			other = name === 'SQLite' ? database : await place.open();
		});
		afterAll(async () => {
			await place.drop();
			rmSync(folder, { recursive: true, force: true });
		});

		test(`${RACES} races: one holder each time, no event twice`, async () => {
			const sessionId = await scriptedSession(database, folder, 1);
			const stores = [database, other].map((one) => new EventStore(one));
			const wish = { sessionId, userId: tester.id, takeOver: false };
			let nowMs = 0;
			let token = 0;
			for (let race = 0; race < RACES; race++, nowMs += LEASE_MS + 1) {
				const results = await Promise.all(
					[database, other].map(({ db }, i) =>
						takeLease(db, { ...wish, stationId: `station-${i}`, nowMs }).catch((error: unknown) => {
							if (isLabError(error)) return error.code;
							throw error;
						})
					)
				);
				const held = results.filter((one) => typeof one === 'object');
				expect(held).toHaveLength(1);
				expect(results.filter((one) => one === 'lease/held')).toHaveLength(1);
				expect(held[0]!.token).toBeGreaterThanOrEqual(token);
				token = held[0]!.token;
				if (race % 10 > 0) continue;
				// two tabs send the same key press at once
				const id = randomUUID();
				const sent = await Promise.all(
					stores.map((store) => store.append(sessionId, [note(id)], tester))
				);
				expect(
					sent
						.flat()
						.map((one) => one.ok && one.duplicate)
						.sort()
				).toEqual([false, true]);
			}
			const events = await new EventStore(database).allEvents(sessionId);
			expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
			expect(events).toHaveLength(1 + RACES / 10);
			expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
			const doubled = events.length - (1 + RACES / 10);
			const counted = { unit: 'double events', lostExpected: 0, lostActual: doubled, declared: 0 };
			const about = `two stations want one session on ${name}`;
			recordFault({ id: 'F12', runs: RACES, ...counted, note: about });
		});

		test('a station that was taken over writes nothing more about the recording, but what its recorder knows', async () => {
			const types = linesOfScript();
			const index = types.indexOf('chart-started');
			const sealed = types.indexOf('chart-sealed');
			let nowMs = 1_000;
			const [first, second] = [database, other].map((one, i) => {
				const leases = new Leases(one.db, { id: `s${i}`, name: `工作站${i}` }, () => nowMs);
				const events = new EventStore(one);
				events.fence(leases.fence);
				return { leases, events };
			}) as [Side, Side];
			const sessionId = await scriptedSession(database, folder, index);
			await database.db
				.insertInto('station')
				.values({ id: 's0', name: '工作站0', seen_ms: 0 })
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			await first.leases.take(sessionId, tester.id, false);
			expect(await step(first, sessionId, index)).toBe('ok');
			await expect(second.leases.take(sessionId, 'tester-2', false)).rejects.toMatchObject({
				code: 'lease/held',
				details: { station: '工作站0' }
			});
			// it ran out, but a chart of it is open: somebody has to say so
			nowMs += 2 * LEASE_MS;
			await expect(second.leases.take(sessionId, 'tester-2', false)).rejects.toMatchObject({
				code: 'lease/held'
			});
			expect(await step(second, sessionId, types.indexOf('chart-announced'))).toBe('lease/lost');
			await second.leases.take(sessionId, 'tester-2', true);
			const entries = await auditEntriesSince(database.db, 0);
			expect(entries.at(-1)).toMatchObject({
				action: 'session/taken-over',
				actor_id: 'tester-2',
				object: sessionId
			});
			expect(JSON.parse(entries.at(-1)!.details)).toEqual({ from: 's0', to: 's1', token: 2 });
			for (let i = index + 1; i <= sealed; i++) {
				// only the station whose recorder writes the file says what is in it
				const isFact = types[i] === 'clock-paired' || types[i] === 'chart-sealed';
				const [no, yes] = isFact ? [second, first] : [first, second];
				const refusal = isFact ? 'lease/other-station' : 'lease/lost';
				if (types[i] !== 'chart-stopped') expect(await step(no, sessionId, i)).toBe(refusal);
				expect([types[i], await step(yes, sessionId, i)]).toEqual([types[i], 'ok']);
			}
			const stale = { sessionId, stationId: 's0', token: 1 };
			expect(await renewLease(database.db, stale, nowMs)).toBe(false);
		});
	});
});

interface Side {
	readonly leases: Leases;
	readonly events: EventStore;
}

/** What each line of the script writes. */
function linesOfScript(): string[] {
	const types: string[] = [];
	new MemorySession().play(script, ({ type }) => types.push(type) > script.length);
	return types;
}

async function step({ events }: Side, sessionId: string, index: number): Promise<string> {
	const { proposed, actor } = script[index]!(await events.stateOf(sessionId));
	const [result] = await events.append(sessionId, [proposed], actor);
	return result?.ok === true ? 'ok' : (result?.code ?? '');
}
