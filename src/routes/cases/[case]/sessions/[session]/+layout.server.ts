import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { readSessionContent } from '#lib/server/session-page.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { session, case: shell, role } = await sessionFor(event, event.params.session);
	const { who } = event.locals;
	if (shell.id !== event.params.case || who === null) throw notFound();
	return {
		session: {
			...(await readSessionContent(getLab(), session.id)),
			case: { id: shell.id, number: shell.number, title: shell.title },
			user: { id: who.user.id, name: who.user.name, role }
		}
	};
};
