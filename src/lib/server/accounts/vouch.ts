/**
 * A second person beside somebody who is signed in: their own user name, password and code at the same form. They are not
 * signed in by it.
 *
 * @module
 */
import type { Caller } from './calls.ts';
import type { SignedIn, SignIn, TryResult } from './sign-in.ts';

/** What the second person types. */
export interface SecondPerson {
	readonly userName: string;
	readonly password: string;
	/** Of their authenticator; empty where they have none. */
	readonly code: string;
}

/** Who it was, or why not; `wrong` for a wrong name, password or code alike. */
export type Vouched =
	{ readonly ok: true; readonly user: SignedIn['user'] } | (TryResult & { readonly ok: false });

/** Finds out who the second person is, with the same throttle as at the way in. */
export async function vouch(
	signIn: SignIn,
	{ userName, password, code }: SecondPerson,
	caller: Caller
): Promise<Vouched> {
	const jar = new Map<string, string>();
	const fresh = (): Caller => {
		const pairs = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
		return { ...caller, cookie: pairs.length === 0 ? null : pairs.join('; ') };
	};
	const keep = ({ cookies }: TryResult): void => {
		for (const { name, value } of cookies) jar.set(name, value);
	};
	let tried = await signIn.enter(userName.trim(), password, fresh());
	keep(tried);
	if (!tried.ok && tried.why === 'second-factor') {
		tried = await signIn.enterCode(code, fresh());
		keep(tried);
	}
	if (!tried.ok) return { ...tried, cookies: [] };
	const who = await signIn.whoIs(fresh());
	await signIn.leave(fresh());
	if (who === null) return { ok: false, why: 'wrong', waitS: 0, cookies: [] };
	return { ok: true, user: who.user };
}
