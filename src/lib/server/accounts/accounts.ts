/**
 * Accounts put together: one object that the hooks and pages ask.
 *
 * @module
 */
import type { NoteSecurity } from '../operations/security-log.ts';
import { createAuth, migrateAuth, type AuthOptions } from './auth.ts';
import { Directory, type NoteAct } from './directory.ts';
import { IdleLock, LOCK_AFTER_MS } from './idle.ts';
import { OwnSignIns } from './own-sign-ins.ts';
import { SignIn } from './sign-in.ts';
import { WatchedSignIn } from './watched-sign-in.ts';
import { RecentConfirmations } from './recent.ts';
import { FailureThrottle } from './throttle.ts';

/** The accounts of a running laboratory. */
export interface Accounts {
	readonly directory: Directory;
	readonly signIn: SignIn;
	/** Where somebody is signed in. */
	readonly ownSignIns: OwnSignIns;
	readonly idle: IdleLock;
	/** Who gave their password again a moment ago. */
	readonly recent: RecentConfirmations;
}

/**
 * Opens the accounts, making their tables when needed.
 *
 * @param options.lockAfterMs idle time until a session locks [ms]
 * @param options.note keeps acts on accounts in the audit trail
 * @param options.watch gets a note of every try to sign in; absent = nobody does
 * @param options.now wall clock [ms since 1970]
 */
export async function openAccounts(
	options: AuthOptions & {
		readonly note: NoteAct;
		readonly watch?: NoteSecurity;
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
	const recent = new RecentConfirmations();
	const memory = { throttle: new FailureThrottle(), idle, recent };
	const { now, watch } = options;
	const signIn =
		watch === undefined
			? new SignIn(auth, memory, now)
			: new WatchedSignIn(auth, memory, { note: watch, ...(now ? { now } : {}) });
	return {
		...{ directory: new Directory(auth, options.note), signIn },
		ownSignIns: new OwnSignIns(auth, signIn, watch),
		...{ idle, recent }
	};
}
