/**
 * Duties of administrators, and roles that count only once security administrators have agreed.
 *
 * While a laboratory has never had a security administrator, whoever runs the system sets it up alone.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { agreementsNeeded, FIRST_DUTY, type Duty } from '#lib/core/access/duty.ts';
import type { Account, Directory, NewAccount } from '../accounts/directory.ts';
import type { CaseContext } from '../cases/cases.ts';
import type { RoleGrantTable } from '../database/access-tables.ts';
import { addAuditEntry } from '../database/audit.ts';
import { asRefusal } from '../database/errors.ts';

/** Where accounts and grants are. */
export interface DutyContext extends CaseContext {
	readonly directory: Directory;
}

/** Where a grant stands. */
export interface Grant extends RoleGrantTable {
	/** Ids of those who agreed. */
	readonly agreed: readonly string[];
	readonly stand: 'waiting' | 'granted' | 'refused';
}

/** Every grant, oldest first. */
export async function listGrants({ db }: Pick<CaseContext, 'db'>): Promise<Grant[]> {
	const rows = await db.selectFrom('role_grant').selectAll().orderBy('proposed_ms').execute();
	const said = await db.selectFrom('role_grant_act').selectAll().execute();
	return rows.map((row) => {
		const own = said.filter(({ grant_id: id }) => id === row.id);
		const agreed = own.filter(({ act }) => act === 'agreed').map(({ by }) => by);
		const isRefused = own.some(({ act }) => act === 'refused');
		const stand = isRefused ? 'refused' : agreed.length >= row.needed ? 'granted' : 'waiting';
		return { ...row, agreed, stand };
	});
}

/** The duty of an administrator; null for every other role. */
export async function dutyOf(
	{ db }: Pick<CaseContext, 'db'>,
	account: Pick<Account, 'id' | 'role'>
): Promise<Duty | null> {
	if (account.role !== 'admin') return null;
	const row = await db
		.selectFrom('role_grant')
		.select('duty')
		.where('user_id', '=', account.id)
		.executeTakeFirst();
	return row?.duty ?? FIRST_DUTY;
}

/** How many have to agree to a new role now. Security administrators who are all disabled do not make it none. */
async function neededNow(context: DutyContext): Promise<number> {
	const security = (await listGrants(context)).filter(
		({ duty, stand }) => duty === 'security' && stand === 'granted'
	);
	const active = new Set(
		(await context.directory.list()).filter(({ disabled }) => !disabled).map(({ id }) => id)
	);
	if (security.length === 0) return 0;
	return Math.max(1, agreementsNeeded(security.filter(({ user_id: id }) => active.has(id)).length));
}

/**
 * Makes an account; it cannot be used before its role is granted.
 *
 * @param duty of an administrator; null for every other role
 * @returns the account, and whether it waits
 * @throws {LabError} `access/duty` for anybody but a system administrator, or a duty that does not fit the role;
 * the refusals of `Directory.create`
 */
export async function proposeAccount(
	context: DutyContext,
	account: NewAccount,
	duty: Duty | null,
	by: Pick<Account, 'id' | 'role'>
): Promise<{ readonly account: Account; readonly waits: boolean }> {
	if ((await dutyOf(context, by)) !== 'system' || (account.role === 'admin') !== (duty !== null))
		throw new LabError('access/duty', 'expected a system administrator, and a duty that fits');
	const needed = await neededNow(context);
	const created = await context.directory.create(account, by.id);
	if (needed === 0 && duty === null) return { account: created, waits: false };
	if (needed > 0) await context.directory.setDisabled(created.id, true, by.id, 'waits');
	await keepGrant(context, created, duty, { by: by.id, needed });
	return { account: created, waits: needed > 0 };
}

/** Writes a grant down. */
export async function keepGrant(
	{ db, now, newId }: CaseContext,
	{ id: userId, role }: Pick<Account, 'id' | 'role'>,
	duty: Duty | null,
	{ by, needed }: { readonly by: string; readonly needed: number }
): Promise<void> {
	const row = { id: newId(), user_id: userId, role, duty, proposed_by: by, proposed_ms: now() };
	await db.transaction().execute(async (transaction) => {
		await transaction
			.insertInto('role_grant')
			.values({ ...row, needed })
			.execute();
		const details = { role, duty, needed };
		const act = { actorId: by, action: 'access/role-proposed', object: userId, details };
		await addAuditEntry(transaction, act, row.proposed_ms);
	});
}

/**
 * A security administrator agrees or refuses; with the last agreement the account can be used.
 *
 * @throws {LabError} `access/duty` for anybody else; `access/self-grant` for whoever it is about or proposed it;
 * `access/grant-none` when it does not wait; `database/unique` the second time
 */
export async function decideGrant(
	context: DutyContext,
	given: { readonly id: string; readonly act: 'agreed' | 'refused' },
	by: Pick<Account, 'id' | 'role'>
): Promise<void> {
	if ((await dutyOf(context, by)) !== 'security')
		throw new LabError('access/duty', 'expected a security administrator');
	const grant = (await listGrants(context)).find(({ id }) => id === given.id);
	if (grant?.stand !== 'waiting')
		throw new LabError('access/grant-none', 'expected a role that waits');
	if (grant.user_id === by.id || grant.proposed_by === by.id)
		throw new LabError('access/self-grant', 'expected somebody else than whom it is about');
	const at_ms = context.now();
	await asRefusal(() =>
		context.db.transaction().execute(async (transaction) => {
			const row = { id: context.newId(), grant_id: grant.id, act: given.act, by: by.id, at_ms };
			await transaction.insertInto('role_grant_act').values(row).execute();
			const { role, duty, user_id: object } = grant;
			const action = `access/role-${given.act}`;
			await addAuditEntry(
				transaction,
				{ actorId: by.id, action, object, details: { role, duty } },
				at_ms
			);
		})
	);
	const after = (await listGrants(context)).find(({ id }) => id === grant.id);
	if (after?.stand === 'granted') await context.directory.setDisabled(grant.user_id, false, by.id);
}

/**
 * Asks whether an administrator may disable, enable or give a new password to an account.
 *
 * @throws {LabError} `access/duty`; `access/not-granted` before a role counts; `accounts/last-administrator` for the last
 * of a duty
 */
export async function assertMayKeep(
	context: DutyContext,
	act: 'disable' | 'enable' | 'reset',
	accountId: string,
	by: Pick<Account, 'id' | 'role'>
): Promise<void> {
	const people = await context.directory.list();
	const account = people.find(({ id }) => id === accountId);
	if (account === undefined)
		throw new LabError('accounts/unknown', 'expected an account, got none');
	const [own, theirs] = [await dutyOf(context, by), await dutyOf(context, account)];
	// a new password would be a way into the duty of another: those of administrators are for security
	const wanted: Duty =
		act === 'reset' && theirs !== null && theirs !== 'system' ? 'security' : 'system';
	if (own !== wanted) throw new LabError('access/duty', `expected a ${wanted} administrator`);
	const grant = (await listGrants(context)).find(({ user_id: id }) => id === accountId);
	if (act === 'enable' && grant !== undefined && grant.stand !== 'granted')
		throw new LabError('access/not-granted', 'expected a role that security agreed to');
	if (act !== 'disable' || theirs === null) return;
	for (const other of people)
		if (other.id !== accountId && !other.disabled && (await dutyOf(context, other)) === theirs)
			return;
	throw new LabError('accounts/last-administrator', `expected another ${theirs} administrator`);
}
