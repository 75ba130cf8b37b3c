/**
 * Signing in and out, the second factor, unlocking and changing one's own password.
 *
 * @module
 */
import { z } from 'zod';
import { roles, type Role } from '../../core/session/event.ts';
import { INNER_ORIGIN, type Auth } from './auth.ts';
import { callAuth, type AuthAnswer, type AuthCookie, type Caller } from './calls.ts';
import type { IdleLock, IdleSession } from './idle.ts';
import type { FailureThrottle } from './throttle.ts';

/** Somebody signed in. */
export interface SignedIn {
	readonly user: {
		readonly id: string;
		readonly name: string;
		readonly userName: string;
		readonly role: Role;
		readonly hasSecondFactor: boolean;
	};
	readonly session: IdleSession;
}

/** How a try ended: expected outcomes are values. */
export type TryResult =
	| { readonly ok: true; readonly cookies: readonly AuthCookie[] }
	| {
			readonly ok: false;
			readonly why: 'wrong' | 'wait' | 'disabled' | 'second-factor' | 'expired';
			/** With `wait`: seconds until the next try. */
			readonly waitS: number;
			readonly cookies: readonly AuthCookie[];
	  };

const sessionRow = z.object({
	session: z.object({
		id: z.string(),
		token: z.string(),
		createdAt: z.coerce.date(),
		activeAt: z.coerce.number().nullish()
	}),
	user: z.object({
		id: z.string(),
		name: z.string(),
		username: z.string(),
		role: z.enum(roles),
		twoFactorEnabled: z.boolean().nullish()
	})
});

/** Everything one does with one's own account. */
export class SignIn {
	readonly #auth: Auth;
	readonly #throttle: FailureThrottle;
	readonly #idle: IdleLock;
	readonly #now: () => number;

	constructor(auth: Auth, throttle: FailureThrottle, idle: IdleLock, now: () => number = Date.now) {
		this.#auth = auth;
		this.#throttle = throttle;
		this.#idle = idle;
		this.#now = now;
	}

	/** Who the cookie belongs to; null = nobody (signed out, expired, disabled). */
	async whoIs(cookie: string | null): Promise<SignedIn | null> {
		if (cookie === null || !cookie.includes('jingwei.')) return null;
		const headers = new Headers({ cookie, origin: INNER_ORIGIN });
		const found = sessionRow.safeParse(await this.#auth.api.getSession({ headers }));
		if (!found.success) return null;
		const { session, user } = found.data;
		return {
			user: {
				id: user.id,
				name: user.name,
				userName: user.username,
				role: user.role,
				hasSecondFactor: user.twoFactorEnabled ?? false
			},
			session: {
				id: session.id,
				token: session.token,
				createdAtMs: session.createdAt.getTime(),
				activeAtMs: session.activeAt ?? null
			}
		};
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

	/** Second step: the six digits of the authenticator, or one of the backup codes. */
	async enterCode(code: string, caller: Caller): Promise<TryResult> {
		const digits = code.replace(/\s/g, '');
		const answer = /^\d{6}$/.test(digits)
			? await callAuth(this.#auth, '/two-factor/verify-totp', caller, { code: digits })
			: await callAuth(this.#auth, '/two-factor/verify-backup-code', caller, { code: digits });
		return plainResult(answer);
	}

	/** Ends the session. */
	async leave(caller: Caller): Promise<readonly AuthCookie[]> {
		return (await callAuth(this.#auth, '/sign-out', caller)).cookies;
	}

	/** Opens a locked session with the password of its owner. */
	async unlock(who: SignedIn, password: string, caller: Caller): Promise<TryResult> {
		const result = await this.#withPassword(who, '/verify-password', { password }, caller);
		if (result.ok) await this.#idle.unlock(who.session, this.#now());
		return result;
	}

	/** Asks for the password again before something that cannot be taken back. */
	async confirm(who: SignedIn, password: string, caller: Caller): Promise<TryResult> {
		return this.#withPassword(who, '/verify-password', { password }, caller);
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

	/** Turns the second factor on with a first code. */
	async confirmSecondFactor(code: string, caller: Caller): Promise<TryResult> {
		const body = { code: code.replace(/\s/g, '') };
		return plainResult(await callAuth(this.#auth, '/two-factor/verify-totp', caller, body));
	}

	/** Turns the second factor off. */
	async endSecondFactor(who: SignedIn, password: string, caller: Caller): Promise<TryResult> {
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

function plainResult(answer: AuthAnswer): TryResult {
	const { cookies } = answer;
	if (answer.status === 200) return { ok: true, cookies };
	if (answer.status === 429)
		return { ok: false, why: 'wait', waitS: Math.max(1, answer.retryAfterS), cookies };
	if (answer.code === 'BANNED_USER') return { ok: false, why: 'disabled', waitS: 0, cookies };
	if (answer.code === 'INVALID_TWO_FACTOR_COOKIE')
		return { ok: false, why: 'expired', waitS: 0, cookies };
	if (answer.status < 500) return { ok: false, why: 'wrong', waitS: 0, cookies };
	throw new Error(`accounts answered ${answer.status} ${answer.code}`);
}
