/**
 * Between a request and the accounts: on whose behalf, which cookies, which sentence.
 *
 * @module
 */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { isLabError } from '#lib/core/errors.ts';
import type { AuthCookie, Caller } from '#lib/server/accounts/calls.ts';
import type { TryResult } from '#lib/server/accounts/sign-in.ts';
import { noteRefusal } from './noted.server.ts';
import { sentenceOf } from './sentences.server.ts';

/** The request on whose behalf accounts are asked. */
export function callerOf(event: RequestEvent): Caller {
	return {
		cookie: event.request.headers.get('cookie'),
		address: event.getClientAddress(),
		secure: event.url.protocol === 'https:',
		agent: event.request.headers.get('user-agent')
	};
}

/** Sets what the accounts want set. */
export function setCookies(event: RequestEvent, cookies: readonly AuthCookie[]): void {
	for (const { name, value, options } of cookies) event.cookies.set(name, value, options);
}

/** A form's answer when it is not accepted. */
export function failWith(
	event: RequestEvent,
	code: string,
	details?: Readonly<Record<string, string | number>>
) {
	return fail(400, { sentence: sentenceOf(code, event.request, details) });
}

/** The same for a try that ended badly; `wrong` = what is said when the secret was wrong. */
export function failTry(event: RequestEvent, result: TryResult & { ok: false }, wrong: string) {
	const code = result.why === 'wrong' ? wrong : `accounts/${result.why}`;
	return failWith(event, code, { seconds: result.waitS });
}

/** Does something that may be refused; the refusal becomes the form's answer, a bug stays one. */
export async function orFail<T>(event: RequestEvent, work: () => Promise<T>) {
	try {
		return await work();
	} catch (error) {
		if (!isLabError(error)) throw error;
		noteRefusal(event, error.code);
		return failWith(event, error.code, error.details);
	}
}

/** Where to go after signing in: a path of ours, nothing else. */
export function targetOf(url: URL): string {
	const to = url.searchParams.get('to') ?? '/';
	return /^\/(?![/\\])/.test(to) ? to : '/';
}
