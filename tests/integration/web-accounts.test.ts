/** Accounts over a real database: the first administrator, sign-in, second factor, lock, administration. */
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openAccounts, type Accounts } from '#lib/server/accounts/accounts.ts';
import type { AuthCookie, Caller } from '#lib/server/accounts/calls.ts';
import { LOCK_AFTER_MS } from '#lib/server/accounts/idle.ts';
import { readSecret } from '#lib/server/accounts/secret.ts';
import type { SignedIn, TryResult } from '#lib/server/accounts/sign-in.ts';
import { addAuditEntry, auditEntriesSince } from '#lib/server/database/audit.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { codeFor } from '../fixtures/authenticator.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from '../database/databases.ts';

// hashing a password is slow on purpose, on a loaded machine very slow
vi.setConfig({ testTimeout: 60_000 });

const PASSWORD = 'correct horse battery';
let nowMs = Date.now();
let place: TestDatabase;
let database: LabDatabase;
let accounts: Accounts;

/** Each database has its own: the limit of tries of an address is kept in memory by this process. */
let address = '127.0.0.1';

/** A browser's cookie jar. */
class Visitor {
	readonly #jar = new Map<string, string>();
	readonly #from: string;

	/** @param place last digit of the network address; others have limits of their own */
	constructor(place = '') {
		this.#from = address + place;
	}

