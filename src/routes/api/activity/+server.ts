import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

const answer = (locked: boolean) =>
	Response.json({ locked, lockAfterS: getLab().accounts.idle.lockAfterMs / 1000 });

/** Whether the screen is locked; asking is no activity. */
export const GET: RequestHandler = ({ locals }) => answer(locals.locked);

/** Somebody is at the keyboard. A locked screen stays locked. */
export const POST: RequestHandler = async ({ locals: { who, locked } }) => {
	if (who !== null) await getLab().accounts.idle.touch(who.session, Date.now());
	return answer(locked);
};
