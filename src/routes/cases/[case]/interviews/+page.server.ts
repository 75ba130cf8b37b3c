import { interviewCase, listInterviews } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { askerOf } from '../../../interview.server.ts';
import type { PageServerLoad } from './$types';

/** The interviews of a case. */
export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const { cases } = getLab();
	const { id, number, title, role } = await interviewCase(cases, user, event.params.case);
	return {
		case: { id, number, title },
		interviews: await listInterviews(cases, user, id),
		me: { id: user.id, role }
	};
};