	get caller(): Caller {
		const pairs = [...this.#jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
		return { cookie: pairs.join('; ') || null, address: this.#from, secure: false };
	}

	keep(cookies: readonly AuthCookie[]): void {
		for (const { name, value, options } of cookies)
			if (options.maxAge === 0) this.#jar.delete(name);
			else this.#jar.set(name, value);
	}

	async enter(userName: string, password = PASSWORD): Promise<TryResult> {
		const result = await accounts.signIn.enter(userName, password, this.caller);
		this.keep(result.cookies);
		return result;
	}

	who(): Promise<SignedIn | null> {
		return accounts.signIn.whoIs(this.caller);
	}

	async signedIn(): Promise<SignedIn> {
		return (await this.who())!;
	}
}

const HALF_MINUTE_MS = 30_000;
/** Of the next half minute, which is taken already: a test need not wait for it. */
const nextCode = (uri: string) => codeFor(uri, Date.now() + HALF_MINUTE_MS);
/** Of the half minute before, which is taken still. */
const earlierCode = (uri: string) => codeFor(uri, Date.now() - HALF_MINUTE_MS);

/** Lets time pass where the wall clock is held. */
function pass(ms: number): void {
	nowMs += ms;
	vi.setSystemTime(nowMs);
}

const sessions = async () =>
	(await sql<{ n: number }>`select count(*) as n from auth_session`.execute(database.db)).rows[0]!
		.n;

const why = (result: TryResult) => (result.ok ? 'in' : result.why);

const databases = [
	{ name: 'SQLite', from: '127.0.0.1', skip: false, make: sqliteFile },
	{ name: 'PostgreSQL', from: '127.0.0.2', skip: !requires('postgres'), make: postgresSchema }
];

for (const { name, from, skip, make } of databases)
	describe.skipIf(skip)(`accounts on ${name}`, () => {
		beforeAll(async () => {
			address = from;
			place = await make();
			database = await place.open();
			nowMs = Date.now();
			accounts = await openAccounts({
				db: database.db,
				type: database.kind,
				secret: 'a'.repeat(64),
				now: () => nowMs,
				note: (actorId, action, object, details) =>
					database.db
						.transaction()
						.execute((transaction) =>
							addAuditEntry(transaction, { actorId, action, object, details }, nowMs)
						)
			});
		});
		afterAll(() => place.drop());

		describe('the first administrator', () => {
			test('comes into being once, however many ask at the same time', async () => {
				expect(await accounts.directory.kind()).toBe('empty');
				const asked = ['one', 'two', 'three'].map((userName) =>
					accounts.directory.createFirst({ userName, name: userName, password: PASSWORD })
				);
				const results = await Promise.allSettled(asked);
				expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
				expect(await accounts.directory.list()).toMatchObject([{ userName: 'one', role: 'admin' }]);
			});

			test('no demonstration can be opened beside real people', async () => {
				await expect(accounts.directory.createDemonstration([])).rejects.toMatchObject({
					code: 'accounts/already-set-up'
				});
			});

			test('there is no other way in: a weak password and a taken name are refused', async () => {
				const li = { userName: 'li', name: '李', role: 'tester', password: 'short' } as const;
				const create = (account: object) =>
					accounts.directory
						.create({ ...li, ...account }, 'system')
						.catch((error: unknown) => error);
				expect(await create({})).toBeInstanceOf(Error);
				expect(await create({ password: 'li-li-li-li-abc' })).toMatchObject({
					code: 'accounts/weak-password'
				});
				for (const password of ['Jiancha-2026-jingwei', 'P@ssw0rd123456', 'qwertyuiop1234'])
					expect(await create({ password })).toMatchObject({ code: 'accounts/weak-password' });
				expect(await create({ userName: 'ONE', password: PASSWORD })).toMatchObject({
					code: 'accounts/name-taken'
				});
				expect(await create({ password: PASSWORD })).toMatchObject({ userName: 'li' });
			});
		});

		describe('signing in', () => {
			test('works with any case of the name; a wrong name and a wrong password look the same', async () => {
				const visitor = new Visitor();
				expect(why(await visitor.enter('nobody'))).toBe('wrong');
				expect(why(await visitor.enter('li', 'wrong password!'))).toBe('wrong');
				expect(why(await visitor.enter('LI'))).toBe('in');
				expect((await visitor.signedIn()).user).toMatchObject({ userName: 'li', role: 'tester' });
				visitor.keep(await accounts.signIn.leave(visitor.caller));
				expect(await visitor.who()).toBeNull();
			});

			test('guessing is slowed down for that account only, and never for good', async () => {
				const visitor = new Visitor();
				const tries: string[] = [];
				for (let i = 0; i < 7; i++)
					tries.push(why(await visitor.enter('li', `wrong password ${i}`)));
				expect(tries).toEqual([...Array<string>(5).fill('wrong'), 'wait', 'wait']);
				expect(why(await visitor.enter('li'))).toBe('wait');
				expect(why(await new Visitor().enter('one'))).toBe('in');
				nowMs += 16_000;
				expect(why(await visitor.enter('li'))).toBe('in');
			});

			test('a session locks after ten minutes and opens with the password of its owner', async () => {
				const visitor = new Visitor();
				await visitor.enter('li');
				const { session } = await visitor.signedIn();
				nowMs += LOCK_AFTER_MS + 1000;
				expect(accounts.idle.isLocked(session, nowMs)).toBe(true);
				const open = async (password: string) =>
					why(
						await accounts.signIn.unlock(
							await visitor.signedIn(),
							{ password, code: '' },
							visitor.caller
						)
					);
				expect(await open('wrong password!')).toBe('wrong');
				expect(accounts.idle.isLocked(session, nowMs)).toBe(true);
				expect(await open(PASSWORD)).toBe('in');
				expect(accounts.idle.isLocked(session, nowMs)).toBe(false);
			});
		});

		describe('the second factor', () => {
			// where a half minute ended between two steps, a code would be new that is meant to be used: the clock is held
			beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: nowMs }));
			afterEach(() => void vi.useRealTimers());

			let visitor: Visitor;
			let next: Visitor;
			let uri = '';
			let backupCodes: readonly string[] = [];
			let first = '';

			test('is asked for once it was confirmed with a code', async () => {
				[visitor, next] = [new Visitor(), new Visitor()];
				await visitor.enter('li');
				const who = await visitor.signedIn();
				const begun = await accounts.signIn.beginSecondFactor(who, PASSWORD, visitor.caller);
				[uri, backupCodes] = [begun.uri!, begun.backupCodes!];
				expect(uri).toMatch(/^otpauth:\/\/totp\/Jingwei:li\?/);
				expect(why(await new Visitor().enter('li'))).toBe('in');
				first = codeFor(uri);
				const confirmed = await accounts.signIn.confirmSecondFactor(first, visitor.caller);
				visitor.keep(confirmed.cookies);
				expect((await visitor.signedIn()).user.hasSecondFactor).toBe(true);

				expect(why(await next.enter('li'))).toBe('second-factor');
				expect(await next.who()).toBeNull();
				const wrong = codeFor(uri, 0);
				expect(why(await accounts.signIn.enterCode(wrong, next.caller))).toBe('wrong');
				next.keep((await accounts.signIn.enterCode(nextCode(uri), next.caller)).cookies);
				expect((await next.signedIn()).user.userName).toBe('li');
			});

			test('a code seen over somebody’s shoulder opens nothing, and leaves no sign-in behind', async () => {
				const before = await sessions();
				for (const used of [first, nextCode(uri)]) {
					const onlooker = new Visitor('7');
					await onlooker.enter('li');
					const result = await accounts.signIn.enterCode(used, onlooker.caller);
					expect(why(result)).toBe('wrong');
					onlooker.keep(result.cookies);
					expect(await onlooker.who()).toBeNull();
				}
				expect(await sessions()).toBe(before);
				// a backup code opens once, too
				for (const outcome of ['in', 'wrong']) {
					const lost = new Visitor('9');
					await lost.enter('li');
					expect(why(await accounts.signIn.enterCode(backupCodes[0]!, lost.caller))).toBe(outcome);
				}
			});

			test('a signature takes each code once, also in the half minutes in which it is right still', async () => {
				const confirm = async (code: string) =>
					why(
						await accounts.signIn.confirmFully(
							await visitor.signedIn(),
							{ password: PASSWORD, code },
							{ ...visitor.caller, address: `${address}8` }
						)
					);
				const used = nextCode(uri);
				expect(await confirm(used)).toBe('second-factor');
				pass(HALF_MINUTE_MS);
				expect(codeFor(uri)).toBe(used);
				expect(await confirm(used)).toBe('second-factor');
				pass(HALF_MINUTE_MS);
				expect(earlierCode(uri)).toBe(used);
				expect(await confirm(used)).toBe('second-factor');
				expect(accounts.signIn.isConfirmed(await visitor.signedIn())).toBe(false);
				expect(await confirm(codeFor(uri))).toBe('in');
				expect(accounts.signIn.isConfirmed(await visitor.signedIn())).toBe(true);
			});

			test('a locked session opens with both, and what opens it counts for no signature', async () => {
				const { session } = await next.signedIn();
				pass(LOCK_AFTER_MS + 1000);
				const open = async (given: { password?: string; code?: string }) =>
					why(
						await accounts.signIn.unlock(
							await next.signedIn(),
							{ password: PASSWORD, code: '', ...given },
							// codes are slowed down by address: this is another one
							{ ...next.caller, address: `${address}6` }
						)
					);
				expect(await open({})).toBe('second-factor');
				expect(await open({ code: '000000', password: 'wrong password!' })).toBe('wrong');
				expect(accounts.idle.isLocked(session, nowMs)).toBe(true);
				expect(await open({ code: earlierCode(uri) })).toBe('in');
				expect(accounts.idle.isLocked(session, nowMs)).toBe(false);
				expect(accounts.signIn.isConfirmed(await next.signedIn())).toBe(false);
			});

			test('an administrator takes it away with the password', async () => {
				const li = (await accounts.directory.list()).find(({ userName }) => userName === 'li')!;
				const visitor = new Visitor();
				await accounts.directory.resetPassword(li.id, 'another horse battery', 'system');
				expect(why(await visitor.enter('li'))).toBe('wrong');
				expect(why(await visitor.enter('li', 'another horse battery'))).toBe('in');
			});
		});

		test('a disabled account is out at once, and one administrator always remains', async () => {
			const find = async (name: string) =>
				(await accounts.directory.list()).find(({ userName }) => userName === name)!.id;
			const visitor = new Visitor();
			await visitor.enter('li', 'another horse battery');
			await accounts.directory.setDisabled(await find('li'), true, await find('one'));
			expect(await visitor.who()).toBeNull();
			expect(why(await visitor.enter('li', 'another horse battery'))).toBe('disabled');
			await expect(
				accounts.directory.setDisabled(await find('one'), true, 'system')
			).rejects.toMatchObject({ code: 'accounts/last-administrator' });
			const acts = (await auditEntriesSince(database.db, 0)).map(({ action }) => action);
			expect(acts).toEqual([
				'account/first-administrator',
				'account/created',
				'account/password-reset',
				'account/disabled'
			]);
		});
	});

test('the key of a data folder is made once and is for its owner only', () => {
	const folder = mkdtempSync(join(tmpdir(), 'jingwei-secret-'));
	const secret = readSecret(folder);
	expect(readSecret(folder)).toBe(secret);
	expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});
