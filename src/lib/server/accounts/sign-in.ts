/**
 * Signing in and out, the second factor, unlocking and changing one's own password.
 *
 * @module
 */
import { z } from 'zod';
import { INNER_ORIGIN, type Auth } from './auth.ts';
import { callAuth, innerCookies, type AuthAnswer, type AuthCookie, type Caller } from './calls.ts';
import type { IdleLock } from './idle.ts';
import type { RecentConfirmations, Secrets } from './recent.ts';
import { signedInOf, type SignedIn } from './signed-in.ts';
import type { FailureThrottle } from './throttle.ts';
import { cookieHeader, plainResult, type TryResult } from './try-result.ts';
import { UsedCodes } from './used-codes.ts';

export type { SignedIn, TryResult };

const SIX_DIGITS = /^\d{6}$/;
const whoseCode = z.object({ user: z.object({ id: z.string() }) });

/** What is remembered of sessions and failures. */
export interface SignInMemory {
	readonly throttle: FailureThrottle;
	readonly idle: IdleLock;
	readonly recent: RecentConfirmations;
}

/** Everything one does with one's own account. */
export class SignIn {
	readonly #auth: Auth;
	readonly #throttle: FailureThrottle;
	readonly #idle: IdleLock;
	readonly #recent: RecentConfirmations;
	readonly #codes = new UsedCodes();
	readonly #now: () => number;

	constructor(auth: Auth, { throttle, idle, recent }: SignInMemory, now: () => number = Date.now) {
		this.#auth = auth;
		this.#throttle = throttle;
		this.#idle = idle;
		this.#recent = recent;
		this.#now = now;
	}

	/**
	 * Who the cookie belongs to; null = nobody (signed out, expired, disabled, or come with another browser or system than
	 * the one that signed in).
	 */
	async whoIs(caller: Pick<Caller, 'cookie' | 'secure' | 'agent'>): Promise<SignedIn | null> {
		const cookie = innerCookies(caller);
		if (cookie === null || !cookie.includes('jingwei.')) return null;
		const headers = new Headers({ cookie, origin: INNER_ORIGIN });
		return signedInOf(await this.#auth.api.getSession({ headers }), caller.agent);
	}

	/** First step: user name and password. `second-factor` = the code is still wanted. */
	async enter(userName: string, password: string, caller: Caller): Promise<TryResult> {
		const key = `account:${userName.toLowerCase()}`;
		const waiting = this.#waiting(key);
		if (waiting) return waiting;
		const answer = await callAuth(this.#auth, '/sign-in/username', caller, {
			username: userName,
			password
		});
		if (answer.status === 200 && answer.body['twoFactorRedirect'] === true)
			return { ok: false, why: 'second-factor', waitS: 0, cookies: answer.cookies };
		return this.#judge(key, answer);
	}

