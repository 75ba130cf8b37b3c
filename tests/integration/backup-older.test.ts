/** Backups of older tables, on both databases: restored, and brought up to what the program uses now. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Insertable } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { chainEvent, FIRST_HASH } from '#lib/core/audit/chain.ts';
import { newBackupKey } from '#lib/server/backup/backup-key.ts';
import { lookAt } from '#lib/server/backup/look.ts';
import { restoreBackup } from '#lib/server/backup/restore.ts';
import { writeBackup } from '#lib/server/backup/write-backup.ts';
import { migrate, migrationSteps } from '#lib/server/database/migrations.ts';
import { openAsItIs } from '#lib/server/database/open.ts';
import type { EventTable } from '#lib/server/database/schema.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { coinClub } from '../fixtures/coin-club.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile } from '../database/databases.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

/** A log as the first version of the program wrote it: rows and hashes, by core alone. */
function logRows(id: string): Insertable<EventTable>[] {
	let previousHash = FIRST_HASH;
	return coinClub(id, 3, 'zh-CN').map(({ actor, recordedAt, ...proposed }, index) => {
		const place = { sessionId: id, seq: index + 1, actor, recordedAt, previousHash };
		const event = chainEvent(proposed, place);
		const row = { session_id: id, seq: event.seq, id: event.id, type: event.type };
		previousHash = event.hash;
		return {
			...row,
			previous_hash: event.previousHash,
			hash: event.hash,
			body: canonicalJson(event)
		};
	});
}

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`older tables on ${name}`, () => {
		const steps = migrationSteps('sqlite');
		test.each([steps[0]!, steps.at(-3)!])(
			'as of %s are restored and brought up to date',
			async (step) => {
				const folder = mkdtempSync(join(tmpdir(), 'jingwei-older-'));
				const [place, other, key] = await Promise.all([make(), make(), newBackupKey()]);
				const old = openAsItIs(place.place);
				try {
					await migrate(old.db, old.kind, step);
					expect((await lookAt(old.db, ['kysely_migration'])).steps.at(-1)).toBe(step);
					const shell = {
						id: 'case-1',
						number: '2024-1',
						title: '旧案',
						created_ms: 1,
						created_by: 'boss'
					};
					await old.db.insertInto('lab_case').values(shell).execute();
					const session = {
						id: 'session-1',
						case_id: 'case-1',
						subject_code: 'S-01',
						technique: 'cit',
						open_step: null
					};
					await old.db
						.insertInto('test_session')
						.values({
							...session,
							demonstration: 1,
							created_ms: 1,
							created_by: 'tester-1',
							ended: null
						})
						.execute();
					const rows = logRows('session-1');
					await old.db.insertInto('event').values(rows).execute();
					mkdirSync(join(folder, 'data'));
					const source = {
						database: old,
						dataFolder: join(folder, 'data'),
						protocolsFolder: 'protocols',
						software: 'old'
					};
					const { file } = await writeBackup(source, folder, key.recipient);
					const minutes = await restoreBackup({
						...{ file, dataFolder: join(folder, 'now'), identity: key.identity },
						...(old.kind === 'postgres' && { databaseUrl: other.place })
					});
					expect(minutes.check).toMatchObject({ faults: [], sessions: 1, events: rows.length });
					const now = openAsItIs(
						old.kind === 'postgres' ? other.place : join(folder, 'now', 'jingwei.sqlite')
					);
					const done = await lookAt(now.db, ['kysely_migration']);
					const log = await new EventStore(now).allEvents('session-1');
					await now.close();
					expect(done.steps).toEqual(steps);
					expect(log.map(({ hash }) => hash)).toEqual(rows.map(({ hash }) => hash));
				} finally {
					await old.close();
					await Promise.all([place.drop(), other.drop()]);
					rmSync(folder, { recursive: true, force: true });
				}
			}
		);
	});
