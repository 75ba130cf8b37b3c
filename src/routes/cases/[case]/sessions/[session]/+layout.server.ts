import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { finishReveal } from '#lib/server/scoring/reveal.ts';
import { readSessionContent } from '#lib/server/session-page.ts';
import { scoringContext } from '../../../../scoring.server.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { session, case: shell, role } = await sessionFor(event, event.params.session);
	const { who } = event.locals;
	if (shell.id !== event.params.case || who === null) throw notFound();
	// what a crash cut off between the last sealing and the showing of sheets
	const { fault } = await finishReveal(scoringContext(), session.id);
	return {
		session: {
			...(await readSessionContent(getLab(), session.id, { id: who.user.id, role })),
			// interviewers and reviewers of the case have no part in scoring
			sheetFault: role === 'tester' || role === 'supervisor' ? fault : null,
			case: { id: shell.id, number: shell.number, title: shell.title },
			user: { id: who.user.id, name: who.user.name, role }
		}
	};
};
