import { getLab } from '#lib/server/lab.ts';
import { overdueReviews, urgentOf } from './urgent.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { who, locked, duty } }) => ({
	who:
		who === null || locked
			? null
			: { id: who.user.id, name: who.user.name, role: who.user.role, duty },
	urgent: who === null || locked ? [] : await urgentOf(who.user),
	overdue: who === null || locked ? 0 : await overdueReviews(who.user),
	demonstration: await getLab().isDemonstration()
});
