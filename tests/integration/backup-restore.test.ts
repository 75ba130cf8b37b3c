/** The restore drill on both databases: a laboratory backed up while it runs, restored elsewhere, compared in all. */
import { randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { openAccounts, type Accounts } from '#lib/server/accounts/accounts.ts';
import { newBackupKey } from '#lib/server/backup/backup-key.ts';
import { tablesOf } from '#lib/server/backup/database-rows.ts';
import { sqliteTables } from '#lib/server/backup/look.ts';
import { readBackup } from '#lib/server/backup/read-backup.ts';
import { restoreBackup } from '#lib/server/backup/restore.ts';
import { writeBackup } from '#lib/server/backup/write-backup.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { RECORDED, sealedSession } from '../fixtures/sealed-session.ts';
import { propose, tester } from '../memory-session.ts';
import { requires } from '../requirements.ts';
import { jingwei } from '../cli/command-line.ts';
import { keysOf, postgresSchema, sqliteFile, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];
const secret = 'a'.repeat(64);
const accountsOf = ({ db, kind }: LabDatabase): Promise<Accounts> =>
	openAccounts({ db, type: kind, secret, note: () => Promise.resolve() });

/** Every row of every table but the sessions' places in the list of steps, as text. */
async function allRows(database: LabDatabase): Promise<Record<string, string>> {
	const { db, kind } = database;
	const names = kind === 'postgres' ? await tablesOf(db) : await sqliteTables(db);
	const rows: Record<string, string> = {};
	for (const name of names.filter((one) => !one.startsWith('kysely_'))) {
		const { rows: found } = await sql<object>`select * from ${sql.table(name)}`.execute(db);
		rows[name] = found
			.map((row) => JSON.stringify(row))
			.toSorted()
			.join('\n');
	}
	return rows;
}

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`a backup of a laboratory on ${name}`, () => {
		let folder: string;
		let place: TestDatabase;
		let other: TestDatabase;
		let database: LabDatabase;
		let key: Awaited<ReturnType<typeof newBackupKey>>;
		const data = (): string => join(folder, 'data');
		const restored = (): string => join(folder, 'restored');
		const source = () => ({
			...{ database, dataFolder: data(), protocolsFolder: 'protocols', software: 'test' }
		});
		const restoring = (file: string) => ({
			...{ file, dataFolder: restored(), identity: key.identity },
			...(database.kind === 'postgres' && { databaseUrl: other.place }),
			keys: keysOf(place.place)
		});

		beforeEach(async () => {
			folder = mkdtempSync(join(tmpdir(), 'jingwei-backup-'));
			[place, other, key] = await Promise.all([make(), make(), newBackupKey()]);
			database = await place.open();
			mkdirSync(data());
		});
		afterEach(async () => {
			await Promise.all([place.drop(), other.drop()]);
			rmSync(folder, { recursive: true, force: true });
		});

		test('is the same laboratory in another place, to the last row and sample', async () => {
			const { directory } = await accountsOf(database);
			const account = { userName: 'li.guanli', name: '李管理' };
			await directory.createFirst({ ...account, password: 'a long enough password' });
			const { session, events } = await sealedSession(database, data());
			const { session: running } = await sealedSession(database, data(), { open: true });
			for (const name of ['key-encryption-key', 'log-key', 'export-key', 'secret'])
				writeFileSync(join(data(), name), name);
			const before = await allRows(database);
			const { file, manifest } = await writeBackup(source(), join(folder, 'out'), key.recipient);
			expect(readdirSync(join(folder, 'out'))).toHaveLength(1);
			expect(readdirSync(data()).filter((one) => one.startsWith('.backup-'))).toEqual([]);
			expect(manifest.entries.map(({ path }) => path)).toContain('data/secret');
			expect(manifest.entries.some(({ path }) => path.endsWith('-key'))).toBe(false);

			const minutes = await restoreBackup(restoring(file));
			expect(minutes.check).toMatchObject({ faults: [], sessions: 2, sealedFolders: 1 });
			expect(minutes.check.events).toBeGreaterThan(50);
			for (const id of [session, running]) {
				const path = `recordings/${id}/chart-01.bdf`;
				expect((await readAtRest(join(restored(), path))).toString()).toBe(RECORDED);
				expect(minutes.recordings).toContainEqual({
					path: `data/${path}`,
					sha256: sha256Hex(Buffer.from(RECORDED))
				});
			}
			expect(readFileSync(join(restored(), 'protocols/rules/rights.yaml'))).toEqual(
				readFileSync('protocols/rules/rights.yaml')
			);

			const again = await openDatabase(
				database.kind === 'postgres' ? other.place : join(restored(), 'jingwei.sqlite'),
				keysOf(place.place)
			);
			try {
				expect(await allRows(again)).toEqual(before);
				const store = new EventStore(again);
				expect(await store.allEvents(session)).toEqual(await events.allEvents(session));
				// the laboratory goes on where it was, and its logs are still append-only
				const note = propose('note-added', { text: '恢复之后' });
				expect(await store.append(running, [note], tester)).toMatchObject([{ ok: true }]);
				await expect(again.db.updateTable('event').set({ body: '{}' }).execute()).rejects.toThrow(
					/append only/
				);
				expect(await (await accountsOf(again)).directory.list()).toMatchObject([account]);
			} finally {
				await again.close();
			}
		});

		test('is refused where there is something already, and with another identity', async () => {
			const { file } = await writeBackup(source(), join(folder, 'out'), key.recipient);
			const wrong = await newBackupKey();
			await expect(
				restoreBackup({ ...restoring(file), identity: wrong.identity })
			).rejects.toMatchObject({ code: 'backup/identity' });
			expect(existsSync(restored())).toBe(false);
			mkdirSync(restored());
			writeFileSync(join(restored(), 'jingwei.sqlite'), '');
			await expect(restoreBackup(restoring(file))).rejects.toMatchObject({
				code: 'backup/not-empty'
			});
			rmSync(restored(), { recursive: true });
			if (database.kind === 'postgres') {
				await other.open();
				await expect(restoreBackup(restoring(file))).rejects.toMatchObject({
					code: 'backup/not-empty'
				});
			}
		});
	});

