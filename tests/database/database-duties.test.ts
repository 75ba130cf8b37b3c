/** Three duties of administrators over real accounts, and roles that count once security has agreed. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import type { Duty } from '#lib/core/access/duty.ts';
import {
	assertMayKeep,
	decideGrant,
	dutyOf,
	listGrants,
	proposeAccount,
	type DutyContext
} from '#lib/server/access/duties.ts';
import { systemTrail } from '#lib/server/access/system-trail.ts';
import { openAccounts, type Accounts } from '#lib/server/accounts/accounts.ts';
import type { Account } from '#lib/server/accounts/directory.ts';
import { vouch } from '#lib/server/accounts/vouch.ts';
import { createCase } from '#lib/server/cases/cases.ts';
import { addAuditEntry } from '#lib/server/database/audit.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const password = 'correct horse battery';
const databases = [
	{ name: 'SQLite', skip: false, make: sqliteFile, address: '127.0.1.1' },
	{ name: 'PostgreSQL', skip: !requires('postgres'), make: postgresSchema, address: '127.0.1.2' }
];

for (const { name, skip, make, address } of databases)
	describe.skipIf(skip)(`duties on ${name}`, () => {
		let place: TestDatabase;
		let accounts: Accounts;
		let context: DutyContext;
		const made: Record<string, Account> = {};

		beforeAll(async () => {
			place = await make();
			const { db, kind } = await place.open();
			const note = (actorId: string, action: string, object: string, details: object) =>
				db
					.transaction()
					.execute((transaction) =>
						addAuditEntry(
							transaction,
							{ actorId, action, object, details: { ...details } },
							Date.now()
						)
					);
			accounts = await openAccounts({ db, type: kind, secret: 'b'.repeat(64), note });
			const { directory } = accounts;
			context = { db, now: Date.now, newId: randomUUID, directory };
			made['first'] = await directory.createFirst({ userName: 'first', name: '首', password });
		});
		afterAll(() => place.drop());

		const propose = async (userName: string, duty: Duty | null, by = 'first') => {
			const role = duty === null ? ('tester' as const) : ('admin' as const);
			const account = { userName, name: userName, role, password };
			const { account: created, waits } = await proposeAccount(context, account, duty, made[by]!);
			made[userName] = created;
			return waits;
		};
		const decide = async (userName: string, by: string, act: 'agreed' | 'refused' = 'agreed') => {
			const all = await listGrants(context);
			const grant = all.find(({ user_id: id }) => id === made[userName]!.id);
			return refusal(decideGrant(context, { id: grant?.id ?? '', act }, made[by]!));
		};
		const keep = (act: 'disable' | 'enable' | 'reset', whom: string, by: string) =>
			refusal(assertMayKeep(context, act, made[whom]!.id, made[by]!));
		const refusal = (work: Promise<unknown>) =>
			work.then(
				() => 'done',
				(error: unknown) => (isLabError(error) ? error.code : String(error))
			);
		const isDisabled = async (userName: string) =>
			(await context.directory.list()).find((one) => one.userName === userName)?.disabled;

		test('the first administrator runs the system and sets up the other two', async () => {
			expect(await dutyOf(context, made['first']!)).toBe('system');
			expect(await propose('before', null)).toBe(false);
			expect(await propose('guard', 'security')).toBe(false);
			expect(await dutyOf(context, made['guard']!)).toBe('security');
		});

		test('from then on a new account waits for security, and cannot be enabled around it', async () => {
			expect(await propose('auditor', 'audit')).toBe(true);
			expect(await propose('li', null)).toBe(true);
			expect(await isDisabled('li')).toBe(true);
			expect(await keep('enable', 'li', 'first')).toBe('access/not-granted');
			const caller = { cookie: null, address, secure: false };
			const entered = await accounts.signIn.enter('li', password, caller);
			expect(entered).toMatchObject({ ok: false, why: 'disabled' });
			expect(await decide('li', 'first')).toBe('access/duty');
			expect(await decide('li', 'guard')).toBe('done');
			expect(await decide('auditor', 'guard')).toBe('done');
			expect([await isDisabled('li'), await isDisabled('auditor')]).toEqual([false, false]);
			expect(await decide('li', 'guard')).toBe('access/grant-none');
		});

		test('with two of security both have to agree, and nobody to what is their own', async () => {
			expect(await propose('guard-2', 'security')).toBe(true);
			expect(await decide('guard-2', 'guard-2')).toBe('access/self-grant');
			expect(await decide('guard-2', 'guard')).toBe('done');
			expect(await propose('wang', null)).toBe(true);
			expect(await decide('wang', 'guard')).toBe('done');
			expect(await isDisabled('wang')).toBe(true);
			expect(await decide('wang', 'guard')).toBe('database/unique');
			expect(await decide('wang', 'guard-2')).toBe('done');
			expect(await isDisabled('wang')).toBe(false);
			expect(await propose('zhao', null)).toBe(true);
			expect(await decide('zhao', 'guard', 'refused')).toBe('done');
			expect(await decide('zhao', 'guard-2')).toBe('access/grant-none');
			expect(await keep('enable', 'zhao', 'first')).toBe('access/not-granted');
		});

		test('no duty reaches into another', async () => {
			for (const by of ['guard', 'auditor'])
				expect(await refusal(propose(`by-${by}`, null, by))).toBe('access/duty');
			expect(await decide('zhao', 'auditor')).toBe('access/duty');
			expect(await keep('reset', 'guard', 'first')).toBe('access/duty');
			expect(await keep('reset', 'auditor', 'first')).toBe('access/duty');
			expect(await keep('reset', 'auditor', 'guard')).toBe('done');
			expect(await keep('reset', 'li', 'first')).toBe('done');
			expect(await keep('disable', 'li', 'auditor')).toBe('access/duty');
			expect(await keep('disable', 'auditor', 'first')).toBe('accounts/last-administrator');
			expect(await keep('disable', 'guard-2', 'first')).toBe('done');
		});

		test('security that is disabled does not open the way around it', async () => {
			for (const guard of ['guard', 'guard-2'])
				await context.directory.setDisabled(made[guard]!.id, true, made['first']!.id);
			expect(await propose('sun', null)).toBe(true);
			expect(await isDisabled('sun')).toBe(true);
		});

		test('the database itself holds one duty a person and no grant of oneself', async () => {
			const row = {
				...{ role: 'admin' as const, duty: 'audit' as const, proposed_ms: 1, needed: 0 },
				...{ id: randomUUID(), user_id: made['guard']!.id, proposed_by: 'x' }
			};
			const add = (more: object) =>
				context.db
					.insertInto('role_grant')
					.values({ ...row, ...more })
					.execute();
			await expect(add({})).rejects.toThrow(/unique|append only/i);
			await expect(add({ user_id: 'new', proposed_by: 'new' })).rejects.toThrow(
				/check|no_self_grant/i
			);
		});

		test('the trail of the system tells who was made and granted, and nothing of a case', async () => {
			const boss = { id: 'boss', role: 'supervisor' } as const;
			await createCase(context, { number: 'GEHEIM-7', title: '机密案' }, boss);
			const lines = await systemTrail(context);
			const actions = new Set(lines.map(({ action }) => action));
			for (const action of ['account/created', 'access/role-proposed', 'access/role-agreed'])
				expect(actions).toContain(action);
			expect(JSON.stringify(lines)).not.toMatch(/GEHEIM|机密案|case\//);
		});

		test('a second person is vouched for by their own password and is not signed in by it', async () => {
			const caller = { cookie: null, address, secure: false };
			const { signIn } = accounts;
			const by = (userName: string, word: string) =>
				vouch(signIn, { userName, password: word, code: '' }, caller);
			expect(await by('li', 'wrong password!')).toMatchObject({ ok: false, why: 'wrong' });
			expect(await by('sun', password)).toMatchObject({ ok: false, why: 'disabled' });
			expect(await by('li', password)).toMatchObject({ ok: true, user: { userName: 'li' } });
			const left = await context.db
				.selectFrom('auth_session' as never)
				.selectAll()
				.execute();
			expect(left).toEqual([]);
		});

		test('a confirmation counts for its own session only', async () => {
			const { signIn } = accounts;
			const caller = { cookie: null, address, secure: false };
			const entered = await signIn.enter('li', password, caller);
			const cookie = entered.cookies.map(
				({ name: key, value }) => `${key}=${encodeURIComponent(value)}`
			);
			const own = { ...caller, cookie: cookie.join('; ') };
			const who = (await signIn.whoIs(own))!;
			expect(signIn.isConfirmed(who)).toBe(false);
			await signIn.confirmFully(who, { password: 'wrong password!', code: '' }, own);
			expect(signIn.isConfirmed(who)).toBe(false);
			await signIn.confirmFully(who, { password, code: '' }, own);
			expect(signIn.isConfirmed(who)).toBe(true);
			expect(signIn.isConfirmed({ ...who, session: { ...who.session, id: 'other' } })).toBe(false);
			await signIn.lock(who);
			expect(signIn.isConfirmed(who)).toBe(false);
			// over HTTPS only a cookie bound to this host is one
			expect(await signIn.whoIs({ ...own, secure: true })).toBeNull();
			const bound = own.cookie.replaceAll('jingwei.', '__Host-jingwei.');
			expect((await signIn.whoIs({ ...own, secure: true, cookie: bound }))?.user.userName).toBe(
				'li'
			);
			expect(await signIn.whoIs({ ...own, agent: 'Firefox/140 (X11; Linux)' })).toBeNull();
		});
	});
