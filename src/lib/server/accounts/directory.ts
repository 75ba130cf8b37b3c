/**
 * The accounts of a laboratory: who there is, made and disabled by an administrator.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '../../core/errors.ts';
import { roles, type Role } from '../../core/session/event.ts';
import { isMadeOfWords } from './password-words.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, USER_NAME, type Auth } from './auth.ts';

/** One account as lists show it. */
export interface Account {
	readonly id: string;
	readonly name: string;
	readonly userName: string;
	readonly role: Role;
	readonly disabled: boolean;
	readonly hasSecondFactor: boolean;
	readonly demonstration: boolean;
}

/** What an administrator types for a new account. */
export const newAccount = z.strictObject({
	userName: z.string().regex(USER_NAME),
	name: z.string().trim().min(1).max(60),
	role: z.enum(roles),
	password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD)
});
export type NewAccount = z.infer<typeof newAccount>;

/** What the laboratory is: nobody yet, made-up accounts, or real people. */
export type LabKind = 'empty' | 'demonstration' | 'real';

/** Keeps an act on an account in the audit trail. */
export type NoteAct = (
	actorId: string,
	action: `account/${string}`,
	object: string,
	details: Readonly<Record<string, string>>
) => Promise<void>;

/** better-auth wants an e-mail address; nobody here has one, so it is made of the user name. */
const REAL = 'accounts.invalid';
const DEMONSTRATION = 'demonstration.invalid';
const MOST_ACCOUNTS = 1_000;

const row = z.object({
	id: z.string(),
	name: z.string(),
	username: z.string(),
	email: z.string(),
	role: z.enum(roles),
	banned: z.boolean().nullish(),
	twoFactorEnabled: z.boolean().nullish()
});

/** All accounts. */
export class Directory {
	readonly #auth: Auth;
	readonly #note: NoteAct;
	/** Creations run one after another, so that two first administrators cannot come into being at once. */
	#queue: Promise<unknown> = Promise.resolve();

	/** @param note keeps an act in the audit trail */
	constructor(auth: Auth, note: NoteAct) {
		this.#auth = auth;
		this.#note = note;
	}

	/** Every account, by user name. */
	async list(): Promise<readonly Account[]> {
		const { internalAdapter } = await this.#auth.$context;
		const found = await internalAdapter.listUsers(MOST_ACCOUNTS);
		return found
			.map((user) => accountOf(row.parse(user)))
			.toSorted((a, b) => (a.userName < b.userName ? -1 : 1));
	}

	/** What the laboratory is. */
	async kind(): Promise<LabKind> {
		const accounts = await this.list();
		if (accounts.length === 0) return 'empty';
		return accounts.some((account) => account.demonstration) ? 'demonstration' : 'real';
	}

