import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { notFound } from '#lib/server/http.ts';
import { namesIn } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { interviewFor } from '../../../../interview.server.ts';
import type { PageServerLoad } from './$types';

/** One interview: its log, the grid it was opened with, and the names of those who write in it. */
export const load: PageServerLoad = async (event) => {
	const { interview } = event.params;
	const { case: shell, user } = await interviewFor(event, interview);
	if (shell.id !== event.params.case) throw notFound();
	const { cases, interviews, accounts } = getLab();
	const events = await interviews.eventsAfter(interview, 0);
	const people = await accounts.directory.list();
	return {
		case: { id: shell.id, number: shell.number, title: shell.title },
		interview: { id: interview },
		events: visibleInterviewEvents(events, user.id),
		grid: await interviews.gridOf(interview),
		me: { id: user.id, role: shell.role },
		names: await namesIn(cases, shell.id, events, people)
	};
};
