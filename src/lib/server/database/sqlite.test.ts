/** What the file promises: a commit is on the disk before it is reported. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { sqliteDialect } from './sqlite.ts';

test('the log is written ahead and synced at every commit', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'jw-sqlite-'));
	const db = new Kysely<unknown>({ dialect: sqliteDialect(join(folder, 'jingwei.sqlite')) });
	try {
		const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
		const synced = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
		// 2 = FULL: sqlite.org/pragma.html#pragma_synchronous
		expect([journal.rows, synced.rows]).toEqual([[{ journal_mode: 'wal' }], [{ synchronous: 2 }]]);
	} finally {
		await db.destroy();
		rmSync(folder, { recursive: true });
	}
});
