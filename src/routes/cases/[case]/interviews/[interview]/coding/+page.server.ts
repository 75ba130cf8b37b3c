import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { notFound } from '#lib/server/http.ts';
import { namesIn } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { interviewFor } from '../../../../../interview.server.ts';
import type { PageServerLoad } from './$types';

/** What coding the recording of an interview needs: its log as this rater may read it, and the grid. */
export const load: PageServerLoad = async (event) => {
	const { interview } = event.params;
	const { case: shell, user } = await interviewFor(event, interview);
	if (shell.id !== event.params.case) throw notFound();
	const { cases, interviews, accounts } = getLab();
	const events = await interviews.eventsAfter(interview, 0);
	const people = await accounts.directory.list();
	const { frame, cells } = await interviews.gridOf(interview);
	return {
		case: { id: shell.id, title: shell.title },
		interview: { id: interview },
		events: visibleInterviewEvents(events, user.id),
		grid: { frame, cells },
		me: { id: user.id },
		names: await namesIn(cases, shell.id, events, people)
	};
};
