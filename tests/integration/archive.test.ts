/** Sealed folders on their way to the archive and back, with connections that break and objects that change. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ArchiveStore } from '#lib/server/archive/archive-store.ts';
import { changedObjects, getFolder, putFolder } from '#lib/server/archive/archived-folder.ts';
import { SealedFolders } from '#lib/server/archive/bring-sealed.ts';
import { openArchive } from '#lib/server/archive/open-archive.ts';
import { UploadQueue } from '#lib/server/archive/upload-queue.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { evidencePackage } from '#lib/server/package/hand-out.ts';
import { chartOf, recordingHere } from '#lib/server/recording-files.ts';
import { bringFrom } from '#lib/server/archive/from-elsewhere.ts';
import { CutProxy } from '../fixtures/cut-proxy.ts';
import { startObjectStore } from '../fixtures/object-store.ts';
import { newDataFolder, sealedSession } from '../fixtures/station-session.ts';
import { sqliteFile, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let objects: Awaited<ReturnType<typeof startObjectStore>>;
let proxy: CutProxy;
let place: TestDatabase;
let database: LabDatabase;
let station: string;
let session: string;
const folders: string[] = [];
const folder = () => folders[folders.push(newDataFolder()) - 1]!;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
	objects = await startObjectStore();
	proxy = await new CutProxy({ host: '127.0.0.1', port: objects.port }).start();
	place = await sqliteFile();
	database = await place.open();
	station = folder();
	session = await sealedSession(database, station);
});
afterAll(async () => {
	await proxy.end();
	await objects.end();
	await place.drop();
	for (const one of folders) rmSync(one, { recursive: true, force: true });
});
afterEach(async () => {
	proxy.heal();
	await database.db.deleteFrom('archive_upload').execute();
});

describe.each([
	['a folder', () => openArchive(folder())!],
	['S3', () => openArchive(objects.url())!]
])('an archive in %s', (_, open: () => ArchiveStore) => {
	test('keeps an object whole, gives parts of it, lists and removes it', async () => {
		const store = open();
		const bytes = randomBytes(100_000);
		const file = join(folder(), 'file');
		writeFileSync(file, bytes);
		expect(await store.facts('a/b.bin')).toBeNull();
		await expect(store.read('a/b.bin')).rejects.toMatchObject({ code: 'archive/not-found' });
		await store.put('a/b.bin', file, sha256(bytes));
		expect(await store.facts('a/b.bin')).toEqual({ bytes: 100_000, sha256: sha256(bytes) });
		expect((await buffer(await store.read('a/b.bin'))).equals(bytes)).toBe(true);
		const part = await buffer(await store.read('a/b.bin', { from: 500, to: 1500 }));
		expect(part.equals(bytes.subarray(500, 1500))).toBe(true);
		await store.put('a/c.bin', file, sha256(bytes));
		const listed = [];
		for await (const one of store.list('a/')) listed.push(one);
		expect(listed.sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
			['a/b.bin', 'a/c.bin'].map((key) => ({ key, bytes: 100_000 }))
		);
		await store.remove('a/b.bin');
		expect(await store.facts('a/b.bin')).toBeNull();
		for (const key of ['../x', '/x', 'a/../../x'])
			await expect(store.put(key, file, '')).rejects.toMatchObject({ code: 'archive/key' });
		store.close();
	});

	test('a folder comes back the same, and one changed bit is found and never handed on', async () => {
		const store = open();
		const source = folder();
		cpSync('protocols/elements.yaml', join(source, 'protocols/elements.yaml'));
		writeFileSync(join(source, 'manifest.json'), '{}');
		const { listSha256 } = await putFolder(store, source, 'sessions/one');
		expect(await changedObjects(store, 'sessions/one', listSha256)).toEqual([]);
		const back = join(folder(), 'back');
		await getFolder(store, 'sessions/one', listSha256, back);
		for (const path of ['manifest.json', 'protocols/elements.yaml'])
			expect(readFileSync(join(back, path)).equals(readFileSync(join(source, path)))).toBe(true);
		const key = 'sessions/one/manifest.json';
		const other = join(folder(), 'other');
		writeFileSync(other, '{ ');
		await store.put(key, other, sha256(Buffer.from('{}')));
		expect(await changedObjects(store, 'sessions/one', listSha256)).toEqual([key]);
		await expect(
			getFolder(store, 'sessions/one', listSha256, join(folder(), 'again'))
		).rejects.toMatchObject({ code: 'archive/differs' });
		store.close();
	});
});

test('an address that is none is refused before anything is sent', () => {
	expect(openArchive(undefined)).toBeNull();
	for (const url of ['ftp://x/y', 's3:', 'archive', 's3://b?endpoint=store:9000'])
		expect(() => openArchive(url)).toThrow(/expected/);
});

/** The queue of a station, as one web process has it. */
function queueOf(store: ArchiveStore, stationId = 'station-a') {
	const problems: unknown[] = [];
	let nowMs = Date.now();
	const queue = new UploadQueue({
		...{ db: database.db, store, dataFolder: station, stationId, now: () => nowMs },
		problem: (error) => problems.push(error)
	});
	const once = async () => {
		await queue.sweep();
		await queue.runDue();
	};
	return { once, problems, later: (ms: number) => (nowMs += ms) };
}
const entry = async () =>
	(await database.db.selectFrom('archive_upload').selectAll().execute())[0]!;

