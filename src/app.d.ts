import type { Duty } from '#lib/core/access/duty.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in; null = nobody. */
			who: SignedIn | null;
			/** Signed in, but the password is wanted again. */
			locked: boolean;
			/** Of an administrator; null for everybody else. */
			duty: Duty | null;
		}
		interface Error {
			message: string;
			/** `area/what` of a refusal. */
			code?: string;
			/** Number of an unexpected fault in the server's log. */
			faultId?: string;
		}
	}
}

export {};
