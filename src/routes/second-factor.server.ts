/**
 * Whether the laboratory wants a second factor of an account that has none.
 *
 * @module
 */
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { getLab } from '#lib/server/lab.ts';

/** Set by whoever runs the machine; everything but `optional` means that it is wanted. */
const isOptional = (): boolean => process.env['JINGWEI_SECOND_FACTOR'] === 'optional';

/** Routes that somebody without the second factor reaches: where it is set up, and the stop of a recording. */
const OPEN = /^\/(account|sign-in|guide|api\/(health|activity|clock|recorder\/stop-chart))(\/|$)/;

/** Whether somebody has to set one up first. A demonstration is exempt: its accounts are made up and its password known. */
export async function needsSecondFactor(
	user: Pick<SignedIn['user'], 'hasSecondFactor'>
): Promise<boolean> {
	return !user.hasSecondFactor && !isOptional() && !(await getLab().isDemonstration());
}

/** Whether a route waits until they have. */
export function waitsForSecondFactor(routeId: string | null): boolean {
	return routeId !== null && routeId !== '/' && routeId !== '/setup' && !OPEN.test(routeId);
}
