/**
 * Signing in with a note of every try in the security log: which account, from where, with what, how it ended.
 *
 * What was typed is never noted: people type passwords where the name belongs.
 *
 * @module
 */
import type { NoteSecurity } from '../operations/security-log.ts';
import type { Auth } from './auth.ts';
import type { AuthCookie, Caller } from './calls.ts';
import type { Secrets } from './recent.ts';
import { SignIn, type SignedIn, type SignInMemory, type TryResult } from './sign-in.ts';

type Given<K extends 'unlock' | 'confirm' | 'confirmFully' | 'changePassword'> = Parameters<
	SignIn[K]
>;

type GivenSecrets = readonly [who: SignedIn, secrets: unknown, caller: Caller];

/** Sign-ins that wait for their code and are remembered; older ones are noted without their account. */
const MOST_WAITING = 1_000;
/** How better-auth calls the cookie of a sign-in that waits for its code. */
const WAITING = /two_factor$/;

/** What is told beside the accounts themselves. */
export interface SignInWatch {
	readonly note: NoteSecurity;
	/** Wall clock [ms since 1970]. */
	readonly now?: () => number;
}

/** `SignIn` as the running laboratory has it. */
export class WatchedSignIn extends SignIn {
	readonly #auth: Auth;
	readonly #note: NoteSecurity;
	/** Whose sign-in waits for its code, by the value of its cookie. */
	readonly #waiting = new Map<string, string | null>();

	constructor(auth: Auth, memory: SignInMemory, { note, now }: SignInWatch) {
		super(auth, memory, now);
		this.#auth = auth;
		this.#note = note;
	}

	override async enter(userName: string, password: string, caller: Caller): Promise<TryResult> {
		const result = await super.enter(userName, password, caller);
		const account = await this.#idOf(userName);
		this.#tell('sign-in', 'password', account, caller, result);
		if (!result.ok && result.why === 'second-factor') this.#wait(result.cookies, account);
		return result;
	}

	override async enterCode(code: string, caller: Caller): Promise<TryResult> {
		const result = await super.enterCode(code, caller);
		const account = this.#waiting.get(waitingCookie(caller)) ?? null;
		const act = /^(\s*\d){6}\s*$/.test(code) ? 'code' : 'backup code';
		this.#tell('sign-in', act, account, caller, result);
		return result;
	}

	override async leave(caller: Caller): Promise<readonly AuthCookie[]> {
		const who = await this.whoIs(caller);
		const cookies = await super.leave(caller);
		if (who !== null) this.#tell('sign-in', 'sign-out', who.user.id, caller);
		return cookies;
	}

	override async unlock(...given: Given<'unlock'>): Promise<TryResult> {
		return this.#told('unlock', given, await super.unlock(...given));
	}

	override async confirm(...given: Given<'confirm'>): Promise<TryResult> {
		return this.#told('password again', given, await super.confirm(...given));
	}

	override async confirmFully(...given: Given<'confirmFully'>): Promise<TryResult> {
		return this.#told('secrets again', given, await super.confirmFully(...given));
	}

	override async changePassword(...given: Given<'changePassword'>): Promise<TryResult> {
		return this.#told('new password', given, await super.changePassword(...given));
	}

	override async beginSecondFactor(who: SignedIn, password: string, caller: Caller) {
		const result = await super.beginSecondFactor(who, password, caller);
		this.#tell('account', 'second factor begun', who.user.id, caller, result);
		return result;
	}

	override async confirmSecondFactor(code: string, caller: Caller): Promise<TryResult> {
		const who = await this.whoIs(caller);
		const result = await super.confirmSecondFactor(code, caller);
		this.#tell('account', 'second factor set up', who?.user.id ?? null, caller, result);
		return result;
	}

	override async endSecondFactor(
		who: SignedIn,
		secrets: Secrets,
		caller: Caller
	): Promise<TryResult> {
		const result = await super.endSecondFactor(who, secrets, caller);
		this.#tell('account', 'second factor ended', who.user.id, caller, result);
		return result;
	}

	#told(act: string, [who, , caller]: GivenSecrets, result: TryResult): TryResult {
		this.#tell(act === 'new password' ? 'account' : 'sign-in', act, who.user.id, caller, result);
		return result;
	}

	#tell(
		what: 'sign-in' | 'account',
		act: string,
		account: string | null,
		{ address: from }: Caller,
		result?: TryResult
	): void {
		const outcome = result === undefined || result.ok ? 'ok' : result.why;
		this.#note({ what, act, account, from, outcome });
	}

	/** The account of a name as it was typed; null = there is none. */
	async #idOf(userName: string): Promise<string | null> {
		const { adapter } = await this.#auth.$context;
		const where = [{ field: 'username', value: userName.toLowerCase() }];
		return (await adapter.findOne<{ id: string }>({ model: 'user', where }))?.id ?? null;
	}

	#wait(cookies: readonly AuthCookie[], account: string | null): void {
		const cookie = cookies.find(({ name }) => WAITING.test(name));
		if (cookie === undefined) return;
		this.#waiting.set(cookie.value, account);
		const oldest = this.#waiting.keys().next();
		if (this.#waiting.size > MOST_WAITING && !oldest.done) this.#waiting.delete(oldest.value);
	}
}

/** The value of the cookie of a sign-in that waits for its code; empty = there is none. */
function waitingCookie({ cookie }: Caller): string {
	for (const pair of cookie?.split(';') ?? []) {
		const [name = '', ...value] = pair.trim().split('=');
		if (WAITING.test(name)) return decodeURIComponent(value.join('='));
	}
	return '';
}
