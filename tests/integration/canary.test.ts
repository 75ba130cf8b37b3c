/**
 * Data at rest: a whole session and an interview with words and samples nobody else writes, to their seals. Afterwards
 * none of them lies in the database, its log, the archive, the recordings, the media or the temporary folder.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import { BoardStore } from '#lib/server/board/board-store.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, listCases, type CaseUser } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { openInterview } from '#lib/server/interviews/interviews.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { collectExtras, forgetExtras } from '#lib/server/package/extras.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { keepContent } from '#lib/server/report/kept-content.ts';
import { sealSession } from '#lib/server/sealing.ts';
import { factForm } from '../fixtures/board-script.ts';
import { findCanaries } from '../fixtures/canary.ts';
import { opening, proposeInterview, statement } from '../fixtures/interview-proposals.ts';
import { supervisor, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';

vi.setConfig({ testTimeout: 60_000 });

const catalogue = openProtocols('protocols');
const user: CaseUser = { id: tester.id, role: 'tester' };
const boss: CaseUser = { id: supervisor.id, role: 'supervisor' };
const officer: CaseUser = { id: 'officer-1', role: 'interviewer' };
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
const canaries = {
	number: 'JINSIQUE-2026-0417',
	title: '金丝雀仓库失窃案甲',
	fact: '金丝雀事实：红钥匙在花盆下',
	question: '金丝雀问题：钥匙藏在哪里',
	reason: '金丝雀理由：本组承办',
	said: '金丝雀陈述：我没有去过仓库',
	sheet: 'canary-nonce-and-report-text',
	samples: randomBytes(48)
};
/** Larger than a chunk of an encrypted file, the canary over its edge. */
const recording = Buffer.concat([Buffer.alloc(65_520), canaries.samples, Buffer.alloc(5000)]);

let folder: string;
let database: LabDatabase;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'jingwei-canary-'));
	database = await openDatabase(join(folder, 'jingwei.sqlite'), keyPlace(folder, {}));
});
afterEach(async () => {
	await database.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The script's events with canaries in what people write. */
function withCanaries(proposed: ProposedEvent): ProposedEvent {
	if (proposed.type === 'chart-sealed') {
		const sha256 = createHash('sha256').update(recording).digest('hex');
		return { ...proposed, data: { ...proposed.data, bytes: recording.length, sha256 } };
	}
	if (proposed.type === 'fact-recorded')
		return { ...proposed, data: { ...proposed.data, text: canaries.fact } };
	if (proposed.type === 'question-drafted')
		return { ...proposed, data: { ...proposed.data, stem: canaries.question } };
	return proposed;
}

async function sealedWithCanaries(): Promise<string> {
	const events = new EventStore(database);
	const interviews = new InterviewStore(database);
	const context = { db: database.db, now: () => 1000, newId: randomUUID, events, catalogue };
	const { number, title, reason, sheet, said } = canaries;
	const { id: caseId } = await createCase(context, { number, title }, boss);
	await assignMember(context, { caseId, user, reason }, boss);
	await assignMember(context, { caseId, user: officer, reason }, boss);
	const opened = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: true, at };
	const session = await openSession(context, opened, user);
	for (const [name, file] of [
		['recordings', 'chart-01.bdf'],
		['recordings', 'chart-01.tiles'],
		['media', 'a'.repeat(64)]
	] as const) {
		mkdirSync(join(folder, name, session), { recursive: true });
		writeFileSync(join(folder, name, session, file), recording);
	}
	for (const step of script.slice(1)) {
		const { proposed, actor } = step(await events.stateOf(session));
		const [result] = await events.append(session, [withCanaries(proposed)], actor);
		expect(result, JSON.stringify(result)).toMatchObject({ ok: true });
	}
	await keepContent(database, { sha256: '0'.repeat(64), sessionId: session, text: sheet });
	const form = factForm('F-1', { text: canaries.fact });
	const board = { id: randomUUID(), type: 'fact-registered', at: at.utc, data: form } as const;
	const noted = await new BoardStore(database).append(caseId, [board], boss);
	expect(noted).toMatchObject([{ ok: true }]);
	const proposal = proposeInterview('interview-opened', opening);
	const interview = await openInterview({ ...context, interviews }, caseId, proposal, officer);
	const told = [proposeInterview('statement-recorded', statement(said))];
	await interviews.append(interview, told, { id: officer.id, role: 'interviewer' });
	const places = { database, events, catalogue, dataFolder: folder };
	const extras = {
		collect: (state: Parameters<typeof collectExtras>[1], part: string) =>
			collectExtras(places, state, part),
		done: (id: string) => forgetExtras({ dataFolder: folder }, id)
	};
	await sealSession({ ...places, extras }, session, tester);
	return session;
}

test('after a session went to its seal no word and no sample of it lies anywhere', async () => {
	const printed = [vi.spyOn(console, 'error'), vi.spyOn(console, 'log'), vi.spyOn(console, 'warn')];
	// the search finds what lies there clear
	mkdirSync(join(folder, 'self'));
	for (const [name, canary] of Object.entries(canaries)) {
		const clear = `…${Buffer.from(canary as string).toString('base64')}…`;
		writeFileSync(
			join(folder, 'self', name),
			Buffer.concat([Buffer.from(clear), Buffer.from(canary as string)])
		);
		expect(findCanaries(join(folder, 'self'), { [name]: canary })).not.toEqual([]);
		rmSync(join(folder, 'self', name));
	}
	const session = await sealedWithCanaries();
	// it is there for those who have the key
	const archived = join(folder, 'archive', session, 'recordings', 'chart-01.bdf');
	expect((await readAtRest(archived)).equals(recording)).toBe(true);
	const log = (await readAtRest(join(folder, 'archive', session, 'events.jsonl'))).toString();
	for (const words of [canaries.fact, canaries.question]) expect(log).toContain(words);
	expect(
		await listCases({ db: database.db, now: Date.now, newId: randomUUID }, boss)
	).toMatchObject([{ number: canaries.number, title: canaries.title }]);
	// and lies nowhere: with the write-ahead log as it is, and after the database was closed
	expect(existsSync(join(folder, 'jingwei.sqlite-wal'))).toBe(true);
	expect(findCanaries(folder, canaries)).toEqual([]);
	await database.close();
	expect(findCanaries(folder, canaries)).toEqual([]);
	for (const spy of printed) {
		for (const call of spy.mock.calls)
			for (const canary of Object.values(canaries))
				expect(call.join(' ')).not.toContain(canary.toString());
		spy.mockRestore();
	}
	// the key is worth as much as everything: it lies where it was put, and in no file besides
	const key = readFileSync(join(folder, 'key-encryption-key'), 'utf8').trim();
	expect(findCanaries(folder, { key: Buffer.from(key, 'hex') })).toEqual([
		'key-encryption-key: key hex'
	]);
	database = await openDatabase(join(folder, 'jingwei.sqlite'), keyPlace(folder, {}));
});

test('without its key, or with another one, a laboratory does not start', async () => {
	await database.close();
	const file = join(folder, 'key-encryption-key');
	const place = join(folder, 'jingwei.sqlite');
	const key = readFileSync(file);
	rmSync(file);
	await expect(openDatabase(place, keyPlace(folder, {}))).rejects.toMatchObject({
		code: 'keys/missing'
	});
	expect(existsSync(file)).toBe(false);
	writeFileSync(file, 'f'.repeat(64));
	await expect(openDatabase(place, keyPlace(folder, {}))).rejects.toMatchObject({
		code: 'keys/wrong-key'
	});
	writeFileSync(file, key);
	database = await openDatabase(place, keyPlace(folder, {}));
});