describe('a backup file', () => {
	let folder: string;
	let place: TestDatabase;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'jingwei-backup-'));
		place = await sqliteFile();
		mkdirSync(join(folder, 'data'));
	});
	afterEach(async () => {
		await place.drop();
		rmSync(folder, { recursive: true, force: true });
	});

	test('cut at any byte, or with any byte changed, is refused', async () => {
		const { identity, recipient } = await newBackupKey();
		const database = await place.open();
		writeFileSync(
			join(folder, 'data/noise.bin'),
			Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))
		);
		const source = {
			database,
			dataFolder: join(folder, 'data'),
			protocolsFolder: 'protocols/rules',
			software: 'test'
		};
		const { file } = await writeBackup(source, folder, recipient);
		const whole = readFileSync(file);
		const read = async (bytes: Buffer): Promise<unknown> => {
			const damaged = join(folder, 'damaged');
			const out = join(folder, randomUUID());
			writeFileSync(damaged, bytes);
			mkdirSync(out);
			return readBackup(damaged, out, identity).finally(() => rmSync(out, { recursive: true }));
		};
		expect(await read(whole)).toMatchObject({ format: 'jingwei-backup-1' });
		// the end of a chunk of 64 KiB is where a cut is hardest to see
		const header = whole.indexOf('\n', whole.indexOf('\n--- ') + 1) + 1;
		const ends = [1, 2, 3]
			.map((chunk) => header + 16 + chunk * (65536 + 16))
			.filter((end) => end < whole.length);
		expect(ends.length).toBeGreaterThan(1);
		const codes = /^backup\/(damaged|identity)$/;
		for (const end of [0, 1, header, header + 16, ...ends, whole.length - 1])
			await expect(read(whole.subarray(0, end)), `cut at ${end}`).rejects.toMatchObject({
				code: expect.stringMatching(codes) as string
			});
		const position = fc.nat(whole.length - 1);
		await fc.assert(
			fc.asyncProperty(
				position,
				position,
				fc.integer({ min: 1, max: 255 }),
				async (end, at, flip) => {
					const changed = Buffer.from(whole);
					changed[at]! ^= flip;
					await expect(read(whole.subarray(0, end))).rejects.toMatchObject({
						code: expect.stringMatching(codes) as string
					});
					await expect(read(changed)).rejects.toMatchObject({
						code: expect.stringMatching(codes) as string
					});
				}
			),
			{ numRuns: 12 }
		);
	});

	test('by the command line: key, backup, no room, restore, restore without the identity', async () => {
		const data = join(folder, 'data');
		await (await openDatabase(join(data, 'jingwei.sqlite'))).close();
		writeFileSync(join(data, 'large.bin'), Buffer.alloc(3_000_000, 7));
		const key = JSON.parse((await jingwei(['backup-key', join(folder, 'safe')])).stdout) as Record<
			string,
			string
		>;
		const out = join(folder, 'out');
		const words = [out, '--data', data, '--recipient', key['recipient']!];
		// no file may grow beyond 1.5 MB, as on a full disk
		const full = await jingwei(['backup', ...words], Infinity, { largestFile: 1500 });
		expect(full.code).not.toBe(0);
		expect(readdirSync(out).filter((one) => one.endsWith('.age'))).toEqual([]);
		const made = await jingwei(['backup', ...words]);
		expect(made.stderr).toBe('');
		const { file } = JSON.parse(made.stdout) as { file: string };
		expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
		const nothing = await jingwei(['restore', file, join(folder, 'back')]);
		expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('--identity')]);
		const done = await jingwei([
			'restore',
			file,
			join(folder, 'back'),
			'--identity',
			key['identity']!
		]);
		expect(done).toMatchObject({ code: 0, stderr: '' });
		expect(readFileSync(join(folder, 'back/large.bin')).length).toBe(3_000_000);
	});
});