test('a sealed session is called archived only when every object has been read back', async () => {
	// 400 kB, so that a broken connection breaks in the middle of an object
	const large = join(station, 'archive', session, 'recordings', 'large.bin');
	writeFileSync(large, randomBytes(400_000));
	const store = openArchive(objects.url(proxy.port))!;
	const { once, problems, later } = queueOf(store);
	proxy.cut();
	await once();
	expect(await entry()).toMatchObject({
		tries: 1,
		archived_ms: null,
		problem: 'archive/unreachable'
	});
	// not due yet: it is left alone
	await once();
	expect((await entry()).tries).toBe(1);
	proxy.heal();
	proxy.breakAfter(150_000, 10);
	later(6_000);
	await once();
	expect(proxy.broken).toBeGreaterThan(0);
	expect(await entry()).toMatchObject({ tries: 2, archived_ms: null });
	expect(existsSync(objects.fileOf(`lab/sessions/${session}/archive-list.json`))).toBe(false);
	proxy.breakAfter(Infinity, 0);
	later(600_000);
	// the process ended meanwhile: another one goes on
	await queueOf(store).once();
	expect((await entry()).archived_ms).toBeNull();
	const restarted = queueOf(store);
	restarted.later(606_000);
	await restarted.once();
	const done = await entry();
	expect(done).toMatchObject({ tries: 3, problem: null });
	expect(done.archived_ms).not.toBeNull();
	expect(problems).toHaveLength(2);
	const prefix = `sessions/${session}`;
	expect(await changedObjects(store, prefix, done.list_sha256!)).toEqual([]);
	// cut short in the store itself
	truncateSync(objects.fileOf(`lab/${prefix}/recordings/large.bin`), 1000);
	expect(await changedObjects(store, prefix, done.list_sha256!)).toEqual([
		`${prefix}/recordings/large.bin`
	]);
	store.close();
	rmSync(large);
});

test('another machine says where a recording lies, and has it once it is archived', async () => {
	const events = new EventStore(database);
	await database.db
		.insertInto('station')
		.values({ id: 'station-a', name: '一号工作站', seen_ms: 0 })
		.execute();
	const store = openArchive(objects.url())!;
	const other = folder();
	const sealed = new SealedFolders({
		...{ db: database.db, store, dataFolder: other, stationId: 'station-b' },
		lastHash: async ({ id }) => (await events.stateOf(id)).lastHash
	});
	bringFrom(other, (wanted) => sealed.bring(wanted));
	const chart = chartOf(await events.stateOf(session), 1);
	const started = {
		...chart,
		started: { ...chart.started, file: `recordings/${session}/chart-01.bdf` }
	};
	await queueOf(store).once();
	await database.db.updateTable('archive_upload').set({ archived_ms: null }).execute();
	await expect(recordingHere(other, started)).rejects.toMatchObject({
		code: 'archive/elsewhere',
		details: { station: '一号工作站' }
	});
	await database.db.updateTable('archive_upload').set({ archived_ms: 1 }).execute();
	await Promise.all([1, 2, 3].map(() => recordingHere(other, started)));
	// the archive has it encrypted, as the station has
	const brought = await readAtRest(join(other, started.started.file));
	expect(brought.toString()).toBe('test');
	const parts = await evidencePackage(
		{ database, events, dataFolder: other },
		session,
		'reviewer-1'
	);
	expect(parts.sources.some(({ path }) => path.endsWith('recordings/chart-01.bdf'))).toBe(true);

	// somebody with the keys of the store and of the database puts another folder there: the log knows better
	const forged = randomUUID();
	const third = folder();
	const { list_sha256 } = await database.db
		.selectFrom('archive_upload')
		.select('list_sha256')
		.where('owner_id', '=', session)
		.executeTakeFirstOrThrow();
	await getFolder(store, `sessions/${session}`, list_sha256!, join(third, 'taken'));
	const put = await putFolder(store, join(third, 'taken'), `sessions/${forged}`);
	await database.db
		.insertInto('archive_upload')
		.values({
			...{ kind: 'session', owner_id: forged, station_id: 'station-a', created_ms: 1, tries: 1 },
			...{ next_ms: 1, problem: null, archived_ms: 1, list_sha256: put.listSha256, bytes: 1 }
		})
		.execute();
	await expect(sealed.bring({ kind: 'session', id: forged })).rejects.toMatchObject({
		code: 'archive/differs'
	});
	expect(existsSync(join(other, 'archive', forged))).toBe(false);
	store.close();
});

test('a chart that is not sealed in the archive is told to lie at its station', async () => {
	await database.db
		.insertInto('chart_station')
		.values({ session_id: session, chart: 1, station_id: 'station-a', token: 1 })
		.execute();
	const sealed = (stationId: string) =>
		new SealedFolders({
			...{ db: database.db, store: null, dataFolder: folder(), stationId },
			lastHash: () => Promise.resolve('')
		});
	const wanted = { kind: 'session', id: session, chart: 1 } as const;
	await expect(sealed('station-b').bring(wanted)).rejects.toMatchObject({
		code: 'archive/elsewhere'
	});
	// at the station itself a missing file is a missing file
	await expect(sealed('station-a').bring(wanted)).resolves.toBeUndefined();
});
