import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { statusWith } from '#lib/server/grid/read-calibrations.ts';
import { notFound } from '#lib/server/http.ts';
import { namesIn } from '#lib/server/interviews/interviews.ts';
import { otherInterviews } from '#lib/server/interviews/same-person.ts';
import { seePlanBoard } from '#lib/server/interviews/plan-board.ts';
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
	const me = { id: user.id, role: shell.role };
	const state = await interviews.stateOf(interview);
	const grid = await interviews.gridOf(interview);
	const people = await accounts.directory.list();
	return {
		case: { id: shell.id, number: shell.number, title: shell.title },
		interview: { id: interview },
		events: visibleInterviewEvents(events, user.id),
		grid,
		status: await statusWith(cases.db, grid.local),
		me,
		board: await seePlanBoard(cases, me, shell.id, state),
		others: await otherInterviews(cases, interview),
		names: await namesIn(cases, shell.id, events, people)
	};
};
