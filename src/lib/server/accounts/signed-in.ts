/**
 * Somebody signed in, as the accounts tell it.
 *
 * @module
 */
import { z } from 'zod';
import { roles, type Role } from '../../core/session/event.ts';
import { agentFamily } from './agent-family.ts';
import type { IdleSession } from './idle.ts';

/** Somebody signed in. */
export interface SignedIn {
	readonly user: {
		readonly id: string;
		readonly name: string;
		readonly userName: string;
		readonly role: Role;
		readonly hasSecondFactor: boolean;
		/** Cases an urgent access opened, where this request only reads. */
		readonly urgent?: readonly string[];
	};
	readonly session: IdleSession;
}

const sessionRow = z.object({
	session: z.object({
		id: z.string(),
		token: z.string(),
		createdAt: z.coerce.date(),
		userAgent: z.string().nullish(),
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

/**
 * Reads an answer of the accounts.
 *
 * @param agent the `User-Agent` header of whoever asks
 * @returns null = nobody, or come with another browser or system than the one that signed in
 */
export function signedInOf(answer: unknown, agent: string | null | undefined): SignedIn | null {
	const found = sessionRow.safeParse(answer);
	if (!found.success) return null;
	const { session, user } = found.data;
	if (session.userAgent !== agentFamily(agent)) return null;
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
