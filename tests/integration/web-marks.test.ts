/** A mark that a browser sends again while the first try is still under way. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import { appendMarked } from '#lib/server/charts/append-marked.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import type { RecorderClient } from '#lib/server/recorder/client.ts';
import { LabError } from '#lib/core/errors.ts';
import { supervisor, tester } from '../memory-session.ts';
import { chartStart } from '../fixtures/session-parts.ts';
import { script } from '../whole-session.ts';
import { sqliteFile, type TestDatabase } from '../database/databases.ts';

const catalogue = openProtocols('protocols');
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: 5 };
let place: TestDatabase;
let database: LabDatabase;
let events: EventStore;
let sessionId: string;

/** A session with a running chart. */
beforeEach(async () => {
	place = await sqliteFile();
	database = await place.open();
	events = new EventStore(database);
	const context = { db: database.db, now: Date.now, newId: randomUUID, events, catalogue };
	const boss = { id: supervisor.id, role: 'supervisor' } as const;
	const user = { id: tester.id, role: 'tester' } as const;
	const { id: caseId } = await createCase(context, { number: '1', title: 'x' }, boss);
	await assignMember(context, { caseId, user, reason: 'test' }, boss);
	const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: true, at };
	sessionId = await openSession(context, opening, user);
	for (const step of script) {
		const { proposed, actor } = step(await events.stateOf(sessionId));
		if (proposed.type === 'session-opened') continue;
		if (proposed.type === 'chart-started') break;
		await events.append(sessionId, [proposed], actor);
	}
	const data = chartStart(1);
	await events.append(sessionId, [{ id: randomUUID(), type: 'chart-started', at, data }], tester);
});
afterEach(() => place.drop());

/** A recorder too busy to answer the first try in time. */
function slowRecorder(): RecorderClient {
	let isFirst = true;
	return {
		hello: {},
		command: async (name: string) => {
			const isLate = isFirst || name === 'place';
			isFirst = false;
			if (isLate) throw new LabError('recorder/timeout', `no answer to ${name}`);
			return { sample: 500 };
		}
	} as unknown as RecorderClient;
}

test('is in the log once, and neither try is refused, whichever sample each was given', async () => {
	const recorder = slowRecorder();
	const desk = { database, events, recorder, recorderReady: async () => undefined };
	const data = { chart: 1, text: 'moved', sample: null };
	const mark: ProposedEvent = { id: randomUUID(), type: 'remark-made', at, data };
	const tries = [1, 2].map(() => appendMarked(desk, sessionId, [mark], tester));
	const results = (await Promise.all(tries)).flat();
	expect(results.map(({ ok }) => ok)).toEqual([true, true]);
	const log = await events.allEvents(sessionId);
	expect(log.filter(({ id }) => id === mark.id)).toHaveLength(1);
	// an id that stands for something else stays refused
	const other = { ...mark, data: { ...data, text: 'coughed' } } as ProposedEvent;
	expect(await appendMarked(desk, sessionId, [other], tester)).toMatchObject([
		{ ok: false, code: 'session/id-reused' }
	]);
});
