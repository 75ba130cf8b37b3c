import { alarmOf } from '#lib/core/interview/gate.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { reviewTimeMs } from '#lib/core/interview/review-time.ts';
import { statusNow } from '#lib/server/grid/read-calibrations.ts';
import { interviewCase, listInterviews } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { askerOf } from '../../../interview.server.ts';
import type { PageServerLoad } from './$types';

/** The interviews of a case, each with where its ratings stand. */
export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const { cases, interviews: store } = getLab();
	const { id, number, title, role } = await interviewCase(cases, user, event.params.case);
	const listed = await listInterviews(cases, user, id);
	const interviews = await Promise.all(
		listed.map(async (one) => {
			const { frame, cells, model } = await store.gridOf(one.id);
			const all = await store.eventsAfter(one.id, 0);
			const state = interviewOf(visibleInterviewEvents(all, user.id), one.id);
			const position = gridPosition(state, cells, model, reviewTimeMs(state, Date.now()));
			const { level } = alarmOf(state, frame);
			return {
				...one,
				isLocked: state.coding.withheld.length > 0,
				frame,
				position,
				alarm: level,
				role: state.opened?.roleHypothesis.role
			};
		})
	);
	// by code, never by state: no order of who is nearer to anything
	interviews.sort((a, b) =>
		a.subjectCode < b.subjectCode
			? -1
			: a.subjectCode > b.subjectCode
				? 1
				: a.createdMs - b.createdMs
	);
	const status = await statusNow(cases.db);
	return { case: { id, number, title }, interviews, status, me: { id: user.id, role } };
};
