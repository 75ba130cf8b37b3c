/** The laboratory's log on SQLite and PostgreSQL: leaves with their rows, heads, and what a check finds. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { headHash, printedCode, readPrintedCode } from '#lib/core/integrity/tree-head.ts';
import { addAuditEntry } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import type { Schema } from '#lib/server/database/schema.ts';
import { backfillLeaves } from '#lib/server/integrity/backfill.ts';
import { checkDatabase } from '#lib/server/integrity/check-database.ts';
import { eraseSalts } from '#lib/server/integrity/erase-salts.ts';
import { allHeads, makeHead } from '#lib/server/integrity/heads.ts';
import { addLeaves } from '#lib/server/integrity/leaves.ts';
import { logKeyOf } from '#lib/server/integrity/log-key.ts';
import { readWitness, writeWitness } from '#lib/server/integrity/witness.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const key = logKeyOf(generateKeyPairSync('ed25519').privateKey);
const NOW = 1_772_000_000_000;
const folder = mkdtempSync(join(tmpdir(), 'jingwei-witness-'));
afterAll(() => rmSync(folder, { recursive: true }));

const act = (n: number) => ({
	actorId: 'a',
	action: 'case/created',
	object: `case-${n}`,
	details: { n }
});
const audit = (db: Kysely<Schema>, n: number): Promise<void> =>
	db.transaction().execute((transaction) => addAuditEntry(transaction, act(n), NOW + n));

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`the log on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let db: Kysely<Schema>;

		beforeAll(async () => {
			place = await make();
			database = await place.open();
			({ db } = database);
			for (let n = 1; n <= 5; n++) await audit(db, n);
			await makeHead(db, key, NOW + 10);
			await Promise.all([6, 7, 8, 9].map((n) => audit(db, n)));
			await makeHead(db, key, NOW + 20);
		});
		afterAll(() => place.drop());

		/** What a check says after statements that whoever owns the database can run; undone afterwards. */
		async function after(...statements: string[]) {
			const tables = ['audit_entry', 'log_leaf', 'log_head', 'log_salt', 'log_node'];
			const undo = new Error('undo');
			let report: Awaited<ReturnType<typeof checkDatabase>> | undefined;
			await db
				.transaction()
				.execute(async (transaction) => {
					for (const table of tables)
						for (const kind of name === 'SQLite' ? ['update', 'delete'] : ['change'])
							if (table !== 'log_salt')
								await sql
									.raw(
										name === 'SQLite'
											? `drop trigger ${table}_no_${kind}`
											: `drop trigger ${table}_no_${kind} on ${table}`
									)
									.execute(transaction);
					for (const statement of statements) await sql.raw(statement).execute(transaction);
					report = await checkDatabase(transaction);
					throw undo;
				})
				.catch((error: unknown) => {
					if (error !== undo) throw error;
				});
			return report?.fault?.what;
		}

		test('every row has its leaf, with two heads that follow each other', async () => {
			const heads = await allHeads(db);
			expect(heads[1]).toMatchObject({
				number: 2,
				previous: headHash(heads[0]!),
				keyId: key.keyId
			});
			// five acts, the entry of the key, four acts
			expect(heads.map(({ size }) => size)).toEqual([6, 10]);
			expect(await checkDatabase(db)).toMatchObject({
				verdict: 'ok',
				leaves: 10,
				heads: 2,
				unsigned: 0
			});
			expect(await makeHead(db, key, NOW + 30)).toEqual(heads[1]);
		});

		test.each([
			['an entry changed', `update audit_entry set object = 'other' where seq = 3`, 'row-changed'],
			[
				'an entry changed with its hash',
				`update audit_entry set hash = '${'0'.repeat(64)}' where seq = 3`,
				'leaf-changed'
			],
			['an entry taken out', 'delete from audit_entry where seq = 9', 'row-missing'],
			['an entry and its salt taken out', 'delete from log_salt where seq = 9', 'leaf-unexplained'],
			[
				'a leaf changed',
				`update log_leaf set sha256 = '${'0'.repeat(64)}' where idx = 2`,
				'leaf-changed'
			],
			[
				'a leaf’s other hash changed',
				`update log_leaf set sm3 = '${'0'.repeat(64)}' where idx = 2`,
				'leaf-changed'
			],
			[
				'two rows exchanged',
				'update log_salt set seq = case seq when 3 then 1004 else 1003 end where seq in (3, 4)',
				'row-missing'
			],
			['a head taken out', 'delete from log_head where number = 1', 'head-order'],
			[
				'a head changed',
				`update log_head set head = replace(head, '"size":6', '"size":5') where number = 1`,
				'head-signature'
			],
			[
				'the last head changed',
				`update log_head set head = replace(head, '"size":10', '"size":9') where number = 2`,
				'head-signature'
			]
		])('%s is found', async (_, statement, what) => {
			expect(await after(statement)).toBe(what);
		});

		test('a row nobody logged is found', async () => {
			const row = `(1, 1, 'a', 'b', 'c', '{}', '${'0'.repeat(64)}', '${'1'.repeat(64)}')`;
			expect(await after(`insert into audit_entry values ${row.replace('(1,', '(99,')}`)).toBe(
				'row-changed'
			);
		});

		test('a transaction that is taken back leaves no leaf', async () => {
			const before = await checkDatabase(db);
			await db
				.transaction()
				.execute(async (transaction) => {
					await addAuditEntry(transaction, act(99), NOW);
					throw new Error('taken back');
				})
				.catch(() => undefined);
			expect(await checkDatabase(db)).toEqual(before);
		});

		test('leaves and heads cannot be changed or taken out by the program', async () => {
			for (const statement of [
				'update log_leaf set sm3 = sha256',
				'delete from log_head',
				'delete from log_leaf'
			])
				await expect(sql.raw(statement).execute(db)).rejects.toThrow(/append only/);
		});

		test('what is kept outside shows a log that was rolled back, and one made anew with the same key', async () => {
			const head = (await allHeads(db))[1]!;
			const witness = join(folder, `${name}.jsonl`);
			await writeWitness(witness, head);
			const printed = { ...readPrintedCode(printedCode(head))!, headHash: null, where: 'paper' };
			const anchors = [...(await readWitness(witness)), printed];
			expect(await checkDatabase(db, anchors)).toMatchObject({ verdict: 'ok', anchors: 2 });
			// the same acts, one of them another, signed by the same key
			const forged = await make();
			const other = await forged.open();
			for (let n = 1; n <= 9; n++) await audit(other.db, n === 3 ? 33 : n);
			await makeHead(other.db, key, NOW + 10);
			expect(await checkDatabase(other.db)).toMatchObject({ verdict: 'ok' });
			for (const anchor of anchors)
				expect((await checkDatabase(other.db, [anchor])).fault?.what).toBe('rolled-back');
			await audit(other.db, 10);
			await makeHead(other.db, key, NOW + 20);
			for (const anchor of anchors)
				expect((await checkDatabase(other.db, [anchor])).fault?.what).toBe('anchor');
			await forged.drop();
		});

		test('erased salts are accounted for by an entry, and the log holds', async () => {
			const rows = [1, 2, 3].map((seq) => ({ seq, hash: 'a'.repeat(64) }));
			await db
				.transaction()
				.execute((transaction) => addLeaves(transaction, 'session', 'gone', rows));
			const erased = await db
				.transaction()
				.execute((transaction) =>
					eraseSalts(transaction, { source: 'session', owner: 'gone', actorId: 'a', atMs: NOW })
				);
			expect(erased).toHaveLength(3);
			await makeHead(db, key, NOW + 40);
			expect(await checkDatabase(db)).toMatchObject({ verdict: 'ok', erased: 3 });
		});

		test('a clock that went back is written down before the head that is older', async () => {
			await audit(db, 50);
			await makeHead(db, key, NOW - 3_600_000);
			expect(await checkDatabase(db)).toMatchObject({ verdict: 'ok', fault: null });
			const entry = await db
				.selectFrom('audit_entry')
				.selectAll()
				.where('action', '=', 'clock/went-back')
				.executeTakeFirst();
			expect(JSON.parse(entry?.details ?? '')).toMatchObject({ seconds: 3600 });
			expect(
				await after(`update audit_entry set action = 'x' where action = 'clock/went-back'`)
			).toBe('clock');
		});

		test('rows older than the log get their leaves when the database is opened', async () => {
			const older = await make();
			const { db: old } = await older.open();
			for (let n = 1; n <= 7; n++) await audit(old, n);
			// as a database was that knew of no log
			await old.deleteFrom('log_salt').execute();
			for (const table of ['log_node', 'log_leaf'])
				for (const statement of name === 'SQLite'
					? [`drop trigger ${table}_no_delete`, `delete from ${table}`]
					: [`drop trigger ${table}_no_change on ${table}`, `delete from ${table}`])
					await sql.raw(statement).execute(old);
			await sql
				.raw(`update log_tree set size = 0, sha256 = '[]', sm3 = '[]', complete = 0`)
				.execute(old);
			await Promise.all([backfillLeaves(old), backfillLeaves((await older.open()).db)]);
			await makeHead(old, key, NOW);
			expect(await checkDatabase(old)).toMatchObject({ verdict: 'ok', leaves: 8 });
			await older.drop();
		});
	});
