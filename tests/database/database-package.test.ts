/** What a sealed folder holds besides the records, over a real database and a real folder. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseUser } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { collectExtras, forgetExtras } from '#lib/server/package/extras.ts';
import { evidencePackage } from '#lib/server/package/hand-out.ts';
import { makeHead } from '#lib/server/integrity/heads.ts';
import { logKeyOf } from '#lib/server/integrity/log-key.ts';
import type { LogExtract } from '#lib/core/integrity/log-extract.ts';
import { printedCode } from '#lib/core/integrity/tree-head.ts';
import { zipStream } from '#lib/server/package/zip-stream.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { sealSession, type SealingContext } from '#lib/server/sealing.ts';
import { unzip } from '../fixtures/unzip.ts';
import { supervisor, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';
import { sqliteFile, type TestDatabase } from './databases.ts';

/** The part of the verifier that looks at the log. */
interface Verifier {
	keptHead(text: string): object;
	folderAt(folder: string): object;
	sha256(bytes: Uint8Array): Promise<string>;
	checkLog(
		folder: object,
		events: readonly object[],
		given: { readonly sha256: Verifier['sha256']; readonly kept: readonly object[] },
		tell: (zh: string, en: string) => void
	): Promise<string | null>;
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const catalogue = openProtocols('protocols');
const user: CaseUser = { id: tester.id, role: 'tester' };
const boss: CaseUser = { id: supervisor.id, role: 'supervisor' };
const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
let place: TestDatabase;
let database: LabDatabase;
let dataFolder: string;
let events: EventStore;
let session: string;

beforeEach(async () => {
	place = await sqliteFile();
	database = await place.open();
	dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-package-'));
	events = new EventStore(database);
	const context = { db: database.db, now: () => 1000, newId: randomUUID, events, catalogue };
	const { id: caseId } = await createCase(context, { number: '2026-1', title: '盗窃案' }, boss);
	await assignMember(context, { caseId, user, reason: '主测' }, boss);
	const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: true, at };
	session = await openSession(context, opening, user);
	const recordings = join(dataFolder, 'recordings', session);
	mkdirSync(recordings, { recursive: true });
	// its SHA-256 is the one the script seals the chart with
	writeFileSync(join(recordings, 'chart-01.bdf'), 'test');
	for (const step of script.slice(1)) {
		const { proposed, actor } = step(await events.stateOf(session));
		await events.append(session, [proposed], actor);
	}
});
afterEach(async () => {
	await place.drop();
	rmSync(dataFolder, { recursive: true, force: true });
});

const sealing = (done = (id: string) => forgetExtras({ dataFolder }, id)): SealingContext => ({
	...{ database, events, dataFolder },
	extras: {
		collect: (state, part) =>
			collectExtras({ database, events, catalogue, dataFolder }, state, part),
		done
	}
});

test('the folder holds table, verifier and what to do with it, and is handed out as it lies there', async () => {
	const { folder } = await sealSession(sealing(), session, tester);
	expect(verifyPackage(await readPackage(folder)).ok).toBe(true);
	const csv = (await readAtRest(join(folder, 'measurements.csv'))).toString();
	expect(csv.split('\r\n').length).toBeGreaterThan(20);
	const key = logKeyOf(generateKeyPairSync('ed25519').privateKey);
	const head = async (): Promise<void> => {
		await makeHead(database.db, key, Date.now());
	};
	await head();
	const { sources, sealedAt, name } = await evidencePackage(
		{ database, events, dataFolder, integrity: { headSoon: head } },
		session,
		tester.id
	);
	const parts: Uint8Array[] = [];
	for await (const part of zipStream(sources, sealedAt)) parts.push(part);
	const entries = unzip(Buffer.concat(parts));
	const log = JSON.parse(entries.get(`${name}/log/log.json`)!.toString('utf8')) as LogExtract;
	expect(log.events).toHaveLength((await events.stateOf(session)).seq);
	expect(log.heads.map(({ number }) => number)).toEqual([1, 2]);
	const out = join(dataFolder, 'handed-out');
	for (const [path, content] of entries) {
		mkdirSync(dirname(join(out, path)), { recursive: true });
		writeFileSync(join(out, path), content);
	}
	// the recording is made up, so only what the package says of the log is asked
	const verifier = (await import(
		/* @vite-ignore */ pathToFileURL(join(out, name, 'verify.mjs')).href
	)) as Verifier;
	const kept = [verifier.keptHead(printedCode(log.heads[0]!))];
	const said: string[] = [];
	const told = await verifier.checkLog(
		verifier.folderAt(join(out, name)),
		await events.allEvents(session),
		{ sha256: verifier.sha256, kept },
		(_, en) => said.push(en)
	);
	expect(told).toBeNull();
	expect(said.join('\n')).toContain(
		'heads kept elsewhere: 1, of which 1 are in the package and agree'
	);
	expect(verifyPackage(await readPackage(join(out, name))).ok).toBe(true);
	entries.delete(`${name}/log/log.json`);
	for (const [path, content] of entries) {
		const kept = await readAtRest(join(folder, path.slice(name.length + 1)));
		expect(content.equals(kept), path).toBe(true);
	}
	expect([...entries.keys()]).toContain(`${name}/verify.html`);
	const page = entries.get(`${name}/verify.html`)!.toString('utf8');
	expect(page).not.toContain('/*CORE*/');
	expect(page).toContain('async function verify(');
	const { db } = database;
	const acts = await db.selectFrom('audit_entry').select(['action', 'object']).execute();
	expect(acts).toContainEqual({ action: 'session/handed-out', object: session });
});

test('a sealing that was cut off after its last event ends with the same bytes', async () => {
	const cut = sealing(async () => {
		throw new Error('the power failed');
	});
	await expect(sealSession(cut, session, tester)).rejects.toThrow('the power failed');
	rmSync(join(dataFolder, 'archive', session), { recursive: true, force: true });
	const { folder } = await sealSession(sealing(), session, tester);
	expect(verifyPackage(await readPackage(folder)).ok).toBe(true);
});

test('whoever writes while it is made is not passed over', async () => {
	const context = sealing();
	const slow: SealingContext = {
		...context,
		extras: {
			...context.extras!,
			collect: async (state, part) => {
				await context.extras!.collect(state, part);
				const note = {
					id: randomUUID(),
					type: 'note-added' as const,
					at,
					data: { text: '还有一条' }
				};
				await events.append(session, [note], tester);
			}
		}
	};
	await expect(sealSession(slow, session, tester)).rejects.toMatchObject({ code: 'sealing/moved' });
	expect((await events.stateOf(session)).sealed).toBeNull();
});

test('a package that was changed on the disk is not handed out', async () => {
	const { folder } = await sealSession(sealing(), session, tester);
	rmSync(join(folder, 'README.txt'));
	await expect(
		evidencePackage({ database, events, dataFolder }, session, tester.id)
	).rejects.toMatchObject({ code: 'sealing/package' });
});
