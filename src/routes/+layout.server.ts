import { getLab } from '#lib/server/lab.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { who, locked } }) => ({
	who:
		who === null || locked ? null : { id: who.user.id, name: who.user.name, role: who.user.role },
	demonstration: await getLab().isDemonstration()
});
