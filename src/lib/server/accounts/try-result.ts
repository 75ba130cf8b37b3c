/**
 * How a try to sign in, unlock or change something ended.
 *
 * @module
 */
import type { AuthAnswer, AuthCookie } from './calls.ts';

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

/** Cookies that were just set, as a browser would send them. */
export function cookieHeader(cookies: readonly AuthCookie[]): string {
	const set = cookies.filter(({ options }) => options.maxAge !== 0);
	return set.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

/**
 * An answer of the accounts as a result.
 *
 * @throws when the accounts had a fault of their own
 */
export function plainResult(answer: AuthAnswer): TryResult {
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
