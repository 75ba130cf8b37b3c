/**
 * Where somebody is signed in: they see it and end it, here and elsewhere.
 *
 * @module
 */
import { z } from 'zod';
import { ALL_OTHERS, type OwnSignIn } from '../../core/access/own-sign-in.ts';
import type { NoteSecurity } from '../operations/security-log.ts';
import type { Auth } from './auth.ts';
import type { Caller } from './calls.ts';
import type { Secrets } from './recent.ts';
import type { SignIn, SignedIn, TryResult } from './sign-in.ts';
import { cookieHeader } from './try-result.ts';

const row = z.object({
	id: z.string(),
	token: z.string(),
	createdAt: z.coerce.date(),
	activeAt: z.coerce.number().nullish(),
	userAgent: z.string().nullish(),
	ipAddress: z.string().nullish()
});

/** Sign-ins of whoever asks. */
export class OwnSignIns {
	readonly #auth: Auth;
	readonly #signIn: SignIn;
	readonly #note: NoteSecurity;

	/** @param note told of every sign-in that is ended from elsewhere; absent = nobody is */
	constructor(auth: Auth, signIn: SignIn, note: NoteSecurity = () => undefined) {
		this.#auth = auth;
		this.#signIn = signIn;
		this.#note = note;
	}

	/** All that are open, the newest first. */
	async list(who: SignedIn): Promise<OwnSignIn[]> {
		const found = (await this.#rows(who)).map((one) => ({
			id: one.id,
			sinceMs: one.createdAt.getTime(),
			activeMs: one.activeAt ?? null,
			agent: one.userAgent ?? '',
			address: one.ipAddress ?? '',
			isThis: one.id === who.session.id
		}));
		return found.sort((a, b) => b.sinceMs - a.sinceMs);
	}

	/**
	 * Ends a sign-in of one's own, after the secrets were given again. One that has ended already is no mistake.
	 *
	 * @param which its id, or `ALL_OTHERS`
	 */
	async end(who: SignedIn, which: string, secrets: Secrets, caller: Caller): Promise<TryResult> {
		const asked = await this.#signIn.confirmFully(who, secrets, caller);
		if (!asked.ok) return asked;
		await this.#end(who, caller, ({ id }) => which === ALL_OTHERS || id === which);
		return asked;
	}

	/** A factor was changed: what was opened before it does not count any longer. @param result of the change */
	async endOthersAfter(result: TryResult & { ok: true }, caller: Caller): Promise<void> {
		// the change gave this browser another sign-in, or left it the one it has
		const cookie = cookieHeader(result.cookies);
		const who =
			(cookie === '' ? null : await this.#signIn.whoIs({ ...caller, cookie })) ??
			(await this.#signIn.whoIs(caller));
		if (who !== null) await this.#end(who, caller, () => true);
	}

	async #end(
		who: SignedIn,
		{ address: from }: Caller,
		isMeant: (one: z.infer<typeof row>) => boolean
	): Promise<void> {
		const { internalAdapter } = await this.#auth.$context;
		for (const one of await this.#rows(who)) {
			if (one.id === who.session.id || !isMeant(one)) continue;
			await internalAdapter.deleteSession(one.token);
			const act = 'sign-in ended from elsewhere';
			this.#note({ what: 'sign-in', act, account: who.user.id, from, outcome: 'ok' });
		}
	}

	async #rows({ user }: SignedIn): Promise<z.infer<typeof row>[]> {
		const { internalAdapter } = await this.#auth.$context;
		return z
			.array(row)
			.parse(await internalAdapter.listSessions(user.id, { onlyActiveSessions: true }));
	}
}