	/**
	 * Makes the administrator of a laboratory that has no account yet.
	 *
	 * @throws {LabError} `accounts/already-set-up` when there is an account
	 */
	async createFirst(account: Omit<NewAccount, 'role'>): Promise<Account> {
		refuseWeak(account.password, account.userName);
		return this.#inTurn(async () => {
			if ((await this.kind()) !== 'empty')
				throw new LabError('accounts/already-set-up', 'expected no account, got some');
			const created = await this.#create({ ...account, role: 'admin' }, REAL);
			await this.#note(created.id, 'account/first-administrator', created.id, {});
			return created;
		});
	}

	/**
	 * Makes an account; in a demonstration it is a made-up one too.
	 *
	 * @throws {LabError} `accounts/name-taken`, `accounts/weak-password`
	 */
	async create(account: NewAccount, actorId: string): Promise<Account> {
		refuseWeak(account.password, account.userName);
		return this.#inTurn(async () => {
			const isMadeUp = (await this.kind()) === 'demonstration';
			const created = await this.#create(account, isMadeUp ? DEMONSTRATION : REAL);
			await this.#note(actorId, 'account/created', created.id, { role: created.role });
			return created;
		});
	}

	/**
	 * Makes the accounts of the demonstration, those that are missing. Their password is shown at the way in, so it is not
	 * asked to be a good one.
	 *
	 * @throws {LabError} `accounts/already-set-up` when real people have accounts here
	 */
	async createDemonstration(wanted: readonly NewAccount[]): Promise<readonly Account[]> {
		return this.#inTurn(async () => {
			if ((await this.kind()) === 'real')
				throw new LabError('accounts/already-set-up', 'expected no real account, got some');
			const present = await this.list();
			const { internalAdapter, password } = await this.#auth.$context;
			// one password that everybody may know has one hash: each takes a tenth of a second
			const hashes = new Map<string, string>();
			for (const account of wanted) {
				const { id } =
					present.find(({ userName }) => userName === account.userName) ??
					(await this.#create(account, DEMONSTRATION, false));
				if ((await internalAdapter.findAccounts(id)).length > 0) continue;
				const hash = hashes.get(account.password) ?? (await password.hash(account.password));
				hashes.set(account.password, hash);
				const credential = { providerId: 'credential', accountId: id, userId: id };
				await internalAdapter.linkAccount({ ...credential, password: hash });
			}
			return this.list();
		});
	}

	/**
	 * Disables an account and ends its sessions, or enables it again.
	 *
	 * @param why `waits` = its role is not granted yet
	 *
	 * @throws {LabError} `accounts/unknown`, `accounts/last-administrator`
	 */
	async setDisabled(
		id: string,
		disabled: boolean,
		actorId: string,
		why: 'disabled' | 'waits' = 'disabled'
	): Promise<void> {
		await this.#inTurn(async () => {
			const account = await this.#find(id);
			if (disabled && why === 'disabled' && account.role === 'admin')
				await this.#keepAnAdministrator(id);
			const { internalAdapter } = await this.#auth.$context;
			await internalAdapter.updateUser(id, { banned: disabled, banReason: null, banExpires: null });
			if (disabled) await internalAdapter.deleteUserSessions(id);
			await this.#note(actorId, disabled ? 'account/disabled' : 'account/enabled', id, {});
		});
	}

	/**
	 * Gives an account a new password, takes its second factor away and ends its sessions.
	 *
	 * @throws {LabError} `accounts/unknown`, `accounts/weak-password`
	 */
	async resetPassword(id: string, password: string, actorId: string): Promise<void> {
		const account = await this.#find(id);
		refuseWeak(password, account.userName);
		const context = await this.#auth.$context;
		await context.internalAdapter.updatePassword(id, await context.password.hash(password));
		await context.adapter.deleteMany({
			model: 'twoFactor',
			where: [{ field: 'userId', value: id }]
		});
		await context.internalAdapter.updateUser(id, { twoFactorEnabled: false });
		await context.internalAdapter.deleteUserSessions(id);
		await this.#note(actorId, 'account/password-reset', id, {});
	}

	/** @param withPassword otherwise nobody signs in until one is linked */
	async #create(account: NewAccount, domain: string, withPassword = true): Promise<Account> {
		const { userName, name, role, password } = newAccount.parse(account);
		const lower = userName.toLowerCase();
		if ((await this.list()).some((other) => other.userName === lower))
			throw new LabError('accounts/name-taken', 'expected a user name nobody has, got a used one');
		const { user } = await this.#auth.api.createUser({
			body: {
				...{ email: `${lower}@${domain}`, name, role, data: { username: lower } },
				...(withPassword && { password })
			}
		});
		return accountOf(row.parse(user));
	}

	async #find(id: string): Promise<Account> {
		const account = (await this.list()).find((candidate) => candidate.id === id);
		if (!account) throw new LabError('accounts/unknown', 'expected an account, got none');
		return account;
	}

	async #keepAnAdministrator(exceptId: string): Promise<void> {
		const others = (await this.list()).filter(
			({ id, role, disabled }) => id !== exceptId && role === 'admin' && !disabled
		);
		if (others.length === 0)
			throw new LabError('accounts/last-administrator', 'expected another administrator, got none');
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#queue.then(work, work);
		this.#queue = turn.catch(() => undefined);
		return turn;
	}
}

/**
 * @throws {LabError} `accounts/weak-password` when it is short, holds the user name, repeats itself, or is made of words
 * that everybody tries (`password-words.ts`)
 */
export function refuseWeak(password: string, userName: string): void {
	const lower = password.toLowerCase();
	const variety = new Set(lower).size;
	if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD || variety < 5)
		throw new LabError(
			'accounts/weak-password',
			`expected ${SHORTEST_PASSWORD}…${LONGEST_PASSWORD} characters, at least 5 different ones`
		);
	if (lower.includes(userName.toLowerCase()))
		throw new LabError('accounts/weak-password', 'expected a password without the user name in it');
	if (isMadeOfWords(password))
		throw new LabError('accounts/weak-password', 'expected more than words that everybody tries');
}

function accountOf(user: z.infer<typeof row>): Account {
	return {
		id: user.id,
		name: user.name,
		userName: user.username,
		role: user.role,
		disabled: user.banned ?? false,
		hasSecondFactor: user.twoFactorEnabled ?? false,
		demonstration: user.email.endsWith(`@${DEMONSTRATION}`)
	};
}
