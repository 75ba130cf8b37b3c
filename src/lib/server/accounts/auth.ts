/**
 * Accounts by better-auth: user name and password, second factor, roles, closed sign-up.
 *
 * Its HTTP interface is never mounted. Our own pages call it through `calls.ts`, so what a page does not
 * offer cannot be reached from outside, and every call passes its rate limit.
 *
 * @module
 */
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { admin, twoFactor, username } from 'better-auth/plugins';
import { adminAc, defaultAc } from 'better-auth/plugins/admin/access';
import type { Kysely } from 'kysely';

/** The name better-auth knows this server by. Nobody outside ever sees it. */
export const INNER_ORIGIN = 'http://jingwei.invalid';
/** Header in which `calls.ts` passes the address of the peer. */
export const ADDRESS_HEADER = 'x-jingwei-address';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** A sign-in ends after this long whatever happens [s]. */
export const LONGEST_SESSION_S = 12 * 60 * 60;

/** Letters, digits, dot, hyphen, underscore; 2…30, beginning with a letter or digit. */
export const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,29}$/i;

/** What accounts need from outside. */
export interface AuthOptions {
	/** The application's Kysely instance of whatever row types; better-auth keeps its tables `auth_…` there. */
	readonly db: object;
	readonly type: 'sqlite' | 'postgres';
	/** 64 hexadecimal digits, see `secret.ts`. */
	readonly secret: string;
}

const plain = defaultAc.newRole({ user: [], session: [] });

function plugins() {
	return [
		username({
			minUsernameLength: 2,
			maxUsernameLength: 30,
			usernameValidator: (name) => USER_NAME.test(name)
		}),
		twoFactor({ issuer: 'Jingwei', twoFactorTable: 'auth_two_factor' }),
		admin({
			defaultRole: 'tester',
			adminRoles: ['admin'],
			roles: {
				tester: plain,
				interviewer: plain,
				reviewer: plain,
				supervisor: plain,
				admin: defaultAc.newRole(adminAc.statements)
			}
		})
	];
}

function optionsFor({ db, type, secret }: AuthOptions) {
	return {
		appName: 'Jingwei',
		baseURL: INNER_ORIGIN,
		secret,
		database: { db: db as Kysely<Record<string, never>>, type },
		telemetry: { enabled: false },
		logger: { level: 'error' as const },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: SHORTEST_PASSWORD,
			maxPasswordLength: LONGEST_PASSWORD
		},
		user: { modelName: 'auth_user' },
		account: { modelName: 'auth_account' },
		verification: { modelName: 'auth_verification' },
		session: {
			modelName: 'auth_session',
			expiresIn: LONGEST_SESSION_S,
			disableSessionRefresh: true,
			// the password is asked again wherever it matters
			freshAge: 0,
			additionalFields: {
				activeAt: { type: 'number' as const, bigint: true, required: false, input: false }
			}
		},
		rateLimit: {
			enabled: true,
			storage: 'memory' as const,
			window: 10,
			max: 100,
			// wrong passwords are slowed down by `throttle.ts`; this only bounds a flood
			customRules: { '/sign-in/username': { window: 60, max: 60 } }
		},
		advanced: {
			cookiePrefix: 'jingwei',
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
			defaultCookieAttributes: { sameSite: 'strict' as const, httpOnly: true }
		},
		plugins: plugins()
	};
}

/** Accounts over a database whose tables exist (see `migrateAuth`). */
export function createAuth(options: AuthOptions) {
	return betterAuth(optionsFor(options));
}

/** What `createAuth` gives back. */
export type Auth = ReturnType<typeof createAuth>;

/** Creates or completes better-auth's tables; does nothing when they are as they should be. */
export async function migrateAuth(options: AuthOptions): Promise<void> {
	const { runMigrations } = await getMigrations(optionsFor(options));
	await runMigrations();
}
