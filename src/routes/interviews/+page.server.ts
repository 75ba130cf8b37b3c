import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { interviewFigures } from '#lib/core/interview/record-figures.ts';
import { listCases } from '#lib/server/cases/cases.ts';
import { listInterviews } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { askerOf } from '../interview.server.ts';
import type { PageServerLoad } from './$types';

/** How the interviews of the laboratory were held, case by case; figures of the process only, in no order of merit. */
export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const { cases, interviews } = getLab();
	const shells = await listCases(cases, user);
	const listed = await Promise.all(
		shells.map(async ({ id, number, title }) => {
			const found = await listInterviews(cases, user, id);
			const rows = await Promise.all(
				found.map(async ({ id: interview, subjectCode, createdMs }) => {
					const events = await interviews.eventsAfter(interview, 0);
					const seen = visibleInterviewEvents(events, user.id);
					const { slices, statements, record, closed } = interviewOf(seen, interview);
					const sources = { slices, statements, details: record.details };
					const last = record.evaluations.findLast(({ role }) => role === 'supervisor');
					const evaluation = last ?? record.evaluations.at(-1) ?? null;
					return {
						...{ interview, subjectCode, createdMs },
						state: record.sealed !== null ? 'sealed' : closed !== null ? 'closed' : 'open',
						evaluators: record.evaluations.map(({ role }) => role),
						rights: evaluation?.rights ?? null,
						figures: interviewFigures(sources, evaluation)
					} as const;
				})
			);
			rows.sort((a, b) => a.createdMs - b.createdMs);
			return { case: { id, number, title }, rows };
		})
	);
	return { cases: listed.filter(({ rows }) => rows.length > 0) };
};
