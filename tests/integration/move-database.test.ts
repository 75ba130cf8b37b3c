/** A whole laboratory moved from its embedded database to PostgreSQL by the command. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyChain } from '#lib/core/audit/chain.ts';
import { openAccounts } from '#lib/server/accounts/accounts.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import { openDatabase } from '#lib/server/database/open.ts';
import { moveDatabase } from '#lib/server/database/moving/move.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { newDataFolder, scriptedSession, sealedSession } from '../fixtures/station-session.ts';
import { jingwei } from '../cli/command-line.ts';
import { inPostgres, postgresSchema, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const present = process.env['DATABASE_TEST_URL'] !== undefined;
const secret = 'ab'.repeat(32);
const caller = { cookie: null, address: '127.0.0.1', secure: false };
const password = 'a long enough password 7';
const source = newDataFolder();
const file = join(source, 'jingwei.sqlite');
let target: TestDatabase;
let sessions: string[];

beforeAll(async () => {
	if (!present) return;
	const database = await openDatabase(file);
	const accounts = await openAccounts({
		...{ db: database.db, type: 'sqlite', secret },
		note: () => Promise.resolve()
	});
	await accounts.directory.create(
		{ name: '李', userName: 'li', password, role: 'tester' },
		'system'
	);
	sessions = [await sealedSession(database, source), await scriptedSession(database, source, 12)];
	await database.close();
	target = await postgresSchema();
});
afterAll(async () => {
	if (present) await target.drop();
	rmSync(source, { recursive: true, force: true });
});

test.skipIf(!present)(
	'everything is there, holds together, and the source is as it was',
	async () => {
		const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
		const before = hash();
		const { code, stdout, stderr } = await jingwei(['migrate-database', file, target.place]);
		expect([code, stderr]).toEqual([0, '']);
		expect(hash()).toBe(before);
		const { tables } = JSON.parse(stdout) as { tables: { table: string; rows: number }[] };
		const rows = Object.fromEntries(tables.map((one) => [one.table, one.rows]));
		expect(rows).toMatchObject({ test_session: 2, auth_user: 1, audit_head: 1 });

		const [old, moved] = [await openDatabase(file), await target.open()];
		const [was, now] = [new EventStore(old), new EventStore(moved)];
		for (const session of sessions) {
			const events = await now.allEvents(session);
			expect(events).toEqual(await was.allEvents(session));
			expect(events.length).toBeGreaterThan(10);
			expect(verifyChain(events)).toBeNull();
			expect(await now.stateOf(session)).toEqual(await was.stateOf(session));
		}
		const entries = await auditEntriesSince(moved.db, 0);
		expect(entries).toEqual(await auditEntriesSince(old.db, 0));
		const accounts = await openAccounts({
			...{ db: moved.db, type: 'postgres', secret },
			note: () => Promise.resolve()
		});
		expect(await accounts.signIn.enter('li', password, caller)).toMatchObject({ ok: true });
		expect(await accounts.signIn.enter('li', `${password}x`, caller)).toMatchObject({ ok: false });
		// what can only be added to still can only be added to
		await expect(inPostgres(target.place, 'delete from event')).rejects.toThrow(
			/append only|denied/
		);
		await old.close();
	}
);

test.skipIf(!present)(
	'a database where somebody works is refused, and so is a file that is not there',
	async () => {
		await expect(moveDatabase(file, target.place)).rejects.toMatchObject({
			code: 'database/not-empty'
		});
		await expect(moveDatabase(join(source, 'none'), target.place)).rejects.toMatchObject({
			code: 'database/no-source'
		});
	}
);
