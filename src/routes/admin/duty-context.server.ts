/**
 * What duties and grants are asked with.
 *
 * @module
 */
import type { DutyContext } from '#lib/server/access/duties.ts';
import { getLab } from '#lib/server/lab.ts';

/** The laboratory's cases and accounts. */
export function dutyContext(): DutyContext {
	const { cases, accounts } = getLab();
	const { db, now, newId } = cases;
	return { db, now, newId, directory: accounts.directory };
}
