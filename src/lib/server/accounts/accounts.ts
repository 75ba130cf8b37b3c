/**
 * Accounts put together: one object that the hooks and pages ask.
 *
 * @module
 */
import { createAuth, migrateAuth, type AuthOptions } from './auth.ts';
import { Directory, type NoteAct } from './directory.ts';
import { IdleLock, LOCK_AFTER_MS } from './idle.ts';
import { SignIn } from './sign-in.ts';
import { FailureThrottle } from './throttle.ts';

/** The accounts of a running laboratory. */
export interface Accounts {
	readonly directory: Directory;
	readonly signIn: SignIn;
	readonly idle: IdleLock;
}

/**
 * Opens the accounts, making their tables when needed.
 *
 * @param options.lockAfterMs idle time until a session locks [ms]
 * @param options.note keeps acts on accounts in the audit trail
 * @param options.now wall clock [ms since 1970]
 */
export async function openAccounts(
	options: AuthOptions & {
		readonly note: NoteAct;
		readonly lockAfterMs?: number;
		readonly now?: () => number;
	}
): Promise<Accounts> {
	await migrateAuth(options);
	const auth = createAuth(options);
	const idle = new IdleLock(async (token, activeAt) => {
		const { internalAdapter } = await auth.$context;
		await internalAdapter.updateSession(token, { activeAt });
	}, options.lockAfterMs ?? LOCK_AFTER_MS);
	return {
		directory: new Directory(auth, options.note),
		signIn: new SignIn(auth, new FailureThrottle(), idle, options.now),
		idle
	};
}
