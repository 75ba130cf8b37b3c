/** `verify-log` on a database and on a copy of the log, as somebody runs it who was handed either. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { printedCode, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import { addAuditEntry } from '#lib/server/database/audit.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { LogKeeper } from '#lib/server/integrity/log-keeper.ts';
import { logKeyOf } from '#lib/server/integrity/log-key.ts';
import { anchorPlaces } from '#lib/server/integrity/open-log.ts';
import { timeStampAuthority, type TestAuthority } from '../fixtures/time-stamp-authority.ts';
import { jingwei } from './command-line.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const folder = mkdtempSync(join(tmpdir(), 'jingwei-log-'));
const at = (name: string): string => join(folder, name);
const place = at('jingwei.sqlite');
let database: LabDatabase;
let authority: TestAuthority;
let head: TreeHead;
const problems: unknown[] = [];

beforeAll(async () => {
	database = await openDatabase(place);
	authority = await timeStampAuthority();
	const places = anchorPlaces({
		JINGWEI_WITNESS: at('not there yet/witness.jsonl'),
		JINGWEI_TSA_URL: authority.url,
		JINGWEI_TSA_CERT: authority.certificatePath
	});
	let nowMs = Date.now();
	const keeper = new LogKeeper({
		...{ db: database.db, key: logKeyOf(generateKeyPairSync('ed25519').privateKey), places },
		...{
			now: () => nowMs,
			monotonicMs: () => performance.now(),
			problem: (error) => problems.push(error)
		}
	});
	const act = { actorId: 'a', action: 'case/created', object: 'case-1', details: {} };
	for (let n = 0; n < 3; n++)
		await database.db
			.transaction()
			.execute((transaction) => addAuditEntry(transaction, act, nowMs));
	// an authority that fails holds nobody up, and is asked again
	authority.spoil = () => 503;
	await keeper.headSoon();
	authority.spoil = null;
	expect(keeper.places()).toMatchObject([
		{ last: { number: 1 }, failure: null },
		{ last: null, failure: expect.stringContaining('503') as string }
	]);
	expect(problems).toHaveLength(1);
	// a wall clock set back by an hour while the program runs
	nowMs -= 3_600_000;
	await keeper.look();
	const back = await database.db
		.selectFrom('audit_entry')
		.select('details')
		.where('action', '=', 'clock/went-back')
		.execute();
	expect(back).toHaveLength(1);
	nowMs += 3_600_000;
	await new Promise((later) => setTimeout(later, 5500));
	await keeper.headSoon();
	expect(keeper.places().map(({ last, failure }) => [last?.number, failure])).toEqual([
		[2, null],
		[2, null]
	]);
	head = (await keeper.headNow())!;
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await database.close();
	authority.close();
	rmSync(folder, { recursive: true, force: true });
});

vi.stubEnv('DATABASE_URL', place);
const run = (...given: string[]) => jingwei(['verify-log', ...given]);

test('a log as it was written, with paper, witness and time stamps', async () => {
	const outside = ['--printed', printedCode(head), '--witness', at('not there yet/witness.jsonl')];
	const { code, stdout } = await run(
		...outside,
		'--tsa-cert',
		authority.certificatePath,
		'--write',
		at('copy.jsonl')
	);
	expect(JSON.parse(stdout)).toMatchObject({
		verdict: 'ok',
		leaves: 5,
		heads: 2,
		anchors: 4,
		unsigned: 0
	});
	expect(code).toBe(0);
	const copy = await run(at('copy.jsonl'), ...outside);
	expect(JSON.parse(copy.stdout)).toMatchObject({ verdict: 'ok', leaves: 5, anchors: 3 });
	expect(copy.code).toBe(0);
});

test('what is wrong is said first, with its own exit code', async () => {
	const lines = readFileSync(at('copy.jsonl'), 'utf8').split('\n');
	writeFileSync(at('short.jsonl'), lines.filter((line) => !line.includes('"index":4')).join('\n'));
	const short = await run(at('short.jsonl'));
	expect([short.code, short.stderr]).toEqual([1, expect.stringContaining('rolled-back, head 2')]);
	writeFileSync(at('none.jsonl'), lines.filter((line) => !line.startsWith('{"head"')).join('\n'));
	expect((await run(at('none.jsonl'))).code).toBe(2);
	expect((await run(at('nowhere.jsonl'))).code).toBe(3);
	const other = await run('--printed', printedCode({ ...head, sha256: head.sm3 }));
	expect([other.code, other.stderr]).toEqual([
		1,
		expect.stringContaining('anchor, head 2: printed code')
	]);
	await sql`drop trigger log_anchor_no_update`.execute(database.db);
	await sql`update log_anchor set content = 'AAAA' where kind = 'time-stamp'`.execute(database.db);
	expect((await run('--tsa-cert', authority.certificatePath)).code).toBe(1);
	await sql`drop trigger audit_entry_no_update`.execute(database.db);
	await sql`update audit_entry set details = '{"a":1}' where seq = 2`.execute(database.db);
	const edited = await run();
	expect([edited.code, edited.stderr]).toEqual([1, expect.stringContaining('audit entry 2')]);
});