	/** Second step: the six digits of the authenticator, or one of the backup codes; each of them opens once. */
	async enterCode(code: string, caller: Caller): Promise<TryResult> {
		const digits = code.replace(/\s/g, '');
		if (!SIX_DIGITS.test(digits))
			return plainResult(
				await callAuth(this.#auth, '/two-factor/verify-backup-code', caller, { code: digits })
			);
		const answer = await callAuth(this.#auth, '/two-factor/verify-totp', caller, { code: digits });
		if (this.#isFresh(answer, digits)) return plainResult(answer);
		// the code is right, but somebody came in with it: the sign-in it made just now ends
		await this.leave({ ...caller, cookie: cookieHeader(answer.cookies) });
		return { ok: false, why: 'wrong', waitS: 0, cookies: [] };
	}

	/** Ends the session. */
	async leave(caller: Caller): Promise<readonly AuthCookie[]> {
		return (await callAuth(this.#auth, '/sign-out', caller)).cookies;
	}

	/**
	 * Opens a locked session with the password of its owner and, where the account has one, a code of the second factor.
	 *
	 * @returns `second-factor` = the password is right, the code is not
	 */
	async unlock(who: SignedIn, secrets: Secrets, caller: Caller): Promise<TryResult> {
		const result = await this.confirmFully(who, secrets, caller);
		// a signature or an export asks again: whoever opens the screen did not mean those
		this.#recent.forget(who.session.id);
		if (result.ok) await this.#idle.unlock(who.session, this.#now());
		return result;
	}

	/** Asks for the password again before something that cannot be taken back. */
	async confirm(who: SignedIn, password: string, caller: Caller): Promise<TryResult> {
		return this.#withPassword(who, '/verify-password', { password }, caller);
	}

	/**
	 * Asks for the password and, where the account has one, for a code of the second factor: before something that
	 * stands for the person, like a signature.
	 *
	 * @returns `second-factor` = the password is right, the code is not
	 */
	async confirmFully(
		who: SignedIn,
		{ password, code }: Secrets,
		caller: Caller
	): Promise<TryResult> {
		const first = await this.confirm(who, password, caller);
		if (!first.ok) return first;
		const body = { code: code.replace(/\s/g, '') };
		const second = who.user.hasSecondFactor
			? await this.#withPassword(who, '/two-factor/verify-totp', body, caller)
			: first;
		if (second.ok && who.user.hasSecondFactor && !this.#isUnused(who.user.id, body.code))
			return { ok: false, why: 'second-factor', waitS: 0, cookies: [] };
		if (second.ok) this.#recent.note(who.session.id, this.#now());
		return second.ok || second.why === 'wait' ? second : { ...second, why: 'second-factor' };
	}

	/** Whether `confirmFully` went well within the last five minutes. */
	isConfirmed(who: SignedIn): boolean {
		return this.#recent.has(who.session.id, this.#now());
	}

	/** Locks the session at once; what was confirmed counts no more. */
	async lock(who: SignedIn): Promise<void> {
		this.#recent.forget(who.session.id);
		await this.#idle.lock(who.session);
	}

	/** Replaces the password and ends all other sessions of the account. */
	async changePassword(
		who: SignedIn,
		{ current, next }: { readonly current: string; readonly next: string },
		caller: Caller
	): Promise<TryResult> {
		const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
		return this.#withPassword(who, '/change-password', body, caller);
	}

	/**
	 * Begins a second factor: the secret counts once `confirmSecondFactor` got a code made with it.
	 *
	 * @returns on success the `otpauth:` address for the authenticator and single-use backup codes
	 */
	async beginSecondFactor(
		who: SignedIn,
		password: string,
		caller: Caller
	): Promise<TryResult & { readonly uri?: string; readonly backupCodes?: readonly string[] }> {
		const waiting = this.#waiting(`account:${who.user.userName}`);
		if (waiting) return waiting;
		const answer = await callAuth(this.#auth, '/two-factor/enable', caller, { password });
		const result = this.#judge(`account:${who.user.userName}`, answer);
		if (!result.ok) return result;
		const { totpURI, backupCodes } = z
			.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
			.parse(answer.body);
		// the authenticator should show the user name, not the made-up address behind it
		const uri = totpURI.replace(/(otpauth:\/\/totp\/[^:?]*:)[^?]*/, `$1${who.user.userName}`);
		return { ...result, uri, backupCodes };
	}

	/** Turns the second factor on with a first code, which opens nothing after that. */
	async confirmSecondFactor(code: string, caller: Caller): Promise<TryResult> {
		const body = { code: code.replace(/\s/g, '') };
		const answer = await callAuth(this.#auth, '/two-factor/verify-totp', caller, body);
		this.#isFresh(answer, body.code);
		return plainResult(answer);
	}

	/**
	 * Turns the second factor off, after the password and a code of it.
	 *
	 * @returns `second-factor` = the password is right, the code is not
	 */
	async endSecondFactor(who: SignedIn, secrets: Secrets, caller: Caller): Promise<TryResult> {
		const asked = await this.confirmFully(who, secrets, caller);
		if (!asked.ok) return asked;
		this.#recent.forget(who.session.id);
		const { password } = secrets;
		return this.#withPassword(who, '/two-factor/disable', { password }, caller);
	}

	async #withPassword(
		who: SignedIn,
		path: string,
		body: Readonly<Record<string, unknown>>,
		caller: Caller
	): Promise<TryResult> {
		const key = `account:${who.user.userName}`;
		return this.#waiting(key) ?? this.#judge(key, await callAuth(this.#auth, path, caller, body));
	}

	/** Whether a code of the authenticator counts for the first time, as far as it is right at all. */
	#isFresh(answer: AuthAnswer, code: string): boolean {
		const { success, data } = whoseCode.safeParse(answer.body);
		return answer.status !== 200 || !success || this.#isUnused(data.user.id, code);
	}

	#isUnused(userId: string, code: string): boolean {
		return this.#codes.use(userId, code, this.#now());
	}

	#waiting(key: string): (TryResult & { ok: false }) | null {
		const waitMs = this.#throttle.waitMs(key, this.#now());
		if (waitMs === 0) return null;
		return { ok: false, why: 'wait', waitS: Math.ceil(waitMs / 1000), cookies: [] };
	}

	#judge(key: string, answer: AuthAnswer): TryResult {
		const result = plainResult(answer);
		if (result.ok) this.#throttle.succeeded(key);
		else if (result.why === 'wrong') this.#throttle.failed(key, this.#now());
		return result;
	}
}
