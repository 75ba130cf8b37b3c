/**
 * The one question before something is signed, taken out of the laboratory, opened urgently, granted or erased: whoever
 * sits there is whoever signed in.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import type { TryResult } from '#lib/server/accounts/sign-in.ts';
import { callerOf, setCookies } from './caller.server.ts';

/** What is typed again. */
export const secrets = z.object({
	password: z.string().max(200).default(''),
	/** Of the authenticator; empty where there is none. */
	code: z.string().max(40).default('')
});
export type Secrets = z.infer<typeof secrets>;

/**
 * Goes on only with the password, and the code where the account has one: given now, or within the last five minutes.
 *
 * @param given what was typed with the act; null or an empty password = nothing
 * @throws {LabError} `access/reauthentication` when nothing was given and nothing recent counts;
 * `accounts/wrong-password`, `accounts/second-factor`, `accounts/wait`
 */
export async function reauthenticate(event: RequestEvent, given: Secrets | null): Promise<void> {
	const { who } = event.locals;
	if (who === null) throw notFound();
	const { signIn } = getLab().accounts;
	if (given === null || given.password === '') {
		if (signIn.isConfirmed(who)) return;
		throw new LabError('access/reauthentication', 'expected the password again');
	}
	const tried = await signIn.confirmFully(who, given, callerOf(event));
	setCookies(event, tried.cookies);
	if (!tried.ok) throw tryRefusal(tried);
}

/** A try that ended badly, as a refusal. */
export function tryRefusal({
	why,
	waitS
}: Pick<TryResult & { ok: false }, 'why' | 'waitS'>): LabError {
	const code: ErrorCode = why === 'wrong' ? 'accounts/wrong-password' : `accounts/${why}`;
	return new LabError(code, `expected the secrets of the account, got ${why}`, {
		details: { seconds: waitS }
	});
}
